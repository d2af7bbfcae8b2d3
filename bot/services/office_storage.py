"""What the use cases need of storage for the work of colleagues, as Protocols: accounts, sessions,
reasons to read, organisations and the log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.casework.audit import Entry, ReadingReason
from bot.casework.staff import FIRST_ORGANISATION, Role, Staff


@dataclass(frozen=True)
class Credentials:
    """`password_hash` empty: no password opens this account. `secret` is that of the one-time
    codes; it counts once it is `confirmed`. `until` is the end of a password that somebody else
    made."""

    password_hash: str
    secret: str | None = None
    confirmed: bool = False
    until: datetime | None = None


@dataclass(frozen=True)
class Session:
    """Who signed in, when, and when that colleague last did something. `strong`: the provider
    asked for a second factor. `at_provider` names the session there, empty when it has no name;
    None: signed in here."""

    staff: Staff
    began: datetime
    active: datetime
    strong: bool = False
    at_provider: str | None = None


@dataclass(frozen=True)
class Organisation:
    """`host` is the address of its chat; None: every address that is not another's."""

    id: int
    name: str
    host: str | None


class StaffBook(Protocol):
    def count(self) -> int: ...

    def add(
        self,
        login: str,
        name: str,
        password_hash: str,
        role: Role = Role.MEDEWERKER,
        organisation: int = FIRST_ORGANISATION,
        until: datetime | None = None,
    ) -> Staff:
        """`until` as in Credentials."""

    def by_login(self, login: str) -> Staff | None: ...

    def get(self, id: int) -> Staff: ...

    def of_organisation(self, organisation: int) -> list[Staff]:
        """By name."""

    def change(self, staff: Staff) -> None:
        """Name, role, and whether the account is in use."""

    def credentials(self, id: int) -> Credentials: ...

    def set_password(self, id: int, password_hash: str, until: datetime | None = None) -> None:
        """`password_hash` and `until` as in Credentials."""

    def set_secret(self, id: int, secret: str | None) -> None:
        """A secret that is still to be confirmed; the recovery codes are gone."""

    def confirm_secret(self, id: int, recovery: list[bytes]) -> None:
        """`recovery` are the hashes of codes that each work once."""

    def use_step(self, id: int, step: int) -> bool:
        """Whether this step of time is later than the last one that was used."""

    def use_recovery(self, id: int, code_hash: bytes) -> bool:
        """Whether it was a recovery code; it is used now."""

    def add_device(self, token_hash: bytes, id: int, at: datetime) -> None: ...

    def device_of(self, token_hash: bytes) -> int | None:
        """Who signed in before with this browser."""

    def forget_devices_before(self, moment: datetime) -> int: ...


class Sessions(Protocol):
    def add(
        self,
        token_hash: bytes,
        staff: int,
        at: datetime,
        strong: bool = False,
        at_provider: str | None = None,
    ) -> None: ...

    def get(self, token_hash: bytes) -> Session | None: ...

    def seen(self, token_hash: bytes, at: datetime, active: bool) -> None:
        """The desk is open; `active`: the colleague did something."""

    def end(self, token_hash: bytes) -> None: ...

    def end_of(self, staff: int) -> int:
        """All of one colleague; returns how many."""

    def end_at_provider(self, staff: int | None, at_provider: str) -> int:
        """Those that began by this session at the provider, or, when it is empty, by any; of one
        colleague, or of whoever it is. Returns how many."""

    def end_before(self, began: datetime) -> int: ...

    def last_seen(self, staff: int) -> datetime | None:
        """When a desk of this colleague was last open; None: signed out everywhere."""

    def present(self, since: datetime, organisation: int, roles: Iterable[Role]) -> list[Staff]:
        """Colleagues of an organisation whose desk was open at or after that moment, by name."""


class Readings(Protocol):
    def allow(self, staff: int, id: UUID, reason: ReadingReason, at: datetime) -> None: ...

    def allowed(self, staff: int, id: UUID) -> tuple[ReadingReason, datetime] | None:
        """Why this colleague may read it, and since when."""

    def forget_before(self, moment: datetime) -> int: ...


class Organisations(Protocol):
    def add(self, name: str, host: str | None) -> Organisation: ...

    def all(self) -> list[Organisation]: ...

    def of_host(self, host: str) -> int:
        """The id of the organisation whose chat has this address."""


class AuditLog(Protocol):
    def add(self, entry: Entry) -> None: ...

    def entries(
        self, organisation: int | None, before: int | None = None, most: int = 200
    ) -> list[Entry]:
        """The newest first; of one organisation, with what the system itself did."""

    def forget_before(self, moment: datetime) -> int: ...
