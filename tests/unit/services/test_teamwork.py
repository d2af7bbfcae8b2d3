"""What colleagues do for one another in a conversation, with storage in memory."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.casework.audit import Act, ReadingReason
from bot.casework.notes import LONGEST_NOTE, NoteKind, NoteRefused
from bot.casework.staff import NotAllowed, Role, Staff
from bot.conversation.workflow import StepNotAllowed
from bot.services.desk import Desk
from bot.services.reading import ReasonNeeded
from bot.services.storage import NoSuchConversation
from bot.services.takeover import Takeover
from bot.services.teamwork import Teamwork
from bot.services.visit import Visit
from tests.fake_storage import FakeStorage
from tests.fakes import FakeBrain, FakeClock, fake_accounts, fake_outside

PASSWORD = "een lang wachtwoord"
ACUTE = "hij staat nu met een mes voor mijn deur en wil naar binnen"


class Office:
    """Noor has the conversation; Sam is at the desk too."""

    def __init__(self) -> None:
        self.storage, self.brain, self.clock = FakeStorage(), FakeBrain(), FakeClock()
        outside = fake_outside(self.storage, self.brain, self.clock)
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
