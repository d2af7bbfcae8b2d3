"""A visitor comes, says things, and leaves. This is the one path of every message:

1. danger is assessed, by rules alone, before anything else;
2. what may be kept is stored, with the fixed safety text and the place in the queue;
3. when a colleague has the conversation, the bot stays silent, and the model listens for danger;
4. the dialogue answers; the model may raise the danger, never lower it;
5. the answer is stored, unless somebody took over meanwhile (recording.py).
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from bot.conversation.conversation import (
    Answer,
    Conversation,
    Message,
    MessageKind,
    Speaker,
    Status,
)
from bot.conversation.workflow import take_up
from bot.danger.assess import Level
from bot.logs import event
from bot.melding.route import Progress, remaining
from bot.services.choosing import pressed, typed
from bot.services.door import MessageRefused, kept
from bot.services.heard import Heard
from bot.services.outside import Outside
from bot.services.ports import DESK, Reply, Talk
from bot.services.recording import Recorder, end_visit, question_of
from bot.services.replying import answer, listen
from bot.services.return_code import CodeUnknown, code_hash
from bot.services.safety import (
    QUIET,
    Alarm,
    alarm_of_text,
    block_texts,
    raise_alarm,
    said_before,
)
from bot.services.storage import StorageDown, UnitOfWork
from bot.services.submitted import Submitted, submitted_in
from bot.services.turns import Turns
from bot.services.urgency import taken

GO_ON = "nee"  # to "Wil je stoppen?", the question with which a conversation is put away


class WrongKey(PermissionError):
    """The key does not open this conversation."""


class NotStored(RuntimeError):
    """Storage is down and nothing was stored; `texts` must still reach the visitor."""

    def __init__(self, texts: list[str], level: Level) -> None:
        super().__init__("storage is down")
        self.texts = texts
        self.level = level


@dataclass(frozen=True)
class Turn:
    """What came of a message: the new messages of the other side, the conversation as it is now,
    the danger heard in the message, and about how many questions are still to come."""

    conversation: Conversation
    messages: list[Message]
    level: Level = Level.GEEN
    remaining: int = 0


@dataclass(frozen=True)
class Opened:
    key: str
    turn: Turn


class Visit:
    """The use cases of a visitor. A key opens one conversation; only its hash is stored."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside
        self._turns = Turns()
        self._recorder = Recorder(outside)

    async def open(self, host: str = "") -> Opened:
        """A new conversation with its first messages, of the organisation whose chat has this
        address. Raises StorageDown, BrainFailed."""
        reply = await self._outside.brain.open()
        now = self._outside.now()
        started = Conversation(id=uuid4(), started_at=now, last_at=now)
        key = secrets.token_urlsafe(32)
        turn = await self._outside.stored(self._start, started, host, key_hash(key), reply)
        event("gesprek.geopend")
        return Opened(key, turn)

    async def say(self, id: UUID, key: str, text: str) -> Turn:
        """Raises MessageRefused, WrongKey, NoSuchConversation, NotStored."""
        said = await taken(self._outside, text)
        return await self._take_turn(id, key, said, False, alarm_of_text(said))

    async def choose(self, id: UUID, key: str, choice: str) -> Turn:
        """Like `say`, for a button of the open question, by its value or its label."""
        return await self._take_turn(id, key, choice, True, QUIET)

    async def look(self, id: UUID, key: str, after: int = 0) -> Turn:
        """Where the conversation is, with the messages above a number."""
        return await self._outside.stored(self._look, id, key, after)

    async def answers(self, id: UUID, key: str) -> dict[str, Answer]:
        return await self._outside.stored(self._answers, id, key)

    async def come_back(self, code: str) -> Opened:
        """Goes on with a conversation that was put away; its code opens nothing any more. Raises
        CodeUnknown, NotStored, StorageDown."""
        key = secrets.token_urlsafe(32)
        id = await self._outside.stored(self._take_up, code_hash(code), key_hash(key))
        event("gesprek.hervat")
        await self.choose(id, key, GO_ON)
        return Opened(key, await self.look(id, key))

    async def submitted(self, id: UUID, key: str) -> Submitted:
        """For who made the melding. Raises NoSuchConversation when there is none, WrongKey."""
        return await self._outside.stored(self._submitted, id, key)

    async def leave(self, id: UUID, key: str) -> None:
        """The visitor goes. What no colleague took part in and no melding holds is erased."""
        await self._outside.stored(self._leave, id, key)
        event("gesprek.verlaten")
        await self._tell(id)

    async def _take_turn(
        self, id: UUID, key: str, text: str, is_button: bool, alarm: Alarm
    ) -> Turn:
        async with self._turns.of(id, urgent=bool(alarm.steps.blocks)):
            try:
                heard = await self._outside.stored(self._hear, id, key, text, is_button, alarm)
            except StorageDown as down:
                texts = block_texts(self._outside.texts, alarm.steps, someone_present=False)
                raise NotStored(texts, alarm.level) from down
            await self._tell(id)
            once: list[str] = []
            if heard.conversation.status is not Status.MENS:
                heard, reply = await answer(self._outside.brain, heard)
                once = await self._outside.stored(self._recorder.record, heard, reply)
                await self._tell(id)
            elif (heard := await listen(self._outside.brain, heard)).raised_by_model:
                await self._outside.stored(self._recorder.alarm, heard)
                await self._tell(id)
            return await self._outside.stored(self._seen, heard, once)

    async def _tell(self, id: UUID) -> None:
        await self._outside.notifier.changed(str(id))
        await self._outside.notifier.changed(DESK)

    # ── in storage ───────────────────────────────────────────────────────────────────────────

    def _start(self, started: Conversation, host: str, hash_of_key: bytes, reply: Reply) -> Turn:
        with self._outside.storage() as work:
            started = replace(started, organisation=work.organisations.of_host(host))
            work.conversations.add(started, hash_of_key)
            for said in reply.said:
                if isinstance(said, str):
                    message = Message(0, Speaker.BOT, said, started.started_at)
                    work.conversations.add_message(started.id, message)
            begun = replace(started, question=question_of(reply), notes=dict(reply.notes))
            work.conversations.save(begun)
            return self._turn(work, begun, work.conversations.messages(begun.id))

    def _take_up(self, of_code: bytes, of_key: bytes) -> UUID:
        with self._outside.storage() as work:
            id = work.conversations.opened_by(of_code)
            kept_away = work.conversations.get(id) if id else None
            if id is None or kept_away is None or kept_away.status is not Status.BEWAARD:
                raise CodeUnknown  # of two at the same moment the second finds it open
            now = self._outside.now()
            work.conversations.save(take_up(kept_away, now))
            work.conversations.give_key(id, of_key)
            welcome = Message(0, Speaker.SYSTEEM, self._outside.texts("teruggekomen"), now)
            work.conversations.add_message(id, welcome)
            return id

    def _hear(self, id: UUID, key: str, text: str, is_button: bool, alarm: Alarm) -> Heard:
        with self._outside.storage() as work:
            conversation = self._mine(work, id, key)
            if not conversation.is_open:
                raise MessageRefused("fout_gesloten")
            question = conversation.question
            chosen = pressed(question, text) if is_button else typed(question, text)
            if chosen and (is_button or chosen.alarm.signals):
                alarm = chosen.alarm
            elif alarm.level is Level.GEEN:
                alarm = alarm_of_text(text, said_before(work, id))
            label = chosen.label if chosen else text
            keeping = kept(label, conversation.modus, question.field if question else None)
            kind = MessageKind.KEUZE if is_button else MessageKind.TEKST
            now = self._outside.now()
            message = work.conversations.add_message(
                id, Message(0, Speaker.BEZOEKER, keeping.text, now, kind, alarm.signals)
            )
            if keeping.left_out:
                note = self._outside.texts("weggelaten", wat=", ".join(keeping.left_out))
                work.conversations.add_message(id, Message(0, Speaker.SYSTEEM, note, now))
            conversation = conversation.heard(now).with_danger(alarm.level)
            conversation = raise_alarm(self._outside, work, conversation, alarm)
            work.conversations.save(conversation)
            answers = {name: a.value for name, a in work.conversations.answers(id).items()}
            return Heard(
                conversation=conversation,
                talk=Talk(answers, conversation.notes, question.field if question else None),
                message=message,
                text=keeping.text,
                choice=(chosen.field, chosen.value) if chosen else None,
                pressed=is_button,
                alarm=alarm,
            )

    def _seen(self, heard: Heard, once: list[str]) -> Turn:
        """What the visitor gets to see of the turn; `once` is stored nowhere."""
        id = heard.conversation.id
        with self._outside.storage() as work:
            now = work.conversations.get(id)
            if once:
                told = [Message(1, Speaker.SYSTEEM, text, now.last_at) for text in once]
                return Turn(now, told, heard.alarm.level)
            if not now.is_open:  # stopped: the numbers begin anew after erasing
                return Turn(now, work.conversations.messages(id)[-1:], heard.alarm.level)
            new = work.conversations.messages(id, after=heard.message.number)
            others = [m for m in new if m.speaker is not Speaker.BEZOEKER]
            return self._turn(work, now, others, heard.alarm.level)

    def _turn(
        self,
        work: UnitOfWork,
        now: Conversation,
        messages: list[Message],
        level: Level = Level.GEEN,
    ) -> Turn:
        if now.question is None:
            return Turn(now, messages, level)
        answers = {name: a.value for name, a in work.conversations.answers(now.id).items()}
        progress = Progress(answers, submitted=bool(now.notes.get("ingediend")))
        return Turn(now, messages, level, remaining(progress))

    def _look(self, id: UUID, key: str, after: int) -> Turn:
        with self._outside.storage() as work:
            conversation = self._mine(work, id, key)
            return self._turn(work, conversation, work.conversations.messages(id, after))

    def _answers(self, id: UUID, key: str) -> dict[str, Answer]:
        with self._outside.storage() as work:
            self._mine(work, id, key)
            return work.conversations.answers(id)

    def _submitted(self, id: UUID, key: str) -> Submitted:
        with self._outside.storage() as work:
            self._mine(work, id, key)
            return submitted_in(work, id)

    def _leave(self, id: UUID, key: str) -> None:
        with self._outside.storage() as work:
            conversation = self._mine(work, id, key)
            if conversation.is_open:
                work.conversations.save(end_visit(self._outside, work, conversation))
            else:
                work.conversations.forget_key(id)

    def _mine(self, work: UnitOfWork, id: UUID, key: str) -> Conversation:
        """Raises NoSuchConversation, WrongKey."""
        if not work.conversations.opens(id, key_hash(key)):
            raise WrongKey
        return work.conversations.get(id)


def key_hash(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()
