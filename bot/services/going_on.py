"""The dialogue goes on by itself when a colleague gives a conversation back."""

from __future__ import annotations

from uuid import UUID

from bot.conversation.conversation import Status
from bot.logs import failure
from bot.services.heard import Heard
from bot.services.outside import Outside
from bot.services.ports import DESK, BrainFailed, Reply, Talk
from bot.services.recording import Recorder
from bot.services.safety import QUIET


class GoingOn:
    """The bot waits at the question that was open. When a colleague filled that in, or changed
    what was read back, it asks the next question, or reads back once more."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside
        self._recorder = Recorder(outside)

    async def run(self, id: UUID) -> None:
        heard = await self._outside.stored(self._left_off, id)
        if heard is None:
            return
        reply: Reply | None = None
        try:
            reply = await self._outside.brain.go_on(heard.talk)
        except BrainFailed as error:
            failure("dialoog.mislukt", error)
        await self._outside.stored(self._recorder.record, heard, reply)
        await self._outside.notifier.changed(str(id))
        await self._outside.notifier.changed(DESK)

    def _left_off(self, id: UUID) -> Heard | None:
        """Where the conversation is; None when a question is open, or no colleague wrote anything
        down."""
        with self._outside.storage() as work:
            now = work.conversations.get(id)
            edited = any(version.by for version in work.history.of_conversation(id))
            messages = work.conversations.messages(id)
            if now.status is not Status.BOT or now.question or not edited or not messages:
                return None
            answers = {name: a.value for name, a in work.conversations.answers(id).items()}
            talk = Talk(answers, now.notes)
            return Heard(now, talk, messages[-1], "", None, False, QUIET)
