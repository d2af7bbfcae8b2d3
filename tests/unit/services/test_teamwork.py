"""What colleagues do for one another in a conversation, with storage in memory."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.casework.audit import Act, ReadingReason
from bot.casework.notes import LONGEST_NOTE, NoteKind, NoteRefused
from bot.casework.outcome import Uitkomst
from bot.casework.queue import Reason, Waiting
from bot.casework.staff import NotAllowed, Role, Staff
from bot.conversation.conversation import Status
from bot.conversation.workflow import StepNotAllowed
from bot.services.desk import Desk
from bot.services.reading import ReasonNeeded
from bot.services.storage import NoSuchConversation
from bot.services.takeover import NotYours, Takeover
from bot.services.teamwork import NotPresent, Teamwork
from bot.services.visit import Visit
from tests.fake_storage import FakeStorage
from tests.fakes import FakeBrain, FakeClock, fake_accounts, fake_outside

PASSWORD = "een lang wachtwoord"
ACUTE = "hij staat nu met een mes voor mijn deur en wil naar binnen"


class Office:
    """Noor has the conversation; Sam is at the desk too."""

    def __init__(self) -> None:
        self.storage, self.brain, self.clock = FakeStorage(), FakeBrain(), FakeClock()
        outside = self.outside = fake_outside(self.storage, self.brain, self.clock)
        self.visit, self.takeover, self.desk = Visit(outside), Takeover(outside), Desk(outside)
        self.teamwork = Teamwork(outside)
        self.accounts = fake_accounts(outside)
        self.noor = self.accounts.add("noor", "Noor", PASSWORD)
        self.sam = self.accounts.add("sam", "Sam", PASSWORD)
        self.elders = self.accounts.add("elders", "Elders", PASSWORD, organisation=2)

    async def present(self, *staff: Staff) -> None:
        for one in staff:
            await self.accounts.sign_in(one.login, PASSWORD)

    async def taken(self, text: str = "ik wil een mens spreken"):
        opened = await self.visit.open()
        id, key = opened.turn.conversation.id, opened.key
        await self.visit.say(id, key, text)
        await self.takeover.take(self.noor, id)
        return id, key

    def acts(self) -> list[tuple[Act, int | None, str]]:
        return [(one.act, one.by, one.object_id) for one in self.storage.rows.audit]

    def said(self, id) -> list[str]:
        return [message.text for message in self.storage.rows.messages[id]]


@pytest.fixture
def office() -> Office:
    return Office()


# ── notes ────────────────────────────────────────────────────────────────────────────────────


async def test_a_note_has_a_name_and_a_time_and_the_next_one_leaves_it(office: Office) -> None:
    id, _ = await office.taken()

    await office.teamwork.note(office.noor, id, "  Belde eerder al.  ")
    office.clock.pass_(minutes=4)
    await office.desk.open(office.sam, id, ReadingReason.OVERLEG)
    await office.teamwork.note(office.sam, id, "Dat klopt.")

    first, second = (await office.desk.open(office.noor, id)).notes
    assert (first.number, first.staff_name, first.text) == (1, "Noor", "Belde eerder al.")
    assert (second.number, second.staff_name, second.kind) == (2, "Sam", NoteKind.NOTITIE)
    assert second.written_at > first.written_at
    assert (Act.NOTITIE_GESCHREVEN, office.noor.id, "") in office.acts()


async def test_a_note_about_what_was_not_opened_leaves_a_line_of_reading_once(
    office: Office,
) -> None:
    opened = await office.visit.open()
    id = opened.turn.conversation.id
    await office.visit.say(id, opened.key, ACUTE)

    await office.teamwork.note(office.sam, id, "Ik ken dit gezin niet.")
    await office.teamwork.note(office.sam, id, "Nog iets.")

    lines = [one for one in office.storage.rows.audit if one.act is Act.DOSSIER_GELEZEN]
    assert [(one.by, one.reason) for one in lines] == [
        (office.sam.id, ReadingReason.WACHTRIJ.value)
    ]


async def test_the_visitor_gets_nothing_of_a_note(office: Office) -> None:
    id, key = await office.taken()
    before = await office.visit.look(id, key, 0)

    await office.teamwork.note(office.noor, id, "een geheim tussen collega’s")

    assert await office.visit.look(id, key, 0) == before


async def test_who_may_not_read_a_conversation_writes_nothing_about_it(office: Office) -> None:
    id, _ = await office.taken()

    with pytest.raises(ReasonNeeded):
        await office.teamwork.note(office.sam, id, "hallo")
    with pytest.raises(NoSuchConversation):
        await office.teamwork.note(office.elders, id, "hallo")
    with pytest.raises(NotAllowed):
        await office.teamwork.note(replace(office.noor, role=Role.AUDITOR), id, "hallo")
    assert not office.storage.rows.notes


@pytest.mark.parametrize("text", ["", " \n ", "\x00", "x" * (LONGEST_NOTE + 1)])
async def test_an_empty_or_endless_note_is_refused(office: Office, text: str) -> None:
    id, _ = await office.taken()

    with pytest.raises(NoteRefused):
        await office.teamwork.note(office.noor, id, text)


async def test_a_note_goes_with_the_words_and_none_is_written_after_that(office: Office) -> None:
    id, key = await office.taken()
    await office.teamwork.note(office.noor, id, "Belde eerder al.")

    await office.visit.leave(id, key)  # no colleague had said anything: the words are erased

    assert id not in office.storage.rows.notes
    with pytest.raises(StepNotAllowed):
        await office.teamwork.note(office.noor, id, "nog iets")


# ── giving to another ────────────────────────────────────────────────────────────────────────


async def test_a_conversation_is_given_to_a_present_colleague_with_a_reason(
    office: Office,
) -> None:
    id, key = await office.taken()
    await office.present(office.noor, office.sam)
    before = office.storage.rows.conversations[id].turn

    await office.teamwork.transfer(office.noor, id, office.sam.id, "Mijn dienst is voorbij.")

    dossier = await office.desk.open(office.sam, id)
    assert dossier.owner == office.sam
    assert dossier.conversation.turn == before + 1
    assert (dossier.notes[0].kind, dossier.notes[0].text) == (
        NoteKind.DOORGEVEN, "Mijn dienst is voorbij.",
    )  # fmt: skip
    assert office.said(id)[-1] == "Een andere medewerker van Veilig Thuis gaat nu met je verder."
    assert (Act.DOORGEGEVEN, office.noor.id, str(office.sam.id)) in office.acts()
    turn = await office.visit.look(id, key, 0)
    assert not any("dienst" in message.text for message in turn.messages)


async def test_who_gave_it_away_says_and_does_nothing_more_in_it(office: Office) -> None:
    id, _ = await office.taken()
    await office.present(office.sam)
    await office.teamwork.transfer(office.noor, id, office.sam.id, "einde dienst")

    for use in (
        office.takeover.say(office.noor, id, "nog iets"),
        office.takeover.hand_back(office.noor, id),
        office.teamwork.transfer(office.noor, id, None, "toch niet"),
    ):
        with pytest.raises(NotYours):
            await use
    await office.takeover.say(office.sam, id, "Hallo, ik ga verder.")


async def test_it_is_given_only_to_another_who_is_there_and_may_talk(office: Office) -> None:
    id, _ = await office.taken()
    auditor = office.accounts.add("audit", "Audit", PASSWORD, Role.AUDITOR)
    await office.present(office.noor, auditor, office.elders)

    for other in (office.sam, office.noor, auditor, office.elders):
        with pytest.raises(NotPresent):
            await office.teamwork.transfer(office.noor, id, other.id, "einde dienst")
    assert office.storage.rows.conversations[id].owner == office.noor.id
    assert not office.storage.rows.notes


async def test_without_a_reason_it_is_not_given_away(office: Office) -> None:
    id, _ = await office.taken()
    await office.present(office.sam)

    with pytest.raises(NoteRefused):
        await office.teamwork.transfer(office.noor, id, office.sam.id, "  ")
    assert office.storage.rows.conversations[id].owner == office.noor.id


async def test_back_in_the_queue_the_program_goes_on_and_promises_who_is_there(
    office: Office,
) -> None:
    id, key = await office.taken()
    await office.present(office.noor, office.sam)

    await office.teamwork.transfer(office.noor, id, None, "einde dienst")

    now = office.storage.rows.conversations[id]
    assert (now.status, now.owner) == (Status.WACHT, None)
    assert office.storage.rows.queue[id].reason is Reason.DOORGEGEVEN
    assert "Ik heb een andere medewerker gevraagd" in office.said(id)[-1]
    turn = await office.visit.say(id, key, "ben je er nog")
    assert [message.text for message in turn.messages] == ["Vertel verder."]


async def test_who_gives_it_to_the_queue_is_not_the_person_that_is_promised(
    office: Office,
) -> None:
    id, _ = await office.taken()
    await office.present(office.noor, office.elders)

    await office.teamwork.transfer(office.noor, id, None, "einde dienst")

    assert "Er is nu geen andere medewerker" in office.said(id)[-1]
    assert "gevraagd" not in office.said(id)[-1]


async def test_danger_and_what_it_waited_for_before_count_in_the_queue_again(
    office: Office,
) -> None:
    id, key = await office.taken()
    await office.visit.say(id, key, ACUTE)  # heard while Noor has it: not in the queue
    before, _ = await office.taken()
    with office.storage() as work:
        work.queue.enter(Waiting(before, Reason.SEKSUEEL_RECENT, office.clock()))
        work.queue.leave(before, office.noor.id, office.clock())

    await office.teamwork.transfer(office.noor, id, None, "einde dienst")
    await office.teamwork.transfer(office.noor, before, None, "einde dienst")

    assert office.storage.rows.queue[id].reason is Reason.DIRECT_GEVAAR
    assert office.storage.rows.queue[before].reason is Reason.SEKSUEEL_RECENT


async def test_another_organisation_or_role_gives_nothing_away(office: Office) -> None:
    id, _ = await office.taken()

    with pytest.raises(NoSuchConversation):
        await office.teamwork.transfer(office.elders, id, None, "hallo")
    with pytest.raises(NotAllowed):
        await office.teamwork.transfer(replace(office.noor, role=Role.BEHEERDER), id, None, "x")


# ── looking along ────────────────────────────────────────────────────────────────────────────


async def test_who_is_asked_sees_it_in_a_list_and_reads_it_without_having_it(
    office: Office,
) -> None:
    id, _ = await office.taken()
    await office.present(office.noor, office.sam)

    await office.teamwork.ask(office.noor, id, office.sam.id)
    await office.teamwork.ask(office.noor, id, office.sam.id)  # twice is once

    ((asked, by),) = (await office.desk.overview(office.sam)).asked
    assert (asked.id, by) == (id, office.noor)
    assert (await office.desk.overview(office.noor)).asked == []
    dossier = await office.desk.open(office.sam, id)
    assert (dossier.owner, list(dossier.looking)) == (office.noor, [office.sam])
    line = office.storage.rows.audit[-1]
    assert (line.act, line.by, line.reason) == (Act.DOSSIER_GELEZEN, office.sam.id, "overleg")
    assert (Act.OVERLEG_GEVRAAGD, office.noor.id, str(office.sam.id)) in office.acts()
    with pytest.raises(NotYours):
        await office.takeover.say(office.sam, id, "hallo")
    await office.teamwork.note(office.sam, id, "Vraag naar de kinderen.")


@pytest.mark.parametrize("how", ["close", "hand_back", "queue", "colleague", "leave"])
async def test_looking_along_ends_with_the_conversation_of_who_asked(
    office: Office, how: str
) -> None:
    id, key = await office.taken()
    kim = office.accounts.add("kim", "Kim", PASSWORD)
    await office.present(office.noor, office.sam, kim)
    await office.takeover.say(office.noor, id, "Hallo.")
    await office.teamwork.ask(office.noor, id, office.sam.id)
    await office.desk.open(office.sam, id)
    await {
        "close": lambda: office.takeover.close(office.noor, id, Uitkomst.ANDERS),
        "hand_back": lambda: office.takeover.hand_back(office.noor, id),
        "queue": lambda: office.teamwork.transfer(office.noor, id, None, "einde dienst"),
        "colleague": lambda: office.teamwork.transfer(office.noor, id, kim.id, "einde dienst"),
        "leave": lambda: office.visit.leave(id, key),
    }[how]()

    assert (await office.desk.overview(office.sam)).asked == []
    with pytest.raises(ReasonNeeded):
        await office.desk.follow(office.sam, id)


async def test_only_the_owner_asks_and_only_a_colleague_who_is_there(office: Office) -> None:
    id, _ = await office.taken()
    await office.present(office.noor, office.elders)

    for other in (office.sam, office.noor, office.elders):
        with pytest.raises(NotPresent):
            await office.teamwork.ask(office.noor, id, other.id)
    with pytest.raises(NotYours):
        await office.teamwork.ask(office.sam, id, office.noor.id)
    with pytest.raises(NoSuchConversation):
        await office.teamwork.ask(office.elders, id, office.noor.id)
    with pytest.raises(NotAllowed):
        await office.teamwork.ask(replace(office.noor, role=Role.AUDITOR), id, office.sam.id)
    assert office.storage.rows.looking == []
