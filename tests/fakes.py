"""Stand-ins for the outside: storage in memory, a brain that says what it is told, a clock."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from bot.casework.callback import Callback
from bot.casework.queue import Reason, Waiting
from bot.casework.staff import Staff
from bot.casework.weging import Melding, Weging
from bot.conversation.conversation import Answer, Conversation, Message, Status
from bot.danger.assess import Level
from bot.live.memory import MemoryNotifier
from bot.reference.helplines import fill_numbers
from bot.services.outside import Outside
from bot.services.ports import BrainFailed, Reply, Talk, Understanding
from bot.services.storage import NoSuchConversation, StorageDown
from bot.texts.texts import Texts


class FakeClock:
    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday

    def __call__(self) -> datetime:
        return self.time

    def pass_(self, **time: float) -> None:
        self.time += timedelta(**time)


@dataclass
class FakeBrain:
    """Answers every message with the next of `replies`, or else with a plain question."""

    replies: list[Reply] = field(default_factory=list)
    understanding: Understanding = field(
        default_factory=lambda: Understanding("gegeven", "gegeven", 0.9)
    )
    broken: bool = False
    has_encoder: bool = True
    heard: list[tuple[Talk, str, Level]] = field(default_factory=list)

    async def open(self) -> Reply:
        return self._next("Hallo. Ik ben een computerprogramma.")

    async def understand(self, talk: Talk, text: str) -> Understanding:
        if self.broken:
            raise BrainFailed("broken")
        return self.understanding

    def as_story(self, talk: Talk, text: str, understood: Understanding) -> Understanding:
        return understood

    async def reply(self, talk: Talk, text: str, understood: Understanding, level: Level) -> Reply:
        self.heard.append((talk, text, level))
        return self._next("Vertel verder.")

    async def choose(self, talk: Talk, field: str, value: str, level: Level) -> Reply:
        self.heard.append((talk, f"{field}={value}", level))
        return self._next("Goed.")

    def _next(self, otherwise: str) -> Reply:
        if self.broken:
            raise BrainFailed("broken")
        return self.replies.pop(0) if self.replies else saying(otherwise)


def saying(*said: Any, open_field: str | None = None, **changes: Any) -> Reply:
    return Reply(tuple(said), changes, {}, open_field)


class FakeStorage:
    """Storage in memory with real transactions: what an exception leaves is undone."""

    def __init__(self) -> None:
        self.rows = _Rows()
        self.down = False

    @contextmanager
    def __call__(self) -> Iterator[_Work]:
        if self.down:
            raise StorageDown("down")
        before = copy.deepcopy(self.rows)
        try:
            yield _Work(self.rows)
        except BaseException:
            self.rows = before
            raise

    def check(self) -> None:
        if self.down:
            raise StorageDown("down")

    def scrub(self) -> None:
        pass


@dataclass
class _Rows:
    conversations: dict[UUID, Conversation] = field(default_factory=dict)
    keys: dict[UUID, bytes] = field(default_factory=dict)
    messages: dict[UUID, list[Message]] = field(default_factory=dict)
    answers: dict[UUID, dict[str, Answer]] = field(default_factory=dict)
    queue: dict[UUID, Waiting] = field(default_factory=dict)
    meldingen: list[Melding] = field(default_factory=list)
    wegingen: list[Weging] = field(default_factory=list)
    callbacks: dict[UUID, Callback] = field(default_factory=dict)
    staff: list[tuple[Staff, str]] = field(default_factory=list)
    sessions: dict[bytes, tuple[int, datetime, datetime]] = field(default_factory=dict)


class _Work:
    def __init__(self, rows: _Rows) -> None:
        self.conversations = _Conversations(rows)
        self.queue = _Queue(rows)
        self.meldingen = _Meldingen(rows)
        self.callbacks = _Callbacks(rows)
        self.staff = _StaffBook(rows)


class _Conversations:
    def __init__(self, rows: _Rows) -> None:
        self._rows = rows

    def add(self, conversation: Conversation, key_hash: bytes) -> None:
        self._rows.conversations[conversation.id] = conversation
        self._rows.keys[conversation.id] = key_hash

    def get(self, id: UUID) -> Conversation:
        if id not in self._rows.conversations:
            raise NoSuchConversation(str(id))
        return self._rows.conversations[id]

    def key_hash(self, id: UUID) -> bytes:
        if id not in self._rows.keys:
            raise NoSuchConversation(str(id))
        return self._rows.keys[id]

    def save(self, conversation: Conversation) -> None:
        self._rows.conversations[conversation.id] = conversation

    def forget_key(self, id: UUID) -> None:
        self._rows.keys.pop(id, None)

    def give_key(self, id: UUID, key_hash: bytes) -> None:
        self._rows.keys[id] = key_hash

    def opened_by(self, key_hash: bytes) -> UUID | None:
        return next((id for id, known in self._rows.keys.items() if known == key_hash), None)

    def messages(self, id: UUID, after: int = 0) -> list[Message]:
        return [m for m in self._rows.messages.get(id, []) if m.number > after]

    def add_message(self, id: UUID, message: Message) -> Message:
        known = self._rows.messages.setdefault(id, [])
        numbered = replace(message, number=len(known) + 1)
        known.append(numbered)
        return numbered

    def replace_text(self, id: UUID, number: int, text: str) -> None:
        known = self._rows.messages[id]
        known[number - 1] = replace(known[number - 1], text=text)

    def answers(self, id: UUID) -> dict[str, Answer]:
        return dict(self._rows.answers.get(id, {}))

    def put_answer(self, id: UUID, answer: Answer) -> None:
        self._rows.answers.setdefault(id, {})[answer.field] = answer

    def drop_answer(self, id: UUID, field: str) -> None:
        self._rows.answers.get(id, {}).pop(field, None)

    def erase_words(self, id: UUID, at: datetime) -> None:
        self._rows.messages.pop(id, None)
        self._rows.answers.pop(id, None)

    def idle_since(self, moment: datetime) -> list[UUID]:
        open_ones = (Status.BOT, Status.WACHT)
        found = self._rows.conversations.values()
        return [c.id for c in found if c.status in open_ones and c.last_at < moment]

    def quiet_between(self, since: datetime, until: datetime) -> list[UUID]:
        open_ones = (Status.BOT, Status.WACHT)
        found = self._rows.conversations.values()
        return [c.id for c in found if c.status in open_ones and since <= c.last_at <= until]

    def put_away_before(self, moment: datetime) -> list[UUID]:
        found = self._rows.conversations.values()
        return [c.id for c in found if c.status is Status.BEWAARD and c.last_at < moment]


class _Callbacks:
    def __init__(self, rows: _Rows) -> None:
        self._rows = rows

    def put(self, callback: Callback) -> None:
        self._rows.callbacks[callback.conversation] = callback

    def of_conversation(self, id: UUID) -> Callback | None:
        return self._rows.callbacks.get(id)

    def open(self) -> list[Callback]:
        return sorted(self._rows.callbacks.values(), key=lambda one: one.asked_at)

    def erase(self, id: UUID) -> None:
        self._rows.callbacks.pop(id, None)

    def erase_before(self, moment: datetime) -> int:
        old = [id for id, one in self._rows.callbacks.items() if one.asked_at < moment]
        for id in old:
            self.erase(id)
        return len(old)


class _Queue:
    def __init__(self, rows: _Rows) -> None:
        self._rows = rows

    def enter(self, waiting: Waiting) -> None:
        known = self._rows.queue.get(waiting.conversation)
        since = known.since if known else waiting.since
        self._rows.queue[waiting.conversation] = replace(waiting, since=since)

    def leave(self, id: UUID, staff: int | None, at: datetime) -> None:
        self._rows.queue.pop(id, None)

    def waiting(self) -> list[Waiting]:
        return list(self._rows.queue.values())

    def reason_of(self, id: UUID) -> Reason | None:
        return self._rows.queue[id].reason if id in self._rows.queue else None

    def owned(self) -> Mapping[UUID, int]:
        found = self._rows.conversations.values()
        return {c.id: c.owner for c in found if c.status is Status.MENS and c.owner}


class _Meldingen:
    def __init__(self, rows: _Rows) -> None:
        self._rows = rows

    def add(
        self,
        conversation: UUID,
        document: dict[str, Any],
        at: datetime,
        before: date,
        gemeente: str | None,
    ) -> Melding:
        number = len(self._rows.meldingen) + 1
        melding = Melding(number, conversation, at, before, document, gemeente)
        self._rows.meldingen.append(melding)
        return melding

    def of_conversation(self, id: UUID) -> Melding | None:
        return next((m for m in self._rows.meldingen if m.conversation == id), None)

    def to_weigh(self) -> list[Melding]:
        weighed = {weging.melding for weging in self._rows.wegingen}
        return [m for m in self._rows.meldingen if m.id not in weighed]

    def add_weging(self, weging: Weging) -> None:
        self._rows.wegingen.append(weging)

    def wegingen(self, melding: int) -> list[Weging]:
        return [w for w in self._rows.wegingen if w.melding == melding]


class _StaffBook:
    def __init__(self, rows: _Rows) -> None:
        self._rows = rows

    def count(self) -> int:
        return len(self._rows.staff)

    def add(self, login: str, name: str, password_hash: str) -> Staff:
        staff = Staff(len(self._rows.staff) + 1, login, name)
        self._rows.staff.append((staff, password_hash))
        return staff

    def by_login(self, login: str) -> tuple[Staff, str] | None:
        return next((found for found in self._rows.staff if found[0].login == login), None)

    def get(self, id: int) -> Staff:
        return self._rows.staff[id - 1][0]

    def add_session(self, token_hash: bytes, staff: int, at: datetime) -> None:
        self._rows.sessions[token_hash] = (staff, at, at)

    def session(self, token_hash: bytes) -> tuple[Staff, datetime, datetime] | None:
        if token_hash not in self._rows.sessions:
            return None
        staff, began, seen = self._rows.sessions[token_hash]
        return self.get(staff), began, seen

    def touch_session(self, token_hash: bytes, at: datetime) -> None:
        if token_hash in self._rows.sessions:
            staff, began, _ = self._rows.sessions[token_hash]
            self._rows.sessions[token_hash] = (staff, began, at)

    def end_session(self, token_hash: bytes) -> None:
        self._rows.sessions.pop(token_hash, None)

    def seen_since(self, moment: datetime) -> list[Staff]:
        present = {staff for staff, _, seen in self._rows.sessions.values() if seen >= moment}
        return [self.get(staff) for staff in sorted(present)]


class FakePasswords:
    decoy = "hash:"

    def hash(self, password: str) -> str:
        return f"hash:{password}"

    def verify(self, hashed: str, password: str) -> bool:
        return hashed == f"hash:{password}" and hashed != self.decoy


def fake_outside(
    storage: FakeStorage | None = None, brain: FakeBrain | None = None, clock: Any = None
) -> Outside:
    return Outside(
        storage=storage or FakeStorage(),
        notifier=MemoryNotifier(),
        now=clock or FakeClock(),
        brain=brain or FakeBrain(),
        texts=Texts(fill_numbers),
        sentences=lambda text: [s.strip() for s in text.replace("!", ".").split(".") if s.strip()],
    )
