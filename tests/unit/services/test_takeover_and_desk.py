"""What colleagues do, with storage in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from bot.casework.audit import Act, ReadingReason
from bot.casework.callback import Callback
from bot.casework.outcome import Uitkomst
from bot.casework.queue import Reason
from bot.casework.staff import NotAllowed, Right, Role, Staff
from bot.casework.weging_form import WegingForm
from bot.conversation.conversation import Speaker, Status
from bot.conversation.workflow import AlreadyClaimed, StepNotAllowed
from bot.melding.route import Request
from bot.services.cleanup import Cleanup
from bot.services.desk import Desk, NobodyToCall, StillNeeded
from bot.services.reading import ReasonNeeded
from bot.services.storage import NoSuchConversation
from bot.services.takeover import NotYours, Takeover
from bot.services.visit import Visit
from bot.services.weighing import Weighing
from tests.fake_storage import FakeStorage
from tests.fakes import FakeBrain, FakeClock, fake_accounts, fake_outside, saying
from tests.unit.melding.test_route import WHOLE

PASSWORD = "een lang wachtwoord"
ACUTE = "hij staat nu met een mes voor mijn deur en wil naar binnen"


class Office:
    def __init__(self) -> None:
        self.storage, self.brain, self.clock = FakeStorage(), FakeBrain(), FakeClock()
        outside = fake_outside(self.storage, self.brain, self.clock)
        self.visit, self.takeover, self.desk = Visit(outside), Takeover(outside), Desk(outside)
        self.weighing = Weighing(outside)
        self.accounts = fake_accounts(outside)
        self.cleanup = Cleanup(outside, timedelta(minutes=30))
        self.noor = self.accounts.add("noor", "Noor", PASSWORD)
        self.sam = self.accounts.add("sam", "Sam", PASSWORD)

    async def read(self, id):
        return await self.desk.open(self.noor, id, ReadingReason.KWALITEIT)

    async def open(self):
        opened = await self.visit.open()
        return opened.turn.conversation.id, opened.key

    async def melding(self):
        id, key = await self.open()
        self.brain.replies += [
            saying("Goed.", **{**WHOLE, "samenvatting_akkoord": "ja"}),
            saying(Request.INDIENEN),
        ]
        await self.visit.say(id, key, "alles in een keer")
        await self.visit.say(id, key, "verstuur maar")
        return id, key


@pytest.fixture
def office() -> Office:
    return Office()


async def test_taking_over_leaves_the_queue_and_tells_the_visitor(office: Office) -> None:
    id, key = await office.open()
    await office.visit.say(id, key, ACUTE)

    await office.takeover.take(office.noor, id)

    dossier = await office.read(id)
    assert dossier.conversation.status is Status.MENS
    assert dossier.owner == office.noor
    assert dossier.reason is None
    assert dossier.messages[-1].text == "Je praat nu met een medewerker van Veilig Thuis."


async def test_two_colleagues_cannot_both_have_a_conversation(office: Office) -> None:
    id, _ = await office.open()
    await office.takeover.take(office.noor, id)

    with pytest.raises(AlreadyClaimed):
        await office.takeover.take(office.sam, id)


async def test_taking_over_twice_is_no_mistake_and_tells_once(office: Office) -> None:
    id, _ = await office.open()
    await office.takeover.take(office.noor, id)
    await office.takeover.take(office.noor, id)

    messages = (await office.read(id)).messages
    assert sum("Je praat nu met" in message.text for message in messages) == 1


@pytest.mark.parametrize("what", ["say", "hand_back", "close"])
async def test_only_who_has_it_can_act_in_a_conversation(office: Office, what: str) -> None:
    id, _ = await office.open()
    await office.takeover.take(office.noor, id)
    more = {"say": ["hallo"], "close": [Uitkomst.ANDERS]}.get(what, [])

    with pytest.raises(NotYours):
        await getattr(office.takeover, what)(office.sam, id, *more)


async def test_handing_back_lets_the_bot_answer_at_the_question_that_was_open(
    office: Office,
) -> None:
    office.brain.replies.append(saying("Hallo.", open_field="rol"))
    id, key = await office.open()
    await office.takeover.take(office.noor, id)
    await office.takeover.hand_back(office.noor, id)

    turn = await office.visit.choose(id, key, "zelf")

    assert turn.conversation.status is Status.BOT
    assert office.brain.heard[-1][0].open_field == "rol"


async def test_a_closed_conversation_cannot_be_taken_over(office: Office) -> None:
    id, key = await office.open()
    await office.visit.leave(id, key)

    with pytest.raises(StepNotAllowed):
        await office.takeover.take(office.noor, id)


async def test_an_unknown_conversation_cannot_be_taken_over(office: Office) -> None:
    with pytest.raises(NoSuchConversation):
        await office.takeover.take(office.noor, uuid4())


async def test_the_overview_has_danger_first_and_then_who_waited_longest(office: Office) -> None:
    await office.accounts.sign_in("noor", PASSWORD)
    ids = []
    for text in ("kan ik iemand spreken", "ik wil een mens", ACUTE):
        id, key = await office.open()
        if text != ACUTE:
            office.brain.replies.append(saying(Request.MENS))
        await office.visit.say(id, key, text)
        ids.append(id)
        office.clock.pass_(seconds=10)

    overview = await office.desk.overview(office.noor)

    assert [one.waiting.conversation for one in overview.waiting] == [ids[2], ids[0], ids[1]]
    assert overview.waiting[0].waiting.reason is Reason.DIRECT_GEVAAR
    assert overview.present == [office.noor]


async def test_the_dossier_lists_answers_in_the_order_of_the_questions(office: Office) -> None:
    id, key = await office.open()
    office.brain.replies.append(saying("Goed.", gemeente="GM0363", rol="zelf", wens="advies"))
    await office.visit.say(id, key, "in Amsterdam")

    dossier = await office.read(id)

    assert [field.name for field, _ in dossier.answers] == ["rol", "wens", "gemeente"]


async def test_a_submitted_melding_gets_five_working_days(office: Office) -> None:
    id, _ = await office.melding()

    (melding,) = (await office.desk.overview(office.noor)).to_weigh

    assert melding.conversation == id
    assert melding.assess_before.isoformat() == "2026-03-09"
    assert melding.document["antwoorden"]["melder_naam"] == "Anna"


async def test_submitting_twice_makes_one_melding(office: Office) -> None:
    id, key = await office.melding()
    office.brain.replies.append(saying(Request.INDIENEN))

    await office.visit.say(id, key, "verstuur nog eens")

    assert len(office.storage.rows.meldingen) == 1


async def test_leaving_after_a_melding_keeps_what_was_said(office: Office) -> None:
    id, key = await office.melding()

    await office.visit.leave(id, key)

    dossier = await office.read(id)
    assert dossier.melding is not None
    assert dossier.messages
    assert dossier.answers


# ── clean-up ─────────────────────────────────────────────────────────────────────────────────


async def test_a_conversation_that_nobody_uses_is_ended_and_erased(office: Office) -> None:
    idle, _ = await office.open()
    office.clock.pass_(minutes=31)
    active, _ = await office.open()

    assert await office.cleanup.run() == 1

    assert office.storage.rows.conversations[idle].status is Status.GESLOTEN
    assert idle not in office.storage.rows.messages
    assert office.storage.rows.conversations[active].status is Status.BOT


async def test_a_conversation_with_a_colleague_is_left_alone_for_a_working_day(
    office: Office,
) -> None:
    id, _ = await office.open()
    await office.takeover.take(office.noor, id)
    await office.takeover.say(office.noor, id, "Ik ben er voor je.")
    office.clock.pass_(hours=11)

    assert await office.cleanup.run() == 0
    assert any(m.speaker is Speaker.SYSTEEM for m in office.storage.rows.messages[id])
    office.clock.pass_(hours=2)
    assert await office.cleanup.run() == 1
    assert office.storage.rows.conversations[id].status is Status.GESLOTEN
    assert office.storage.rows.messages[id]  # until the term of what a colleague took part in


async def test_who_did_not_ask_to_be_called_is_not_called_back(office: Office) -> None:
    """Else it would be a way to read without a reason."""
    id, _ = await office.open()

    with pytest.raises(NobodyToCall):
        await office.desk.called(office.noor, id)
    with pytest.raises(ReasonNeeded):
        await office.desk.open(office.noor, id)
    assert acts(office) == []


# ── who may, and why ─────────────────────────────────────────────────────────────────────────


def acts(office: Office) -> list[tuple[Act, int | None, str]]:
    return [(one.act, one.by, one.reason) for one in office.storage.rows.audit]


async def test_who_reads_a_file_in_the_queue_has_a_reason_and_it_is_logged(office: Office) -> None:
    id, key = await office.open()
    await office.visit.say(id, key, ACUTE)

    await office.desk.open(office.noor, id)

    assert acts(office) == [(Act.DOSSIER_GELEZEN, office.noor.id, "wachtrij")]


async def test_following_a_file_that_is_open_is_not_reading_it_again(office: Office) -> None:
    id, key = await office.open()
    await office.visit.say(id, key, ACUTE)
    with pytest.raises(ReasonNeeded):
        await office.desk.follow(office.noor, id)  # it was not opened, and so not logged
    await office.desk.open(office.noor, id)

    await office.desk.follow(office.noor, id)

    assert len(acts(office)) == 1
    office.clock.pass_(minutes=31)
    with pytest.raises(ReasonNeeded):
        await office.desk.follow(office.noor, id)


async def test_who_has_a_conversation_goes_on_seeing_it_however_long_it_takes(
    office: Office,
) -> None:
    """A colleague who types for long must not miss what the visitor says meanwhile."""
    id, key = await office.open()
    await office.takeover.take(office.noor, id)
    office.clock.pass_(hours=2)
    await office.visit.say(id, key, "hij is nu weer thuis")

    dossier = await office.desk.follow(office.noor, id)

    assert dossier.messages[-1].text == "hij is nu weer thuis"
    with pytest.raises(ReasonNeeded):
        await office.desk.follow(office.sam, id)


async def test_a_file_that_asks_for_nobody_is_read_for_a_reason_only(office: Office) -> None:
    id, _ = await office.open()

    with pytest.raises(ReasonNeeded):
        await office.desk.open(office.noor, id)
    await office.desk.open(office.noor, id, ReadingReason.KLACHT)

    assert acts(office) == [(Act.DOSSIER_GELEZEN, office.noor.id, "klacht")]


async def test_a_reason_that_was_given_holds_for_half_an_hour(office: Office) -> None:
    id, _ = await office.open()
    await office.desk.open(office.noor, id, ReadingReason.OVERLEG)

    office.clock.pass_(minutes=29)
    await office.desk.open(office.noor, id)
    assert acts(office)[-1] == (Act.DOSSIER_GELEZEN, office.noor.id, "overleg")
    office.clock.pass_(minutes=2)

    with pytest.raises(ReasonNeeded):
        await office.desk.open(office.noor, id)
    with pytest.raises(ReasonNeeded):
        await office.desk.follow(office.sam, id)


async def test_what_a_colleague_does_is_logged_with_who_did_it(office: Office) -> None:
    id, _ = await office.open()
    await office.takeover.take(office.noor, id)
    await office.takeover.say(office.noor, id, "Hallo")
    await office.takeover.hand_back(office.noor, id)
    await office.takeover.take(office.sam, id)
    await office.takeover.close(office.sam, id, Uitkomst.ANDERS)

    assert [(act, by) for act, by, _ in acts(office)] == [
        (Act.OVERGENOMEN, office.noor.id),
        (Act.DOSSIER_GELEZEN, office.noor.id),
        (Act.TERUGGEGEVEN, office.noor.id),
        (Act.OVERGENOMEN, office.sam.id),
        (Act.DOSSIER_GELEZEN, office.sam.id),
        (Act.AFGESLOTEN, office.sam.id),
    ]


async def test_for_another_organisation_a_conversation_does_not_exist(office: Office) -> None:
    other = office.accounts.add("elders", "Elders", PASSWORD, organisation=2)
    id, key = await office.melding()
    await office.visit.say(id, key, ACUTE)
    refused = [
        office.desk.open(other, id, ReadingReason.KLACHT),
        office.desk.follow(other, id),
        office.desk.called(other, id),
        office.weighing.save_draft(other, id, WegingForm()),
        office.desk.erase(replace(other, role=Role.COORDINATOR), id),
        office.takeover.take(other, id),
        office.takeover.say(other, id, "hallo"),
        office.takeover.hand_back(other, id),
        office.takeover.close(other, id, Uitkomst.ANDERS),
    ]

    for use in refused:
        with pytest.raises(NoSuchConversation):
            await use
    overview = await office.desk.overview(other)
    assert (overview.waiting, overview.to_weigh, overview.to_call, overview.helped) == (
        [], [], [], [],
    )  # fmt: skip


async def test_a_colleague_of_another_organisation_is_no_reason_to_promise_a_person(
    office: Office,
) -> None:
    office.accounts.add("elders", "Elders", PASSWORD, organisation=2)
    await office.accounts.sign_in("elders", PASSWORD)
    id, key = await office.open()
    office.brain.replies.append(saying(Request.MENS))

    turn = await office.visit.say(id, key, "kan ik iemand spreken")

    assert "Er is nu geen medewerker" in turn.messages[0].text


@pytest.mark.parametrize("role", [Role.BEHEERDER, Role.AUDITOR])
async def test_who_reads_no_conversations_is_not_promised_to_visitors(
    office: Office, role: Role
) -> None:
    office.accounts.add("ander", "Ander", PASSWORD, role)
    await office.accounts.sign_in("ander", PASSWORD)
    id, key = await office.open()
    office.brain.replies.append(saying(Request.MENS))

    turn = await office.visit.say(id, key, "kan ik iemand spreken")

    assert "Er is nu geen medewerker" in turn.messages[0].text


USES = {
    Right.WACHTRIJ: lambda office, staff, id: office.desk.overview(staff),
    Right.DOSSIER: lambda office, staff, id: office.desk.open(staff, id, ReadingReason.KLACHT),
    Right.GESPREK: lambda office, staff, id: office.takeover.take(staff, id),
    Right.WEGING: lambda office, staff, id: office.weighing.save_draft(staff, id, WegingForm()),
    Right.TERUGBELLEN: lambda office, staff, id: office.desk.called(staff, id),
    Right.WISSEN: lambda office, staff, id: office.desk.erase(staff, id),
}


@pytest.mark.parametrize("right", USES)
@pytest.mark.parametrize("role", Role)
async def test_a_use_case_is_for_the_roles_with_its_right(
    office: Office, role: Role, right: Right
) -> None:
    id, key = await office.melding() if right is Right.WEGING else await office.open()
    with office.storage() as work:
        work.callbacks.put(Callback(id, office.clock(), {"contact_telefoon": "0612"}))
    if right is Right.WISSEN:
        await office.visit.leave(id, key)
    staff = replace(office.noor, role=role)

    if staff.may(right):
        await USES[right](office, staff, id)
    else:
        with pytest.raises(NotAllowed):
            await USES[right](office, staff, id)


async def test_on_request_a_closed_conversation_is_erased_and_one_with_a_melding_is_not(
    office: Office,
) -> None:
    coordinator = replace(office.noor, role=Role.COORDINATOR)
    closed, _ = await office.open()
    await office.takeover.take(office.noor, closed)
    await office.takeover.close(office.noor, closed, Uitkomst.ANDERS)
    with_melding, _ = await office.melding()

    await office.desk.erase(coordinator, closed)

    assert closed not in office.storage.rows.messages
    assert (await office.read(closed)).outcome is Uitkomst.ANDERS  # says no word of it
    with pytest.raises(StillNeeded):
        await office.desk.erase(coordinator, with_melding)


def test_a_colleague_is_a_value() -> None:
    assert Staff(1, "a", "A") == Staff(1, "a", "A")
