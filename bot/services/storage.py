"""What the use cases need of storage, as Protocols. bot/store gives it; tests/fakes.py too.

A unit of work is one transaction: it is kept when its `with` block ends well and undone when
an exception leaves it. Every method may raise StorageDown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from bot.casework.audit import Entry, ReadingReason
from bot.casework.callback import Callback
from bot.casework.queue import Reason, Waiting
from bot.casework.staff import FIRST_ORGANISATION, Role, Staff
from bot.casework.weging import Melding, Weging
from bot.conversation.conversation import Answer, Conversation, Message
from bot.services.identity import Departures, Links


class StorageDown(RuntimeError):
    """The database does not answer, is locked or cannot be written. Nothing was stored."""


class NoSuchConversation(LookupError):
    """There is no conversation with this id (any more)."""


class Conversations(Protocol):
    def add(self, conversation: Conversation, key_hash: bytes) -> None: ...

    def get(self, id: UUID) -> Conversation:
        """The conversation, locked for the rest of the transaction. Raises NoSuchConversation."""

    def key_hash(self, id: UUID) -> bytes:
        """Raises NoSuchConversation."""

    def save(self, conversation: Conversation) -> None: ...

    def forget_key(self, id: UUID) -> None:
        """From now on no visitor's key opens this conversation."""

    def give_key(self, id: UUID, key_hash: bytes) -> None:
        """From now on this key opens the conversation, and no other."""

    def opened_by(self, key_hash: bytes) -> UUID | None:
        """Which conversation a key opens."""

    def messages(self, id: UUID, after: int = 0) -> list[Message]:
        """Messages with a number above `after`, in order."""

    def add_message(self, id: UUID, message: Message) -> Message:
        """Stores the message with the next number, which the returned one has."""

    def replace_text(self, id: UUID, number: int, text: str) -> None: ...

    def answers(self, id: UUID) -> dict[str, Answer]: ...

    def put_answer(self, id: UUID, answer: Answer) -> None: ...

    def drop_answer(self, id: UUID, field: str) -> None: ...

    def erase_words(self, id: UUID, at: datetime) -> None:
        """Deletes messages, answers and notes and destroys the key that sealed them; what remains
        says that there was a conversation, and when it was erased."""

    def idle_since(self, moment: datetime) -> list[UUID]:
        """Open conversations without a colleague, in which nothing was said since then."""

    def quiet_between(self, since: datetime, until: datetime) -> list[UUID]:
        """Open conversations without a colleague, of which the last word fell in between."""

    def put_away_before(self, moment: datetime) -> list[UUID]:
        """Conversations that are kept under a return code since before then."""


class Queue(Protocol):
    def enter(self, waiting: Waiting) -> None:
        """Puts a conversation in the queue, or changes its reason if it is there already."""

    def leave(self, id: UUID, staff: int | None, at: datetime) -> None:
        """Ends the waiting, if it waits: taken over by `staff`, or gone when None."""

    def waiting(self, organisation: int) -> list[Waiting]: ...

    def reason_of(self, id: UUID) -> Reason | None: ...

    def owned(self, organisation: int) -> Mapping[UUID, int]:
        """Conversations of an organisation that a colleague has now, with that colleague's id."""


class Meldingen(Protocol):
    def add(
        self,
        conversation: UUID,
        document: dict[str, Any],
        at: datetime,
        before: date,
        gemeente: str | None,
    ) -> Melding:
        """Stores a submitted melding and gives it its number."""

    def of_conversation(self, id: UUID) -> Melding | None: ...

    def to_weigh(self, organisation: int) -> list[Melding]:
        """Meldingen without a weging, the earliest term first."""

    def add_weging(self, weging: Weging) -> None: ...

    def wegingen(self, melding: int) -> list[Weging]:
        """All versions, the oldest first."""


class Callbacks(Protocol):
    def put(self, callback: Callback) -> None:
        """A later one of the same conversation replaces the earlier."""

    def of_conversation(self, id: UUID) -> Callback | None: ...

    def open(self, organisation: int) -> list[Callback]:
        """Who is to be called, the earliest request first."""

    def erase(self, id: UUID) -> None: ...

    def erase_before(self, moment: datetime) -> int:
        """Those asked for before then; returns how many."""


@dataclass(frozen=True)
class Credentials:
    """`secret` is that of the one-time codes; it counts once it is `confirmed`."""

    password_hash: str
    secret: str | None = None
    confirmed: bool = False


@dataclass(frozen=True)
class Session:
    """Who signed in, when, and when that colleague last did something. `strong`: the provider
    asked for a second factor."""

    staff: Staff
    began: datetime
    active: datetime
    strong: bool = False


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
    ) -> Staff: ...

    def by_login(self, login: str) -> Staff | None: ...

    def get(self, id: int) -> Staff: ...

    def of_organisation(self, organisation: int) -> list[Staff]:
        """By name."""

    def change(self, staff: Staff) -> None:
        """Name, role, and whether the account is in use."""

    def credentials(self, id: int) -> Credentials: ...

    def set_password(self, id: int, password_hash: str) -> None: ...

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
    def add(self, token_hash: bytes, staff: int, at: datetime, strong: bool = False) -> None: ...

    def get(self, token_hash: bytes) -> Session | None: ...

    def seen(self, token_hash: bytes, at: datetime, active: bool) -> None:
        """The desk is open; `active`: the colleague did something."""

    def end(self, token_hash: bytes) -> None: ...

    def end_of(self, staff: int) -> int:
        """All of one colleague; returns how many."""

    def end_before(self, began: datetime) -> int: ...

    def present(self, since: datetime, organisation: int, roles: Iterable[Role]) -> list[Staff]:
        """Colleagues of an organisation whose desk was open at or after that moment, by name."""


class Readings(Protocol):
    def allow(self, staff: int, id: UUID, reason: ReadingReason, at: datetime) -> None: ...

    def allowed_since(self, staff: int, id: UUID) -> datetime | None: ...

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


class UnitOfWork(Protocol):
    @property
    def conversations(self) -> Conversations: ...

    @property
    def queue(self) -> Queue: ...

    @property
    def meldingen(self) -> Meldingen: ...

    @property
    def callbacks(self) -> Callbacks: ...

    @property
    def staff(self) -> StaffBook: ...

    @property
    def sessions(self) -> Sessions: ...

    @property
    def departures(self) -> Departures: ...

    @property
    def links(self) -> Links: ...

    @property
    def readings(self) -> Readings: ...

    @property
    def organisations(self) -> Organisations: ...

    @property
    def audit(self) -> AuditLog: ...


class Storage(Protocol):
    def __call__(self) -> AbstractContextManager[UnitOfWork]:
        """A new unit of work. Raises StorageDown."""

    def check(self) -> None:
        """Raises StorageDown when nothing can be read or written."""

    def scrub(self) -> None:
        """Lets destroyed keys also leave the places that a database keeps for itself."""
