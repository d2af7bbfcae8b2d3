"""The part of storage in memory that colleagues need, and the rows of all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from bot.casework.audit import Entry, ReadingReason
from bot.casework.callback import Callback
from bot.casework.informing import ToInform
from bot.casework.looking import Asked
from bot.casework.melding_status import MeldingStep
from bot.casework.notes import Note
from bot.casework.outcome import Uitkomst
from bot.casework.presence import Connection
from bot.casework.queue import Waiting
from bot.casework.staff import FIRST_ORGANISATION, Role, Staff
from bot.casework.weging import Melding, Weging
from bot.casework.zaak import Added, Participant, Zaak, ZaakNote
from bot.conversation.conversation import Answer, Conversation, Message
from bot.conversation.history import Version
from bot.services.case_storage import Draft
from bot.services.identity import Departure
from bot.services.office_storage import Credentials, Organisation, Session


@dataclass
class Rows:
    conversations: dict[UUID, Conversation] = field(default_factory=dict)
    keys: dict[UUID, bytes] = field(default_factory=dict)
    messages: dict[UUID, list[Message]] = field(default_factory=dict)
    answers: dict[UUID, dict[str, Answer]] = field(default_factory=dict)
    looking: list[Asked] = field(default_factory=list)
    versions: dict[UUID, list[Version]] = field(default_factory=dict)
    connections: dict[UUID, Connection] = field(default_factory=dict)
    notes: dict[UUID, list[Note]] = field(default_factory=dict)
    queue: dict[UUID, Waiting] = field(default_factory=dict)
    waited: list[Waiting] = field(default_factory=list)
    meldingen: list[Melding] = field(default_factory=list)
    wegingen: list[Weging] = field(default_factory=list)
    to_inform: list[ToInform] = field(default_factory=list)
    ended: dict[tuple[int, int], date] = field(default_factory=dict)
    steps_of: dict[int, list[MeldingStep]] = field(default_factory=dict)
    drafts: dict[tuple[int, int], Draft] = field(default_factory=dict)
    zaken: dict[UUID, Zaak] = field(default_factory=dict)
    in_zaak: dict[int, tuple[UUID, Added]] = field(default_factory=dict)
    participants: dict[UUID, list[Participant]] = field(default_factory=dict)
    zaak_notes: dict[UUID, list[ZaakNote]] = field(default_factory=dict)
    callbacks: dict[UUID, Callback] = field(default_factory=dict)
    staff: dict[int, Staff] = field(default_factory=dict)
    credentials: dict[int, Credentials] = field(default_factory=dict)
    recovery: dict[int, set[bytes]] = field(default_factory=dict)
    steps: dict[int, int] = field(default_factory=dict)
    devices: dict[bytes, tuple[int, datetime]] = field(default_factory=dict)
    sessions: dict[bytes, tuple[int, datetime, datetime, datetime, bool, str | None]] = field(
        default_factory=dict
    )
    departures: dict[bytes, Departure] = field(default_factory=dict)
    links: dict[int, tuple[str, str]] = field(default_factory=dict)
    readings: dict[tuple[int, UUID], tuple[ReadingReason, datetime]] = field(default_factory=dict)
    organisations: list[Organisation] = field(
        default_factory=lambda: [Organisation(1, "Veilig Thuis", None)]
    )
    audit: list[Entry] = field(default_factory=list)
    erased: dict[UUID, datetime] = field(default_factory=dict)
    outcomes: dict[UUID, Uitkomst] = field(default_factory=dict)
    held: dict[UUID, ReadingReason] = field(default_factory=dict)

    def of(self, id: UUID) -> int:
        """The organisation of a conversation."""
        return self.conversations[id].organisation


class History:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, id: UUID, version: Version) -> None:
        known = self._rows.versions.setdefault(id, [])
        known.append(replace(version, number=max((v.number for v in known), default=0) + 1))

    def of_conversation(self, id: UUID) -> list[Version]:
        return list(self._rows.versions.get(id, []))

    def replace_words(self, id: UUID, version: Version) -> None:
        known = self._rows.versions[id]
        self._rows.versions[id] = [version if v.number == version.number else v for v in known]

    def forget(self, id: UUID, field: str) -> None:
        known = self._rows.versions.get(id, [])
        self._rows.versions[id] = [v for v in known if v.field != field]


class Connections:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, id: UUID) -> Connection | None:
        return self._rows.connections.get(id)

    def put(self, id: UUID, connection: Connection) -> None:
        self._rows.connections[id] = connection

    def leave(self, id: UUID, at: datetime) -> None:
        known = self._rows.connections.get(id)
        if known and known.gone_at is None:
            self._rows.connections[id] = replace(known, gone_at=at)

    def end(self, id: UUID) -> None:
        self._rows.connections.pop(id, None)


class Notes:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, id: UUID, note: Note) -> None:
        known = self._rows.notes.setdefault(id, [])
        known.append(replace(note, number=len(known) + 1))

    def of_conversation(self, id: UUID) -> list[Note]:
        return list(self._rows.notes.get(id, []))


class Looking:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def ask(self, asked: Asked) -> None:
        same = (asked.conversation, asked.staff)
        kept = [one for one in self._rows.looking if (one.conversation, one.staff) != same]
        self._rows.looking = [*kept, asked]

    def of_conversation(self, id: UUID) -> list[Asked]:
        return [one for one in self._rows.looking if one.conversation == id]

    def of_staff(self, staff: int) -> list[Asked]:
        return [one for one in self._rows.looking if one.staff == staff]

    def end(self, id: UUID) -> None:
        for one in self.of_conversation(id):
            self._rows.readings.pop((one.staff, id), None)
        self._rows.looking = [one for one in self._rows.looking if one.conversation != id]


class StaffBook:
    def __init__(self, rows: Rows) -> None:
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
        until: datetime | None = None,
    ) -> Staff:
        staff = Staff(len(self._rows.staff) + 1, login, name, role, organisation)
        self._rows.staff[staff.id] = staff
        self._rows.credentials[staff.id] = Credentials(password_hash)
        self.set_password(staff.id, password_hash, until)
        return self._rows.staff[staff.id]

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

    def set_password(self, id: int, password_hash: str, until: datetime | None = None) -> None:
        known = self._rows.credentials[id]
        self._rows.credentials[id] = replace(known, password_hash=password_hash, until=until)
        self._rows.staff[id] = replace(self._rows.staff[id], given_password=until is not None)

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


class Sessions:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(
        self,
        token_hash: bytes,
        staff: int,
        at: datetime,
        strong: bool = False,
        at_provider: str | None = None,
    ) -> None:
        self._rows.sessions[token_hash] = (staff, at, at, at, strong, at_provider)

    def get(self, token_hash: bytes) -> Session | None:
        if token_hash not in self._rows.sessions:
            return None
        staff, began, _, active, strong, there = self._rows.sessions[token_hash]
        return Session(self._rows.staff[staff], began, active, strong, there)

    def seen(self, token_hash: bytes, at: datetime, active: bool) -> None:
        if token_hash in self._rows.sessions:
            staff, began, _, before, *rest = self._rows.sessions[token_hash]
            self._rows.sessions[token_hash] = (staff, began, at, at if active else before, *rest)

    def end(self, token_hash: bytes) -> None:
        self._rows.sessions.pop(token_hash, None)

    def end_of(self, staff: int) -> int:
        return self._end(lambda one: one[0] == staff)

    def end_before(self, began: datetime) -> int:
        return self._end(lambda one: one[1] < began)

    def end_at_provider(self, staff: int | None, at_provider: str) -> int:
        return self._end(
            lambda one: (
                staff in (None, one[0])
                and (one[5] == at_provider if at_provider else one[5] is not None)
            )
        )

    def _end(self, which: Callable[[tuple[Any, ...]], bool]) -> int:
        ended = [token for token, one in self._rows.sessions.items() if which(one)]
        for token in ended:
            del self._rows.sessions[token]
        return len(ended)

    def last_seen(self, staff: int) -> datetime | None:
        seen = [one[2] for one in self._rows.sessions.values() if one[0] == staff]
        return max(seen, default=None)

    def present(self, since: datetime, organisation: int, roles: Iterable[Role]) -> list[Staff]:
        here = {staff for staff, _, seen, *_ in self._rows.sessions.values() if seen >= since}
        found = [self._rows.staff[staff] for staff in sorted(here)]
        return [
            staff
            for staff in found
            if staff.organisation == organisation and staff.is_active and staff.role in set(roles)
        ]


class Readings:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def allow(self, staff: int, id: UUID, reason: ReadingReason, at: datetime) -> None:
        self._rows.readings[staff, id] = (reason, at)

    def allowed(self, staff: int, id: UUID) -> tuple[ReadingReason, datetime] | None:
        return self._rows.readings.get((staff, id))

    def forget_before(self, moment: datetime) -> int:
        old = [key for key, (_, at) in self._rows.readings.items() if at < moment]
        for key in old:
            del self._rows.readings[key]
        return len(old)


class Organisations:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, name: str, host: str | None) -> Organisation:
        made = Organisation(len(self._rows.organisations) + 1, name, host)
        self._rows.organisations.append(made)
        return made

    def all(self) -> list[Organisation]:
        return list(self._rows.organisations)

    def of_host(self, host: str) -> int:
        return next((one.id for one in self._rows.organisations if one.host == host), 1)


class AuditLog:
    def __init__(self, rows: Rows) -> None:
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
