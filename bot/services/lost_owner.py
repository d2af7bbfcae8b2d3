"""A colleague whose desk is gone while a visitor waits for an answer has lost the conversation."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from bot.casework.audit import Act, Entry
from bot.casework.queue import Reason
from bot.conversation.conversation import Conversation, Message, Speaker, Status
from bot.logs import event
from bot.services.again import wait_again
from bot.services.outside import Outside
from bot.services.ports import DESK
from bot.services.storage import UnitOfWork

LOST_AFTER = timedelta(minutes=5)  # a computer that starts again is back by then


class LostOwner:
    """Nobody writes to somebody who is not there: after `lost_after` without an open desk, or when
    signed out everywhere, a conversation in which the visitor spoke last goes back to the queue.
    Who has the desk open and says nothing is not lost."""

    def __init__(self, outside: Outside, lost_after: timedelta = LOST_AFTER) -> None:
        self._outside = outside
        self._lost_after = lost_after

    async def run(self) -> int:
        """Returns how many conversations went back."""
        with_one = await self._outside.stored(self._with_a_colleague)
        back = [id for id in with_one if await self._outside.stored(self._give_back, id)]
        for id in back:
            await self._outside.notifier.changed(str(id))
        if back:
            event("medewerker.weg", gesprekken=len(back))
            await self._outside.notifier.changed(DESK)
        return len(back)

    def _with_a_colleague(self) -> list[UUID]:
        with self._outside.storage() as work:
            return [id for one in work.organisations.all() for id in work.queue.owned(one.id)]

    def _give_back(self, id: UUID) -> bool:
        """One transaction each, so that nobody waits for another's conversation."""
        with self._outside.storage() as work:
            now = work.conversations.get(id)
            if now.status is not Status.MENS or now.owner is None or self._is_there(work, now):
                return False
            if not _waits_for_answer(work.conversations.messages(id)):
                return False
            work.conversations.save(wait_again(self._outside, work, now, Reason.MEDEWERKER_WEG))
            work.audit.add(
                Entry(
                    at=self._outside.now(),
                    act=Act.MEDEWERKER_WEG,
                    organisation=now.organisation,
                    subject=id,
                    object_id=str(now.owner),
                )
            )
            return True

    def _is_there(self, work: UnitOfWork, now: Conversation) -> bool:
        seen = work.sessions.last_seen(now.owner) if now.owner is not None else None
        return seen is not None and self._outside.now() - seen <= self._lost_after


def _waits_for_answer(messages: list[Message]) -> bool:
    """Whether the visitor wrote after the last word of a colleague."""
    people = (Speaker.BEZOEKER, Speaker.MEDEWERKER)
    spoke = [message.speaker for message in messages if message.speaker in people]
    return bool(spoke) and spoke[-1] is Speaker.BEZOEKER
