"""Who is to be informed, what runs and how fast meldingen are weighed, from both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.casework.informing import HowInformed, InformStep, InformStepKind
from bot.casework.melding_status import MeldingStatus, MeldingStep
from bot.casework.queue import Reason, Waiting, in_order
from bot.casework.staff import Staff
from bot.casework.weging import Besluit, Melding, Second, Weging
from bot.store.keys import CannotUnseal
from bot.store.migrate import downgrade, upgrade
from bot.store.rotation import check
from bot.store.sealed import ABOUT_INFORMING, WHO
from bot.store.tables import informatieplichten, informeerstappen, onderzoekeinden
from bot.store.work import Database
from tests.store.conftest import KEYS
from tests.store.test_store import NOW, SECRET, added

DAY = timedelta(days=1)
TODAY = date(2026, 3, 2)
DUE = date(2026, 3, 30)


@pytest.fixture
def noor(database: Database) -> Staff:
    with database() as work:
        return work.staff.add("noor", "Noor", "x")


LONG_AGO = NOW - 20 * 365 * DAY  # what was recorded then may go


def melding(
    database: Database, before: date = date(2026, 3, 9), submitted: datetime = NOW
) -> Melding:
    conversation = added(database)
    with database() as work:
        return work.meldingen.add(conversation.id, {"x": 1}, submitted, before)


def weighed(
    database: Database, of: Melding, staff: Staff, *besluiten: Besluit, since: datetime = NOW
) -> None:
    with database() as work:
        first = len(work.wegingen.of_melding(of.id)) + 1
        for version, besluit in enumerate(besluiten, start=first):
            at = since + version * DAY
            work.wegingen.add(
                Weging(of.id, version, besluit, "een reden", staff.id, staff.name, at)
            )
        if first == 1 and besluiten:
            decided(work, of, staff, since + DAY)


def proposed(database: Database, of: Melding, staff: Staff, version: int, at: datetime) -> None:
    """That the involvement ends: a second colleague must agree."""
    with database() as work:
        besluit = Besluit.GEEN_VERVOLG
        work.wegingen.add(
            Weging(of.id, version, besluit, "een reden", staff.id, staff.name, at, is_proposal=True)
        )


def decided(work: Any, of: Melding, staff: Staff, at: datetime) -> None:
    step = MeldingStep(MeldingStatus.BESLOTEN, at, staff.id, staff.name, "een reden")
    work.wegingen.add_step(of.id, step)


def step(staff: Staff, kind: InformStepKind, **more: Any) -> InformStep:
    return InformStep(kind, SECRET, staff.id, staff.name, NOW, **more)


def told(staff: Staff) -> InformStep:
    return step(staff, InformStepKind.GEINFORMEERD, on=TODAY, how=HowInformed.BRIEF)


# ── informing ────────────────────────────────────────────────────────────────────────────────


def test_persons_and_steps_come_back_in_order_with_names(database: Database, noor: Staff) -> None:
    of, other = melding(database), melding(database)
    put_off = step(noor, InformStepKind.UITGESTELD, until=DUE + 14 * DAY)
    with database() as work:
        assert work.informing.add(of.id, SECRET, TODAY, DUE) == 1
        assert work.informing.add(of.id, None, TODAY, DUE, noor.id) == 2
        work.informing.add_step(of.id, 1, put_off)
        work.informing.add_step(of.id, 1, told(noor))

    with database() as work:
        first, second = work.informing.of_melding(of.id)
        assert (first.who, first.recorded, first.first_due) == (SECRET, TODAY, DUE)
        assert (first.staff_name, second.staff_name) == (None, "Noor")
        assert first.steps == (replace(put_off, number=1), replace(told(noor), number=2))
        assert (second.who, second.steps) == (None, ())
        assert work.informing.of_melding(other.id) == []


def test_names_and_words_are_sealed_and_open_no_more_when_the_key_is_gone(
    database: Database, engine: Any, noor: Staff
) -> None:
    of = melding(database, submitted=LONG_AGO)
    with database() as work:
        work.informing.add(of.id, SECRET, TODAY, DUE)
        work.informing.add_step(of.id, 1, told(noor))
    with engine.connect() as connection:
        name = bytes(connection.scalar(sa.select(informatieplichten.c.wie_versleuteld)))
        text = bytes(connection.scalar(sa.select(informeerstappen.c.tekst_versleuteld)))
    assert SECRET.encode() not in name + text
    assert not check(database).broken

    with database() as work:
        work.conversations.erase_words(of.conversation, NOW)
        work.meldingen.erase(of.conversation)

    with database() as work:
        for value, sealed, place in ((name, WHO, (1,)), (text, ABOUT_INFORMING, (1, 1))):
            with pytest.raises(CannotUnseal):
                work.data_keys.unseal(value, sealed, of.conversation, of.id, *place)


def test_all_of_it_goes_with_the_melding(database: Database, engine: Any, noor: Staff) -> None:
    of, stays = melding(database, submitted=LONG_AGO), melding(database)
    weighed(database, of, noor, Besluit.ONDERZOEK, since=LONG_AGO)
    with database() as work:
        work.informing.add(of.id, SECRET, TODAY, DUE)
        work.informing.add_step(of.id, 1, told(noor))
        work.informing.add(stays.id, SECRET, TODAY, DUE)
        found = work.workload.investigation_of(of.id)
        assert found
        work.workload.end_investigation(found, TODAY, noor.id, NOW)

    with database() as work:
        work.conversations.erase_words(of.conversation, NOW)
        work.meldingen.erase(of.conversation)

    with engine.connect() as connection:
        for table, left in ((informatieplichten, 1), (informeerstappen, 0), (onderzoekeinden, 0)):
            count = sa.select(sa.func.count()).select_from(table)
            assert connection.scalar(count) == left, table.name


def test_who_was_informed_is_off_the_list_and_on_it_again_when_taken_back(
    database: Database, noor: Staff
) -> None:
    of = melding(database)
    with database() as work:
        for number in (1, 2):
            work.informing.add(of.id, SECRET, TODAY, DUE + number * DAY)
        work.informing.add_step(of.id, 1, told(noor))

    with database() as work:
        (left,) = work.workload.to_inform(1)
        assert (left.melding, left.due, left.conversation) == (
            of.id,
            DUE + 2 * DAY,
            of.conversation,
        )
        work.informing.add_step(of.id, 1, step(noor, InformStepKind.TERUGGENOMEN))
    with database() as work:
        assert [one.due for one in work.workload.to_inform(1)] == [DUE + DAY, DUE + 2 * DAY]
        work.informing.add_step(of.id, 1, told(noor))
    with database() as work:
        assert [one.due for one in work.workload.to_inform(1)] == [DUE + 2 * DAY]


def test_the_list_goes_by_the_day_of_the_last_extension(database: Database, noor: Staff) -> None:
    of, other = melding(database), melding(database)
    with database() as work:
        work.informing.add(of.id, SECRET, TODAY, DUE)
        work.informing.add(other.id, SECRET, TODAY, DUE + DAY)
        for weeks in (2, 4):
            until = DUE + weeks * 7 * DAY
            work.informing.add_step(of.id, 1, step(noor, InformStepKind.UITGESTELD, until=until))

    with database() as work:
        found = work.workload.to_inform(1)
    assert [(one.melding, one.due) for one in found] == [
        (other.id, DUE + DAY),
        (of.id, DUE + 28 * DAY),
    ]


# ── what runs ────────────────────────────────────────────────────────────────────────────────


def test_what_is_to_be_weighed_is_in_order_of_term_without_what_was_weighed(
    database: Database, noor: Staff
) -> None:
    late, early, done = (melding(database, TODAY + n * DAY) for n in (3, 1, 2))
    weighed(database, done, noor, Besluit.GEEN_VERVOLG)

    with database() as work:
        found = work.workload.to_assess(1)
        assert work.workload.to_assess(2) == []
    assert [(one.melding, one.due, one.staff) for one in found] == [
        (early.id, TODAY + DAY, None),
        (late.id, TODAY + 3 * DAY, None),
    ]


@pytest.mark.parametrize(
    ("besluiten", "began"),
    [
        ([Besluit.ONDERZOEK], 1),
        ([Besluit.ONDERZOEK, Besluit.ONDERZOEK], 1),  # a corrected reason
        ([Besluit.VTO_RVDK, Besluit.ONDERZOEK, Besluit.ONDERZOEK], 2),
        ([Besluit.ONDERZOEK, Besluit.GEEN_VERVOLG, Besluit.ONDERZOEK], 3),
        ([Besluit.ONDERZOEK, Besluit.GEEN_VERVOLG], None),
        ([Besluit.GEEN_VERVOLG], None),
        ([], None),
    ],
)
def test_an_investigation_runs_from_the_first_weging_that_says_so(
    database: Database, noor: Staff, besluiten: list[Besluit], began: int | None
) -> None:
    of = melding(database)
    weighed(database, melding(database), noor, Besluit.VOORWAARDEN_VERVOLG)  # another one
    weighed(database, of, noor, *besluiten)

    with database() as work:
        found = work.workload.investigations(1)
        one = work.workload.investigation_of(of.id)
    assert found == ([one] if one else [])
    assert (one.version if one else None) == began
    if one:
        assert (one.decided_at, one.staff, one.ended) == (NOW + one.version * DAY, noor.id, None)


def test_a_proposal_waits_on_a_list_of_its_own_until_a_second_colleague_agrees(
    database: Database, noor: Staff
) -> None:
    of = melding(database)
    proposed(database, of, noor, 1, NOW)

    with database() as work:
        assert work.workload.to_assess(1) == []
        assert [(one.melding, one.staff) for one in work.workload.to_confirm(1)] == [(of.id, None)]
        assert work.workload.to_confirm(2) == []
        work.wegingen.answer(of.id, 1, Second(False, "nog niet", noor.id, noor.name, NOW))
    with database() as work:
        assert [one.melding for one in work.workload.to_assess(1)] == [of.id]
        assert work.workload.to_confirm(1) == []


def test_a_proposal_to_end_it_does_not_end_an_investigation(
    database: Database, noor: Staff
) -> None:
    of = melding(database)
    weighed(database, of, noor, Besluit.ONDERZOEK)
    proposed(database, of, noor, 2, NOW + 2 * DAY)

    with database() as work:
        (goes_on,) = work.workload.investigations(1)
        assert goes_on.version == 1
        work.wegingen.answer(of.id, 2, Second(True, "", noor.id, noor.name, NOW))
    with database() as work:
        assert work.workload.investigations(1) == []


def test_an_investigation_that_ended_runs_no_more_until_another_begins(
    database: Database, noor: Staff
) -> None:
    of = melding(database)
    weighed(database, of, noor, Besluit.ONDERZOEK)
    with database() as work:
        (found,) = work.workload.investigations(1)
        work.workload.end_investigation(found, TODAY, noor.id, NOW)

    with database() as work:
        assert work.workload.investigations(1) == []
        ended = work.workload.investigation_of(of.id)
        assert ended
        assert ended.ended == TODAY
    weighed(database, of, noor, Besluit.VTO_RVDK, Besluit.ONDERZOEK)
    with database() as work:
        (again,) = work.workload.investigations(1)
    assert (again.version, again.ended) == (3, None)


def test_each_melding_counts_once_on_the_day_of_its_first_weging(
    database: Database, noor: Staff
) -> None:
    twice, once, before = (melding(database) for _ in range(3))
    weighed(database, twice, noor, Besluit.ONDERZOEK, Besluit.GEEN_VERVOLG)
    weighed(database, once, noor, Besluit.ONDERZOEK)
    with database() as work:
        at = NOW - DAY
        work.wegingen.add(Weging(before.id, 1, Besluit.ONDERZOEK, "een reden", noor.id, "Noor", at))
        decided(work, before, noor, at)
    weighed(database, before, noor, Besluit.ONDERZOEK)  # a later version, in the period

    with database() as work:
        assert work.workload.first_decided(1, NOW) == [NOW + DAY, NOW + DAY]
        assert work.workload.first_decided(2, NOW) == []
        assert work.workload.first_submitted(1) == NOW
        assert work.workload.first_submitted(2) is None


def test_a_melding_that_was_not_weighed_gives_its_conversation_a_term(
    database: Database, noor: Staff
) -> None:
    with_term, weighed_one, without = melding(database), melding(database), added(database).id
    weighed(database, weighed_one, noor, Besluit.ONDERZOEK)
    ids = [without, weighed_one.conversation, with_term.conversation]
    with database() as work:
        for minutes, id in enumerate(ids):
            since = NOW + timedelta(minutes=minutes)
            work.queue.enter(Waiting(id, Reason.WENS_MENS, since))

    with database() as work:
        found = in_order(work.queue.waiting(1))
    assert [one.conversation for one in found] == [ids[2], ids[0], ids[1]]
    assert [one.term for one in found] == [date(2026, 3, 9), None, None]


# ── the migration ────────────────────────────────────────────────────────────────────────────


def test_a_melding_of_an_earlier_version_gets_a_line_for_everybody(
    database: Database, engine: Any
) -> None:
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)  # the next day in the Netherlands
    conversation = added(database)
    with database() as work:
        work.meldingen.add(conversation.id, {"x": 1}, late, date(2026, 3, 10))
    downgrade(engine, "0009", KEYS)

    upgrade(engine, KEYS)

    with database() as work:
        (left,) = work.workload.to_inform(1)
        (person,) = work.informing.of_melding(left.melding)
    assert (person.who, person.recorded, left.due) == (
        None,
        date(2026, 3, 3),
        date(2026, 3, 31),
    )
