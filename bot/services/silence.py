"""A visitor from whom nothing is heard for a while: one calm word, and then quiet."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from bot.conversation.conversation import Conversation, Message, MessageKind, Speaker
from bot.danger.assess import Level
from bot.logs import event
from bot.services.outside import Outside
from bot.services.storage import UnitOfWork

QUIET_AFTER = timedelta(minutes=5)
# Who is quiet for longer than this was spoken to before, or by a server that stood still: no more.
QUIET_UNTIL = timedelta(minutes=10)


class Silence:
    """Somebody thinks, or had to put the phone away. After QUIET_AFTER the program says once that
    it waits and when it erases the conversation; in danger it names 112 again. It asks nothing: the
    question that was open stays open, and whoever may look along reads nothing new."""

    def __init__(self, outside: Outside, idle: timedelta) -> None:
        """`idle`: after so long without a message the conversation is erased (cleanup.py)."""
        self._outside = outside
        self._idle = idle

    async def run(self) -> int:
        """Returns to how many conversations something was said."""
        spoken_to = await self._outside.stored(self._speak)
        for id in spoken_to:
            await self._outside.notifier.changed(str(id))
        if spoken_to:
            event("stilte", gesprekken=len(spoken_to))
        return len(spoken_to)

    def _speak(self) -> list[UUID]:
        with self._outside.storage() as work:
            now = self._outside.now()
            quiet = work.conversations.quiet_between(now - QUIET_UNTIL, now - QUIET_AFTER)
            return [id for id in quiet if self._speak_once(work, work.conversations.get(id))]

    def _speak_once(self, work: UnitOfWork, conversation: Conversation) -> bool:
        """Whether there was something to say: a question waits, and this was not said before."""
        since = [
            m for m in work.conversations.messages(conversation.id)
            if m.said_at > conversation.last_at
        ]  # fmt: skip
        in_danger = conversation.danger is not Level.GEEN
        text = self._outside.texts(
            "stilte_gevaar" if in_danger else "stilte",
            minuten=str(int(self._idle.total_seconds() // 60)),
        )
        if conversation.question is None or any(m.text == text for m in since):
            return False
        kind = MessageKind.GEVAAR if in_danger else MessageKind.TEKST
        said = Message(0, Speaker.BOT, text, self._outside.now(), kind)
        work.conversations.add_message(conversation.id, said)
        return True
