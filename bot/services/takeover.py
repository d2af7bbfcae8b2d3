"""A colleague takes a conversation over, talks, hands it back or closes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from bot.casework.audit import Act, ReadingReason, entry
from bot.casework.outcome import Uitkomst
from bot.casework.staff import Right, Staff
from bot.casework.standard_answers import has_gap
from bot.conversation.conversation import Conversation, Message, Speaker, Status
from bot.conversation.workflow import claim, close, hand_back
from bot.logs import event
from bot.services.again import tell
from bot.services.door import MessageRefused, checked
from bot.services.going_on import GoingOn
from bot.services.outside import Outside
from bot.services.ports import DESK, typing
from bot.services.reading import note_reading, own
from bot.services.storage import UnitOfWork


class NotYours(PermissionError):
    """Only the colleague who has the conversation can do this; take it over first."""


class Takeover:
    """The use cases of a colleague in a conversation. Every one says who does it, and raises
    NotAllowed for a role that does not talk and NoSuchConversation for another organisation's."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside
        self._going_on = GoingOn(outside)

    async def take(self, staff: Staff, id: UUID) -> None:
        """From now on the bot is silent here. Raises AlreadyClaimed, StepNotAllowed."""

        def change(work: UnitOfWork, now: Conversation) -> Conversation:
            taken = claim(now, staff.id)
            if now.status is not Status.MENS:
                tell(self._outside, work, now, "overgenomen")
            work.queue.leave(id, staff.id, self._outside.now())
            return taken

        await self._change(staff, id, change, Act.OVERGENOMEN)
        event("gesprek.overgenomen")

    async def say(self, staff: Staff, id: UUID, text: str) -> None:
        """Raises NotYours, MessageRefused, also while something is still to be filled in."""
        said = checked(text)
        if has_gap(said):
            raise MessageRefused("fout_nog_invullen")

        def change(work: UnitOfWork, now: Conversation) -> Conversation:
            must_own(staff, now)
            message = Message(0, Speaker.MEDEWERKER, said, self._outside.now())
            work.conversations.add_message(id, message)
            return replace(now, last_at=self._outside.now())

        await self._change(staff, id, change)

    async def typing(self, staff: Staff, id: UUID) -> None:
        """Lets the visitor see that somebody writes: stored nowhere, and without a word of it.
        Raises NotYours."""
        staff.must(Right.GESPREK)

        def check() -> None:
            with self._outside.storage() as work:
                must_own(staff, own(staff, work.conversations.get(id)))

        await self._outside.stored(check)
        await self._outside.notifier.changed(typing(id))

    async def hand_back(self, staff: Staff, id: UUID) -> None:
        """The bot goes on, at the question that was open, or at the next one when a colleague wrote
        its answer down. Raises NotYours."""

        def change(work: UnitOfWork, now: Conversation) -> Conversation:
            must_own(staff, now)
            tell(self._outside, work, now, "teruggegeven")
            work.looking.end(id)
            return hand_back(now)

        await self._change(staff, id, change, Act.TERUGGEGEVEN)
        event("gesprek.teruggegeven")
        await self._going_on.run(id)

    async def close(self, staff: Staff, id: UUID, outcome: Uitkomst) -> None:
        """Ends the conversation, with what came of it. Raises NotYours, StepNotAllowed."""

        def change(work: UnitOfWork, now: Conversation) -> Conversation:
            must_own(staff, now)
            work.conversations.conclude(id, outcome)
            tell(self._outside, work, now, "afgesloten_door_medewerker")
            work.looking.end(id)
            work.connections.end(id)
            return close(now, self._outside.now())

        await self._change(staff, id, change, Act.AFGESLOTEN)
        event("gesprek.afgesloten")

    async def _change(
        self,
        staff: Staff,
        id: UUID,
        change: Callable[[UnitOfWork, Conversation], Conversation],
        act: Act | None = None,
    ) -> None:
        staff.must(Right.GESPREK)

        def in_storage() -> None:
            with self._outside.storage() as work:
                now = own(staff, work.conversations.get(id))
                work.conversations.save(change(work, now))
                if act:
                    work.audit.add(entry(self._outside.now(), act, staff, id))
                if act is Act.OVERGENOMEN:
                    why = ReadingReason.EIGEN_GESPREK
                    note_reading(work, staff, id, why, self._outside.now())

        await self._outside.stored(in_storage)
        await self._outside.notifier.changed(str(id))
        await self._outside.notifier.changed(DESK)


def must_own(staff: Staff, now: Conversation) -> None:
    """Raises NotYours."""
    if now.status is not Status.MENS or now.owner != staff.id:
        raise NotYours
