"""What colleagues do for one another in a conversation; the visitor sees nothing of the notes."""

from __future__ import annotations

from uuid import UUID

from bot.casework.audit import Act, entry
from bot.casework.notes import Note, NoteKind, checked_note
from bot.casework.staff import Right, Staff
from bot.conversation.workflow import StepNotAllowed
from bot.logs import event
from bot.services.outside import Outside
from bot.services.ports import DESK
from bot.services.reading import ReasonNeeded, earlier_reason, own, reason_to_read


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
                if not (reason_to_read(work, staff, now) or earlier_reason(work, staff, id, at)):
                    raise ReasonNeeded
                if not work.conversations.messages(id):
                    raise StepNotAllowed("the words were erased")
                said = checked_note(text)
                work.notes.add(id, Note(NoteKind.NOTITIE, said, staff.id, staff.name, at))
                work.audit.add(entry(at, Act.NOTITIE_GESCHREVEN, staff, id))

        await self._outside.stored(in_storage)
        event("notitie.geschreven")
        await self._outside.notifier.changed(DESK)
