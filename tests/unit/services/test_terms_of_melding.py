"""The terms of a melding and the work list of today, with storage in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.casework.audit import Act
from bot.casework.callback import Callback
from bot.casework.informing import EVERYBODY, HowInformed, InformRefused
from bot.casework.staff import NotAllowed, Role
from bot.casework.weging import Besluit, ReasonTooShort
from bot.casework.worklist import NOBODY, Line
from bot.melding.route import Request
from bot.services.informing import (
    InvestigationOver,
    NobodyToInform,
    TermsOfMelding,
    must_be_informed,
)
from bot.services.reading import ReasonNeeded
from bot.services.storage import NoSuchConversation
from bot.services.worklist import SOURCES, TodaysWork
from tests.fakes import fake_outside, saying
from tests.unit.casework.test_weging_form import WHOLE_FORM
from tests.unit.services.test_takeover_and_desk import ACUTE, PASSWORD, Office

WHY = "De vader weet nog niet waar zij verblijft."
MONDAY = date(2026, 3, 2)
CONTACT = {"contact_naam": "Mies", "contact_telefoon": "0611112222"}


class TermOffice(Office):
    def __init__(self) -> None:
        super().__init__()
        outside = fake_outside(self.storage, self.brain, self.clock)
        self.terms, self.today = TermsOfMelding(outside), TodaysWork(outside, pace_days=5)

    async def opened(self):
        id, _ = await self.melding()
        await self.desk.open(self.noor, id)
        return id

    async def weigh(self, id, besluit=Besluit.OVERDRACHT_DERDEN):
        with self.storage() as work:
            melding = work.meldingen.of_conversation(id)
            version = len(work.wegingen.of_melding(melding.id)) + 1
        correction = "De school heeft gebeld." if version > 1 else ""
        form = replace(WHOLE_FORM, besluit=besluit.value, correctie=correction)
        await self.weighing.record(self.noor, id, form, version)

    async def of_team(self, colleague=None):
        return (await self.today.of(self.noor, colleague)).work


@pytest.fixture
def office() -> TermOffice:
    return TermOffice()


# ── informing ────────────────────────────────────────────────────────────────────────────────


async def test_everybody_in_a_melding_is_to_be_informed_within_four_weeks(
    office: TermOffice,
) -> None:
    id = await office.opened()

    terms = await office.terms.of_file(office.noor, id)

    told = office.storage.rows.meldingen[0].document["antwoorden"]["betrokkenen"]
    assert [one.person.who for one in terms.persons] == [person["wie"] for person in told]
    assert {one.person.due for one in terms.persons} == {MONDAY + timedelta(weeks=4)}
    assert terms.assess.words == "nog 5 werkdagen"


async def test_a_melding_that_names_nobody_is_about_everybody_in_it(office: TermOffice) -> None:
    id, _ = await office.open()
    with office.storage() as work:
        melding = work.meldingen.add(id, {"antwoorden": {}}, office.clock(), MONDAY)
        must_be_informed(work, office.terms._outside.deadlines, melding)

    (person,) = office.storage.rows.to_inform
    assert person.name == EVERYBODY


async def test_telling_is_recorded_with_who_when_and_how(office: TermOffice) -> None:
    id = await office.opened()
    office.clock.pass_(minutes=10)

    await office.terms.informed(office.noor, id, 1, MONDAY, HowInformed.GESPREK, "zij schrok")

    person = (await office.terms.of_file(office.noor, id)).persons[0]
    assert person.clock is None
    done = person.person.informed
    assert (done.staff_name, done.on, done.how) == ("Noor", MONDAY, HowInformed.GESPREK)
    line = office.storage.rows.audit[-1]
    assert (line.act, line.object_id, line.reason) == (
        Act.INFORMEREN_VASTGELEGD, "1", "geinformeerd",
    )  # fmt: skip


async def test_an_extension_keeps_the_reason_and_moves_the_clock(office: TermOffice) -> None:
    id = await office.opened()

    await office.terms.extend(office.noor, id, 1, date(2026, 4, 13), WHY)

    one = (await office.terms.of_file(office.noor, id)).persons[0]
    assert (one.clock.due, one.longest) == (date(2026, 4, 13), date(2026, 4, 27))
    assert one.person.steps[0].text == WHY
    assert WHY not in str(office.storage.rows.audit)
    with pytest.raises(InformRefused, match="informeren_uitstel"):
        await office.terms.extend(office.noor, id, 1, date(2026, 4, 28), WHY)
    with pytest.raises(ReasonTooShort):
        await office.terms.extend(office.noor, id, 1, date(2026, 4, 20), "later")


async def test_a_mistake_is_taken_back_and_nothing_is_removed(office: TermOffice) -> None:
    id = await office.opened()
    await office.terms.informed(office.noor, id, 1, MONDAY, HowInformed.BRIEF)

    await office.terms.take_back(office.noor, id, 1, "De brief ging naar een ander adres.")

    one = (await office.terms.of_file(office.noor, id)).persons[0]
    assert one.clock is not None
    assert len(one.person.steps) == 2


async def test_somebody_who_turned_up_later_has_a_term_of_their_own(office: TermOffice) -> None:
    id = await office.opened()
    office.clock.pass_(minutes=20)

    await office.terms.add_person(office.noor, id, "een tante", MONDAY)

    one = (await office.terms.of_file(office.noor, id)).persons[-1]
    assert (one.person.who, one.person.staff_name) == ("een tante", "Noor")
    with pytest.raises(InformRefused, match="informeren_vastgelegd"):
        await office.terms.add_person(office.noor, id, "een oom", date(2026, 3, 3))


async def test_of_nobody_nothing_is_recorded(office: TermOffice) -> None:
    id = await office.opened()

    with pytest.raises(NobodyToInform):
        await office.terms.informed(office.noor, id, 99, MONDAY, HowInformed.BRIEF)


async def test_only_who_may_weigh_and_opened_the_file_records(office: TermOffice) -> None:
    id = await office.opened()
    await office.weigh(id)
    auditor = office.accounts.add("al", "Al", PASSWORD, Role.AUDITOR)
    elsewhere = office.accounts.add("els", "Els", PASSWORD, Role.MEDEWERKER, 2)

    with pytest.raises(NotAllowed):
        await office.terms.add_person(auditor, id, "een tante", MONDAY)
    with pytest.raises(NotAllowed):
        await office.terms.of_file(auditor, id)
    with pytest.raises(NoSuchConversation):
        await office.terms.add_person(elsewhere, id, "een tante", MONDAY)
    with pytest.raises(ReasonNeeded):  # it was weighed, and Sam gave no reason
        await office.terms.add_person(office.sam, id, "een tante", MONDAY)
    with pytest.raises(ReasonNeeded):
        await office.terms.of_file(office.sam, id)


async def test_a_conversation_without_a_melding_has_no_terms(office: TermOffice) -> None:
    id, _ = await office.open()
    await office.takeover.take(office.noor, id)
    await office.desk.open(office.noor, id)

    assert await office.terms.of_file(office.noor, id) is None
    with pytest.raises(NoSuchConversation):
        await office.terms.add_person(office.noor, id, "een tante", MONDAY)


# ── an investigation ─────────────────────────────────────────────────────────────────────────


async def test_an_investigation_has_ten_weeks_and_ends_once(office: TermOffice) -> None:
    id = await office.opened()
    with pytest.raises(InvestigationOver):
        await office.terms.end_investigation(office.noor, id, MONDAY)
    await office.weigh(id, Besluit.ONDERZOEK)
    office.clock.pass_(minutes=5)

    terms = await office.terms.of_file(office.noor, id)
    assert terms.assess is None
    assert terms.investigate.due == MONDAY + timedelta(weeks=10)
    with pytest.raises(InformRefused, match="onderzoek_wanneer"):
        await office.terms.end_investigation(office.noor, id, date(2026, 3, 1))
    await office.terms.end_investigation(office.noor, id, MONDAY)

    terms = await office.terms.of_file(office.noor, id)
    assert (terms.investigate, terms.investigation.ended) == (None, MONDAY)
    assert office.storage.rows.audit[-1].act is Act.ONDERZOEK_AFGEROND
    with pytest.raises(InvestigationOver):
        await office.terms.end_investigation(office.noor, id, MONDAY)


# ── the work list ────────────────────────────────────────────────────────────────────────────


async def test_the_list_has_every_kind_of_work_in_order_of_term(office: TermOffice) -> None:
    weighed, _ = await office.melding()
    await office.weigh(weighed, Besluit.ONDERZOEK)
    office.clock.pass_(days=2)
    id, _ = await office.melding()

    work = await office.of_team()

    assert [(line.what, line.clock.due) for line in work.later] == [
        ("Wegen", date(2026, 3, 11)),
        ("Betrokkenen informeren", date(2026, 3, 30)),
        ("Betrokkenen informeren", date(2026, 4, 1)),
        ("Onderzoek afronden", date(2026, 5, 11)),
    ]
    assert work.later[0].conversation == id
    office.clock.pass_(days=8)  # Thursday 12 March
    work = await office.of_team()
    assert [line.clock.words for line in work.overdue] == ["1 werkdag te laat"]


async def test_a_line_is_of_who_decided_or_has_the_conversation(office: TermOffice) -> None:
    weighed, _ = await office.melding()
    await office.weigh(weighed)
    loose, _ = await office.melding()
    taken, _ = await office.melding()
    await office.takeover.take(office.sam, taken)

    def wegen(work):
        return {line.conversation for line in work.later if line.what == "Wegen"}

    assert wegen(await office.of_team()) == {loose, taken}
    assert wegen(await office.of_team(office.sam.id)) == {taken}
    assert wegen(await office.of_team(NOBODY)) == {loose}
    of_noor = await office.of_team(office.noor.id)
    assert {line.what for line in of_noor.later} == {"Betrokkenen informeren"}


async def test_call_backs_are_on_it_without_what_was_said(office: TermOffice) -> None:
    id, _ = await office.open()
    with office.storage() as work:
        work.callbacks.put(Callback(id, office.clock(), CONTACT))

    (line,) = (await office.of_team()).without_term

    assert (line.what, line.conversation, line.clock) == ("Terugbellen", id, None)
    assert not any(str(said) in repr(line) for said in CONTACT.values())


async def test_the_forecast_says_what_will_be_late_and_by_which_figures(
    office: TermOffice,
) -> None:
    await office.melding()  # in use since Monday 2 March
    office.clock.pass_(days=1)
    assert (await office.of_team()).pace is None
    for id in [(await office.melding())[0] for _ in range(5)]:
        await office.weigh(id)  # five on Tuesday
    office.clock.pass_(days=6)  # Monday 9 March: the last day of the first one
    for _ in range(5):
        await office.melding()  # to be weighed by the 16th

    work = await office.of_team()

    assert (work.pace.weighed, work.pace.workdays) == (5, 5)
    # One a day: the first today, the others from Tuesday to Monday: all in time.
    assert work.missed == []
    await office.melding()  # the seventh, on Tuesday 17 March
    (late,) = (await office.of_team()).missed
    assert (late.clock.due, late.ready) == (date(2026, 3, 16), date(2026, 3, 17))


async def test_other_work_is_one_more_source(office: TermOffice) -> None:
    id, _ = await office.open()

    def second_opinions(work, today):
        yield Line("Meebeslissen", None, id, office.sam.id, today.deadlines.clock(MONDAY, MONDAY))

    outside = fake_outside(office.storage, office.brain, office.clock)
    today = TodaysWork(outside, sources=(*SOURCES, second_opinions))

    found = await today.of(office.noor, office.sam.id)

    assert [line.what for line in found.work.today] == ["Meebeslissen"]


async def test_the_list_is_of_the_own_organisation_and_for_colleagues(office: TermOffice) -> None:
    await office.melding()
    elsewhere = office.accounts.add("els", "Els", PASSWORD, Role.MEDEWERKER, 2)
    keeper = office.accounts.add("bo", "Bo", PASSWORD, Role.BEHEERDER)

    found = await office.today.of(elsewhere, None)

    assert (found.work.later, found.colleagues) == ([], [elsewhere])
    with pytest.raises(NotAllowed):
        await office.today.of(keeper, None)


async def test_somebody_with_a_melding_goes_before_who_waits_longer_but_not_before_danger(
    office: TermOffice,
) -> None:
    await office.accounts.sign_in("noor", PASSWORD)
    ids = []
    for what in ("first", "melding", ACUTE):
        id, key = await office.melding() if what == "melding" else await office.open()
        if what != ACUTE:
            office.brain.replies.append(saying(Request.MENS))
        await office.visit.say(id, key, ACUTE if what == ACUTE else "kan ik iemand spreken")
        ids.append(id)
        office.clock.pass_(seconds=10)

    waiting = (await office.desk.overview(office.noor)).waiting

    assert [one.waiting.conversation for one in waiting] == [ids[2], ids[1], ids[0]]
