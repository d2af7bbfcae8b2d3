"""What colleagues do for one another in a conversation; the visitor sees nothing of the notes."""

from __future__ import annotations

from uuid import UUID

from bot.casework.audit import Act, entry
from bot.casework.looking import Asked
from bot.casework.notes import Note, NoteKind, checked_note
from bot.casework.queue import Reason
from bot.casework.staff import Right, Staff
from bot.conversation.conversation import Conversation
from bot.conversation.workflow import StepNotAllowed, pass_on
from bot.logs import event
from bot.services.again import tell, wait_again
from bot.services.outside import Outside
from bot.services.ports import DESK
from bot.services.reading import must_read, own
from bot.services.storage import UnitOfWork
from bot.services.takeover import must_own

TO_THE_QUEUE = "wachtrij"


class NotPresent(LookupError):
    """This colleague does not have the desk open, may not do this, or is oneself."""


class Teamwork:
    """Every use case says who does it, and raises NotAllowed for a role without the right and
    NoSuchConversation for another organisation's."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside

    async def note(self, staff: Staff, id: UUID, text: str) -> None:
        """For who may read it now; nothing is written about words that were erased, for a note
        lives as long as they do. Raises NoteRefused, ReasonNeeded, StepNotAllowed."""
        staff.must(Right.GESPREK)

        def in_storage() -> None:
            with self._outside.storage() as work:
                now, at = own(staff, work.conversations.get(id)), self._outside.now()
                must_read(work, staff, now, at)
                if not work.conversations.messages(id):
                    raise StepNotAllowed("the words were erased")
                said = checked_note(text)
                work.notes.add(id, Note(NoteKind.NOTITIE, said, staff.id, staff.name, at))
                work.audit.add(entry(at, Act.NOTITIE_GESCHREVEN, staff, id))

        await self._outside.stored(in_storage)
        event("notitie.geschreven")
        await self._outside.notifier.changed(DESK)

    async def ask(self, staff: Staff, id: UUID, other: int) -> None:
        """A present colleague may read along as long as who asked has the conversation.
        Raises NotYours, NotPresent."""
        staff.must(Right.GESPREK)

        def in_storage() -> None:
            with self._outside.storage() as work:
                now, at = own(staff, work.conversations.get(id)), self._outside.now()
                must_own(staff, now)
                self._must_be_present(work, staff, other)
                work.looking.ask(Asked(id, other, staff.id, at))
                act = Act.OVERLEG_GEVRAAGD
                work.audit.add(entry(at, act, staff, id, object_id=str(other)))

        await self._outside.stored(in_storage)
        event("overleg.gevraagd")
        await self._outside.notifier.changed(DESK)

    async def transfer(self, staff: Staff, id: UUID, to: int | None, why: str) -> None:
        """To a present colleague, who has it from now on, or to the queue (None); the reason is a
        note. Raises NoteRefused, NotYours, NotPresent."""
        staff.must(Right.GESPREK)

        def in_storage() -> None:
            with self._outside.storage() as work:
                now, at = own(staff, work.conversations.get(id)), self._outside.now()
                must_own(staff, now)
                reason = checked_note(why)
                work.notes.add(id, Note(NoteKind.DOORGEVEN, reason, staff.id, staff.name, at))
                work.conversations.save(self._given(work, staff, now, to))
                whom = TO_THE_QUEUE if to is None else str(to)
                work.audit.add(entry(at, Act.DOORGEGEVEN, staff, id, object_id=whom))

        await self._outside.stored(in_storage)
        event("gesprek.doorgegeven")
        await self._outside.notifier.changed(str(id))
        await self._outside.notifier.changed(DESK)

    def _given(
        self, work: UnitOfWork, staff: Staff, now: Conversation, to: int | None
    ) -> Conversation:
        if to is None:
            return wait_again(self._outside, work, now, Reason.DOORGEGEVEN)
        self._must_be_present(work, staff, to)
        tell(self._outside, work, now, "doorgegeven")
        work.looking.end(now.id)
        return pass_on(now, to)

    def _must_be_present(self, work: UnitOfWork, staff: Staff, other: int) -> None:
        """Another colleague of the same organisation, who may talk."""
        present = {one.id for one in self._outside.present(work, staff.organisation)}
        if other not in present - {staff.id}:
            raise NotPresent
