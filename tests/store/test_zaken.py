"""Zaken and wegingen in the database: sealed, only added to, and gone when their term is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from bot.casework.audit import ReadingReason
from bot.casework.melding_status import MeldingStatus, MeldingStep
from bot.casework.weging import Besluit, Second, Weging
from bot.casework.zaak import Added, NoSuchZaak, Participant, Person, Zaak, ZaakNote, ZaakStatus
from bot.services.case_storage import Draft
from bot.services.storage import StorageDown
from bot.store.data_keys import DataKeys
from bot.store.keys import CannotUnseal
from bot.store.migrate import upgrade
from bot.store.rotation import check, rotate
from bot.store.sealed import PARTICIPANT
from bot.store.tables import metadata
from bot.store.work import Database
from tests.store.conftest import KEYS
from tests.store.test_rotation import NEWER, ONLY_NEW
from tests.store.test_terms import DAY, Archive
from tests.unit.casework.test_weging_form import WHOLE_FORM

NOW = datetime.now(UTC).replace(microsecond=0)
LONG_AGO = 21 * 365 * DAY
OF_MELDING = ("wegingen", "wegingbevestigingen", "wegingconcepten", "meldingstappen")
OF_ZAAK = ("deelnemers", "zaaknotities", "zaaksleutels", "zaakmeldingen", "zaken")


@pytest.fixture
def archive(database: Database) -> Archive:
    return Archive(database)


def weighed(archive: Archive, ago: timedelta = timedelta(0)) -> tuple[UUID, int, int]:
    """A melding with two versions: its conversation, its id and the colleague's."""
    id = archive.closed(ago + 50 * DAY)
    melding = archive.melding(id, weighed=ago)
    with archive.database() as work:
        staff = work.staff.by_login("noor")
        assert staff
    return id, melding, staff.id


def filed(archive: Archive, melding: int, staff: int) -> Zaak:
    """A zaak with a melding, a participant and a note."""
    zaak = Zaak(uuid4(), 1, NOW, staff)
    with archive.database() as work:
        work.zaken.add(zaak)
        work.zaken.put_in(zaak.id, melding, staff, NOW)
        person = Participant(1, 1, Person("Anna", kind=True), "", staff, "Noor", NOW, "M1")
        work.zaken.add_participant(zaak.id, person)
        work.zaken.add_note(zaak.id, ZaakNote(0, "een notitie", staff, "Noor", NOW))
    return zaak


def rows(engine: Any, table: str) -> int:
    with engine.connect() as connection:
        counted = sa.select(sa.func.count()).select_from(metadata.tables[table])
        return int(connection.scalar(counted))


def test_a_version_its_second_colleague_and_the_steps_come_back_the_same(
    archive: Archive,
) -> None:
    _, melding, staff = weighed(archive)
    proposal = Weging(
        melding, 3, Besluit.GEEN_VERVOLG, "geen vermoeden", staff, "Noor", NOW, True, WHOLE_FORM
    )
    second = Second(False, "nog niet gebeld", staff, "Noor", NOW)
    with archive.database() as work:
        work.wegingen.add(proposal)
        assert work.wegingen.of_melding(melding)[-1] == proposal
        assert [one.id for one in work.meldingen.to_confirm(1)] == [melding]
        work.wegingen.answer(melding, 3, second)

    with archive.database() as work:
        assert work.wegingen.of_melding(melding)[-1] == replace(proposal, second=second)
        assert work.meldingen.to_confirm(1) == []
        submitted, decided = work.wegingen.steps(melding)
    assert (submitted.to, submitted.by, submitted.number) == (MeldingStatus.INGEDIEND, None, 1)
    assert (decided.to, decided.by_name, decided.number) == (MeldingStatus.BESLOTEN, "Noor", 2)


def test_a_draft_is_replaced_by_a_later_one_of_the_same_author(archive: Archive) -> None:
    _, melding, staff = weighed(archive)
    for text in ("eerst", "later"):
        with archive.database() as work:
            form = replace(WHOLE_FORM, bekend=text)
            work.wegingen.put_draft(melding, Draft(form, staff, "Noor", NOW))

    with archive.database() as work:
        [draft] = work.wegingen.drafts(melding)
        assert draft.form.bekend == "later"
        work.wegingen.drop_draft(melding, staff)
        assert work.wegingen.drafts(melding) == []


def test_the_same_version_is_never_stored_twice(archive: Archive) -> None:
    _, melding, staff = weighed(archive)
    again = Weging(melding, 2, Besluit.ONDERZOEK, "reden", staff, "Noor", NOW)

    with pytest.raises(StorageDown), archive.database() as work:
        work.wegingen.add(again)


def test_a_zaak_comes_back_the_same(archive: Archive) -> None:
    _, melding, staff = weighed(archive)
    zaak = filed(archive, melding, staff)
    gone = ZaakStatus.GESLOTEN
    closed = replace(zaak, status=gone, closed_at=NOW, closed_by=staff, closed_why="klaar")

    with archive.database() as work:
        assert work.zaken.get(zaak.id) == zaak
        assert work.zaken.of_organisation(1) == [zaak]
        assert work.zaken.of_organisation(2) == []
        assert work.zaken.meldingen(zaak.id) == [Added(melding, NOW, staff, "Noor")]
        assert work.zaken.of_melding(melding) == zaak.id
        [person] = work.zaken.participants(zaak.id)
        assert (person.person, person.melding) == (Person("Anna", kind=True), "M1")
        assert [one.text for one in work.zaken.notes(zaak.id)] == ["een notitie"]
        work.zaken.close(closed)
    with archive.database() as work:
        assert work.zaken.get(zaak.id) == closed
        with pytest.raises(NoSuchZaak):
            work.zaken.get(uuid4())


def test_a_melding_is_in_one_zaak_at_most(archive: Archive) -> None:
    _, melding, staff = weighed(archive)
    filed(archive, melding, staff)

    with pytest.raises(StorageDown):
        filed(archive, melding, staff)


@pytest.mark.parametrize("what", ["update", "delete", "truncate"])
def test_the_database_refuses_to_change_or_take_away_what_was_recorded(
    archive: Archive, engine: Any, what: str
) -> None:
    id, melding, staff = weighed(archive, DAY)
    filed(archive, melding, staff)
    with archive.database() as work:
        work.wegingen.answer(melding, 2, Second(True, "", staff, "Noor", NOW))
    changes: dict[str, dict[str, Any]] = {
        "wegingen": {"besluit": "GEEN_VERVOLG"}, "wegingbevestigingen": {"akkoord": False},
        "meldingstappen": {"naar": "AFGESLOTEN"}, "deelnemers": {"versie": 7},
        "zaaknotities": {"nummer": 7},
    }  # fmt: skip
    if what == "truncate" and engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no truncate")
    for name, change in changes.items():
        table = metadata.tables[name]
        done = {
            "update": table.update().values(**change),
            "delete": table.delete(),
            "truncate": sa.DDL("TRUNCATE TABLE %(fullname)s CASCADE").against(table),
        }[what]
        with pytest.raises(DatabaseError, match="is only added to"), engine.begin() as connection:
            connection.execute(done)


def test_also_what_is_sealed_cannot_be_replaced(archive: Archive, engine: Any) -> None:
    weighed(archive, DAY)

    for table in ("wegingen", "meldingstappen"):
        other = metadata.tables[table].update().values(reden_versleuteld=b"\x00iets anders")
        with pytest.raises(DatabaseError, match="only added to"), engine.begin() as connection:
            connection.execute(other)


def test_a_weging_of_before_conversations_had_keys_still_moves_to_one(
    archive: Archive, engine: Any
) -> None:
    archive.database.check_keys()
    _, melding, staff = weighed(archive, DAY)
    old = KEYS.seal("van vroeger", f"wegingen.reden:{melding}:3")
    with engine.begin() as connection:
        connection.execute(
            sa.text(
                "insert into wegingen (melding_id, versie, besluit, reden_versleuteld, "
                "medewerker_id, besloten_op) "
                "values (:melding, 3, 'ONDERZOEK', :sealed, :staff, :at)"
            ),
            {"melding": melding, "sealed": old, "staff": staff, "at": "2026-01-01 00:00:00"},
        )

    rotate(Database(engine, NEWER))

    with Database(engine, ONLY_NEW)() as work:
        assert work.wegingen.of_melding(melding)[-1].reden == "van vroeger"


def test_a_zaak_has_a_key_of_its_own_that_rotates(archive: Archive, engine: Any) -> None:
    archive.database.check_keys()
    _, melding, staff = weighed(archive)
    zaak = filed(archive, melding, staff)

    rotate(Database(engine, NEWER))

    alone = Database(engine, ONLY_NEW)
    assert check(alone).broken == ()
    with alone() as work:
        assert [one.text for one in work.zaken.notes(zaak.id)] == ["een notitie"]


async def test_with_its_last_melding_a_zaak_goes_and_what_was_kept_elsewhere_opens_no_more(
    archive: Archive, engine: Any
) -> None:
    _, melding, staff = weighed(archive, LONG_AGO)
    zaak = filed(archive, melding, staff)
    with engine.connect() as connection:
        query = "select gegevens_versleuteld from deelnemers"
        stolen = bytes(connection.execute(sa.text(query)).scalar_one())

    counts = await archive.erase()

    assert counts == {"melding": 1, "zaak": 1}
    assert [rows(engine, table) for table in (*OF_MELDING, *OF_ZAAK)] == [0] * 9
    with engine.begin() as connection, pytest.raises(CannotUnseal, match="no key any more"):
        DataKeys(connection, KEYS).unseal(stolen, PARTICIPANT, zaak.id, zaak.id, 1, 1)


@pytest.mark.parametrize("other", ["unweighed", "young", "held"])
async def test_while_one_melding_of_a_zaak_is_kept_they_all_are(
    archive: Archive, other: str
) -> None:
    id, melding, staff = weighed(archive, LONG_AGO)
    zaak = filed(archive, melding, staff)
    sibling = archive.closed(LONG_AGO)
    ago = {"unweighed": None, "young": DAY, "held": LONG_AGO}[other]
    number = archive.melding(sibling, weighed=ago)
    with archive.database() as work:
        work.zaken.put_in(zaak.id, number, staff, NOW)
        if other == "held":
            work.conversations.hold(sibling, ReadingReason.KLACHT)

    assert await archive.erase() == {}
    with archive.database() as work:
        assert work.meldingen.of_conversation(id) is not None
        work.conversations.hold(sibling, None)
    assert await archive.erase() == ({"melding": 2, "zaak": 1} if other == "held" else {})


@pytest.mark.parametrize("last", [*MeldingStatus])
async def test_nothing_goes_while_a_melding_has_no_decision_whatever_its_state(
    archive: Archive, last: MeldingStatus
) -> None:
    """A version that was only proposed, and refused, is no decision either."""
    id = archive.closed(LONG_AGO)
    at = NOW - LONG_AGO
    with archive.database() as work:
        staff = work.staff.add("noor", "Noor", "x")
        melding = work.meldingen.add(id, {"x": 1}, at, date(2026, 3, 9)).id
        proposal = Weging(
            melding, 1, Besluit.GEEN_VERVOLG, "reden", staff.id, "Noor", at, True, WHOLE_FORM
        )
        work.wegingen.add(proposal)
        work.wegingen.answer(melding, 1, Second(False, "nee", staff.id, "Noor", at))
        for to in list(MeldingStatus)[1 : list(MeldingStatus).index(last) + 1]:
            work.wegingen.add_step(melding, MeldingStep(to, at, staff.id, "Noor", "omdat"))

    decided = list(MeldingStatus).index(last) >= list(MeldingStatus).index(MeldingStatus.BESLOTEN)
    assert await archive.erase() == ({"melding": 1} if decided else {})


async def test_a_proposal_that_waits_keeps_a_melding(archive: Archive) -> None:
    _, melding, staff = weighed(archive, LONG_AGO)
    at = NOW - LONG_AGO
    with archive.database() as work:
        work.wegingen.add(
            Weging(melding, 3, Besluit.GEEN_VERVOLG, "reden", staff, "Noor", at, True, WHOLE_FORM)
        )

    assert await archive.erase() == {}


async def test_a_step_of_today_keeps_a_melding(archive: Archive) -> None:
    _, melding, staff = weighed(archive, LONG_AGO)
    with archive.database() as work:
        step = MeldingStep(MeldingStatus.AFGESLOTEN, NOW, staff, "Noor", "klaar")
        work.wegingen.add_step(melding, step)

    assert await archive.erase() == {}


def test_meldingen_of_an_earlier_version_stand_where_they_stood(engine: Any) -> None:
    upgrade(engine, revision="0008")
    with engine.begin() as connection:
        for sql in (
            "insert into gesprekken (id, status, modus, gevaar, beurt, gestart_op, laatst_op) "
            "values ('{n}', 'gesloten', 'melding', 'geen', 1, '2026-01-01 00:00:00', "
            "'2026-01-01 00:00:00')",
            "insert into meldingen (id, gesprek_id, ingediend_op, beoordelen_voor, "
            "document_versleuteld) values ({n}, '{n}', '2026-01-01 00:00:00', '2026-01-08', 'x')",
        ):
            for n in (1, 2):
                connection.execute(sa.text(sql.format(n=n)))
        connection.execute(
            sa.text(
                "insert into medewerkers (id, inlognaam, naam, wachtwoord_hash) "
                "values (7, 'balie', 'Balie', 'x')"
            )
        )
        connection.execute(
            sa.text(
                "insert into wegingen (melding_id, versie, besluit, reden_versleuteld, "
                "medewerker_id, besloten_op) "
                "values (1, 1, 'GEEN_VERVOLG', 'x', 7, '2026-01-05')"
            )
        )

    upgrade(engine)

    stappen = metadata.tables["meldingstappen"]
    with engine.connect() as connection:
        found = connection.execute(
            sa.select(stappen.c.melding_id, stappen.c.naar, stappen.c.medewerker_id).order_by(
                stappen.c.melding_id, stappen.c.nummer
            )
        ).all()
    assert [tuple(row) for row in found] == [
        (1, "INGEDIEND", None), (1, "ONTVANGST_BEVESTIGD", 7), (1, "IN_BEOORDELING", 7),
        (1, "BESLOTEN", 7), (2, "INGEDIEND", None),
    ]  # fmt: skip
