"""Storage in memory, with real transactions."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from bot.casework.audit import Entry, ReadingReason
from bot.casework.callback import Callback
from bot.casework.queue import Reason, Waiting
from bot.casework.staff import FIRST_ORGANISATION, Role, Staff
from bot.casework.weging import Melding, Weging
from bot.conversation.conversation import Answer, Conversation, Message, Status
from bot.services.identity import Departure
from bot.services.storage import (
    Credentials,
    NoSuchConversation,
    Organisation,
    Session,
    StorageDown,
)


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
    staff: dict[int, Staff] = field(default_factory=dict)
    credentials: dict[int, Credentials] = field(default_factory=dict)
    recovery: dict[int, set[bytes]] = field(default_factory=dict)
    steps: dict[int, int] = field(default_factory=dict)
    devices: dict[bytes, tuple[int, datetime]] = field(default_factory=dict)
    sessions: dict[bytes, tuple[int, datetime, datetime, datetime, bool]] = field(
        default_factory=dict
    )
    departures: dict[bytes, Departure] = field(default_factory=dict)
    links: dict[int, tuple[str, str]] = field(default_factory=dict)
    readings: dict[tuple[int, UUID], datetime] = field(default_factory=dict)
    organisations: list[Organisation] = field(
        default_factory=lambda: [Organisation(1, "Veilig Thuis", None)]
    )
    audit: list[Entry] = field(default_factory=list)

    def of(self, id: UUID) -> int:
        """The organisation of a conversation."""
        return self.conversations[id].organisation


class _Work:
    def __init__(self, rows: _Rows) -> None:
        self.conversations = _Conversations(rows)
        self.queue = _Queue(rows)
        self.meldingen = _Meldingen(rows)
        self.callbacks = _Callbacks(rows)
        self.staff = _StaffBook(rows)
        self.sessions = _Sessions(rows)
        self.departures = _Departures(rows)
        self.links = _Links(rows)
        self.readings = _Readings(rows)
        self.organisations = _Organisations(rows)
        self.audit = _AuditLog(rows)


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

    def open(self, organisation: int) -> list[Callback]:
        found = self._rows.callbacks.values()
        own = [one for one in found if self._rows.of(one.conversation) == organisation]
        return sorted(own, key=lambda one: one.asked_at)

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

    def waiting(self, organisation: int) -> list[Waiting]:
        found = self._rows.queue.values()
        return [w for w in found if self._rows.of(w.conversation) == organisation]

    def reason_of(self, id: UUID) -> Reason | None:
        return self._rows.queue[id].reason if id in self._rows.queue else None

    def owned(self, organisation: int) -> Mapping[UUID, int]:
        found = [c for c in self._rows.conversations.values() if c.organisation == organisation]
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

    def to_weigh(self, organisation: int) -> list[Melding]:
        weighed = {weging.melding for weging in self._rows.wegingen}
        own = [m for m in self._rows.meldingen if self._rows.of(m.conversation) == organisation]
        return [m for m in own if m.id not in weighed]

    def add_weging(self, weging: Weging) -> None:
        self._rows.wegingen.append(weging)

    def wegingen(self, melding: int) -> list[Weging]:
        return [w for w in self._rows.wegingen if w.melding == melding]


class _StaffBook:
    def __init__(self, rows: _Rows) -> None:
        self._rows = rows

    def count(self) -> int:
        return len(self._rows.staff)

    def add(
        self,
        login: str,
        name: str,
        password_hash: str,
        role: Role = Role.MEDEWERKER,
        organisation: int = FIRST_ORGANISATION,
    ) -> Staff:
        staff = Staff(len(self._rows.staff) + 1, login, name, role, organisation)
        self._rows.staff[staff.id] = staff
        self._rows.credentials[staff.id] = Credentials(password_hash)
        return staff

    def by_login(self, login: str) -> Staff | None:
        return next((staff for staff in self._rows.staff.values() if staff.login == login), None)

    def get(self, id: int) -> Staff:
        return self._rows.staff[id]

    def of_organisation(self, organisation: int) -> list[Staff]:
        found = [s for s in self._rows.staff.values() if s.organisation == organisation]
        return sorted(found, key=lambda staff: staff.name)

    def change(self, staff: Staff) -> None:
        self._rows.staff[staff.id] = staff

    def credentials(self, id: int) -> Credentials:
        return self._rows.credentials[id]

    def set_password(self, id: int, password_hash: str) -> None:
        self._rows.credentials[id] = replace(
            self._rows.credentials[id], password_hash=password_hash
        )

    def set_secret(self, id: int, secret: str | None) -> None:
        known = self._rows.credentials[id]
        self._rows.credentials[id] = replace(known, secret=secret, confirmed=False)
        self._rows.staff[id] = replace(self._rows.staff[id], has_second_factor=False)
        self._rows.recovery.pop(id, None)

    def confirm_secret(self, id: int, recovery: list[bytes]) -> None:
        self._rows.credentials[id] = replace(self._rows.credentials[id], confirmed=True)
        self._rows.staff[id] = replace(self._rows.staff[id], has_second_factor=True)
        self._rows.recovery[id] = set(recovery)

    def use_step(self, id: int, step: int) -> bool:
        if step <= self._rows.steps.get(id, 0):
            return False
        self._rows.steps[id] = step
        return True

    def use_recovery(self, id: int, code_hash: bytes) -> bool:
        known = self._rows.recovery.get(id, set())
        if code_hash not in known:
            return False
        known.remove(code_hash)
        return True

    def add_device(self, token_hash: bytes, id: int, at: datetime) -> None:
        self._rows.devices[token_hash] = (id, at)

    def device_of(self, token_hash: bytes) -> int | None:
        return self._rows.devices[token_hash][0] if token_hash in self._rows.devices else None

    def forget_devices_before(self, moment: datetime) -> int:
        old = [token for token, (_, at) in self._rows.devices.items() if at < moment]
        for token in old:
            del self._rows.devices[token]
        return len(old)


class _Sessions:
    def __init__(self, rows: _Rows) -> None:
        self._rows = rows

    def add(self, token_hash: bytes, staff: int, at: datetime, strong: bool = False) -> None:
        self._rows.sessions[token_hash] = (staff, at, at, at, strong)

    def get(self, token_hash: bytes) -> Session | None:
        if token_hash not in self._rows.sessions:
            return None
        staff, began, _, active, strong = self._rows.sessions[token_hash]
        return Session(self._rows.staff[staff], began, active, strong)

    def seen(self, token_hash: bytes, at: datetime, active: bool) -> None:
        if token_hash in self._rows.sessions:
            staff, began, _, before, strong = self._rows.sessions[token_hash]
            self._rows.sessions[token_hash] = (staff, began, at, at if active else before, strong)

    def end(self, token_hash: bytes) -> None:
        self._rows.sessions.pop(token_hash, None)

    def end_of(self, staff: int) -> int:
        return self._end(lambda one: one[0] == staff)

    def end_before(self, began: datetime) -> int:
        return self._end(lambda one: one[1] < began)

    def _end(self, which: Callable[[tuple[int, datetime, datetime, datetime, bool]], bool]) -> int:
        ended = [token for token, one in self._rows.sessions.items() if which(one)]
        for token in ended:
            del self._rows.sessions[token]
        return len(ended)

    def present(self, since: datetime, organisation: int, roles: Iterable[Role]) -> list[Staff]:
        here = {staff for staff, _, seen, *_ in self._rows.sessions.values() if seen >= since}
        found = [self._rows.staff[staff] for staff in sorted(here)]
        return [
            staff
            for staff in found
            if staff.organisation == organisation and staff.is_active and staff.role in set(roles)
        ]


class _Departures:
    def __init__(self, rows: _Rows) -> None:
        self._rows = rows

    def add(self, ticket_hash: bytes, departure: Departure) -> None:
        self._rows.departures[ticket_hash] = departure

    def get(self, ticket_hash: bytes) -> Departure | None:
        return self._rows.departures.get(ticket_hash)

    def take(self, ticket_hash: bytes) -> Departure | None:
        return self._rows.departures.pop(ticket_hash, None)

    def forget_before(self, moment: datetime) -> int:
        old = [key for key, one in self._rows.departures.items() if one.began < moment]
        for key in old:
            del self._rows.departures[key]
        return len(old)


class _Links:
    def __init__(self, rows: _Rows) -> None:
        self._rows = rows

    def add(self, staff: int, issuer: str, subject: str, at: datetime) -> None:
        assert staff not in self._rows.links
        assert (issuer, subject) not in self._rows.links.values()
        self._rows.links[staff] = (issuer, subject)

    def staff_of(self, issuer: str, subject: str) -> Staff | None:
        found = (id for id, link in self._rows.links.items() if link == (issuer, subject))
        return next((self._rows.staff[id] for id in found), None)

    def linked(self, organisation: int) -> set[int]:
        return {id for id in self._rows.links if self._rows.staff[id].organisation == organisation}

    def remove(self, staff: int) -> None:
        self._rows.links.pop(staff, None)


class _Readings:
    def __init__(self, rows: _Rows) -> None:
        self._rows = rows

    def allow(self, staff: int, id: UUID, reason: ReadingReason, at: datetime) -> None:
        self._rows.readings[staff, id] = at

    def allowed_since(self, staff: int, id: UUID) -> datetime | None:
        return self._rows.readings.get((staff, id))

    def forget_before(self, moment: datetime) -> int:
        old = [key for key, at in self._rows.readings.items() if at < moment]
        for key in old:
            del self._rows.readings[key]
        return len(old)


class _Organisations:
    def __init__(self, rows: _Rows) -> None:
        self._rows = rows

    def add(self, name: str, host: str | None) -> Organisation:
        made = Organisation(len(self._rows.organisations) + 1, name, host)
        self._rows.organisations.append(made)
        return made

    def all(self) -> list[Organisation]:
        return list(self._rows.organisations)

    def of_host(self, host: str) -> int:
        return next((one.id for one in self._rows.organisations if one.host == host), 1)


class _AuditLog:
    def __init__(self, rows: _Rows) -> None:
        self._rows = rows

    def add(self, entry: Entry) -> None:
        self._rows.audit.append(replace(entry, number=len(self._rows.audit) + 1))

    def entries(
        self, organisation: int | None, before: int | None = None, most: int = 200
    ) -> list[Entry]:
        own = [
            one
            for one in self._rows.audit
            if organisation is None or one.organisation in (organisation, None)
        ]
        return [one for one in reversed(own) if before is None or one.number < before][:most]

    def forget_before(self, moment: datetime) -> int:
        kept = [one for one in self._rows.audit if one.at >= moment]
        gone = len(self._rows.audit) - len(kept)
        self._rows.audit = kept
        return gone
