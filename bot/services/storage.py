"""What the use cases need of storage, as Protocols. bot/store gives it; tests/fakes.py too.

A unit of work is one transaction: it is kept when its `with` block ends well and undone when
an exception leaves it. Every method may raise StorageDown.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from bot.casework.audit import ReadingReason
from bot.casework.callback import Callback
from bot.casework.looking import Asked
from bot.casework.notes import Note
from bot.casework.outcome import Uitkomst
from bot.casework.presence import Connection
from bot.casework.queue import Reason, Waiting
from bot.casework.weging import Melding
from bot.conversation.conversation import Answer, Conversation, Message
from bot.conversation.history import Version
from bot.services.case_storage import Wegingen, Zaken
from bot.services.identity import Departures, Links
from bot.services.office_storage import AuditLog, Organisations, Readings, Sessions, StaffBook
from bot.services.term_storage import Informing, Workload


class StorageDown(RuntimeError):
    """The database does not answer, is locked or cannot be written. Nothing was stored."""


class NoSuchConversation(LookupError):
    """There is no conversation with this id (any more)."""


class Conversations(Protocol):
    def add(self, conversation: Conversation, key_hash: bytes) -> None: ...

    def get(self, id: UUID) -> Conversation:
        """The conversation, locked for the rest of the transaction. Raises NoSuchConversation."""

    def opens(self, id: UUID, key_hash: bytes) -> bool:
        """Whether the key with this hash opens the conversation. Raises NoSuchConversation, also
        when no key opens it any more."""

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
        """Deletes messages, answers and notes, those of colleagues too, and destroys the key that
        sealed them; what remains says that there was a conversation, and when it was erased."""

    def idle_since(self, moment: datetime) -> list[UUID]:
        """Open conversations without a colleague, in which nothing was said since then."""

    def left_with_colleague(self, moment: datetime) -> list[UUID]:
        """Conversations that a colleague has, in which nothing was said since then."""

    def quiet_between(self, since: datetime, until: datetime) -> list[UUID]:
        """Open conversations without a colleague, of which the last word fell in between."""

    def put_away_before(self, moment: datetime) -> list[UUID]:
        """Conversations that are kept under a return code since before then."""

    def closed_before(self, moment: datetime, most: int) -> list[UUID]:
        """Closed before then, with words, and without a melding or anything else that is open."""

    def erased_before(self, moment: datetime, most: int) -> list[UUID]:
        """Erased before then, of which nothing is open and no melding was made."""

    def remove(self, id: UUID) -> None:
        """Of an erased one also that it was there."""

    def hold(self, id: UUID, reason: ReadingReason | None) -> None:
        """A request, such as for access, is open: nothing of it is erased; None: no longer."""

    def conclude(self, id: UUID, outcome: Uitkomst) -> None:
        """What came of it; it stays when the words are erased."""

    def outcome_of(self, id: UUID) -> Uitkomst | None: ...

    def held_for(self, id: UUID) -> ReadingReason | None: ...


class History(Protocol):
    def add(self, id: UUID, version: Version) -> None:
        """Stores a version of an answer with the next number."""

    def of_conversation(self, id: UUID) -> list[Version]:
        """The oldest first."""

    def replace_words(self, id: UUID, version: Version) -> None:
        """Value and source of the version with this number, when they may not be kept as they
        are."""

    def forget(self, id: UUID, field: str) -> None:
        """All versions of a field that may not be kept any more."""


class Notes(Protocol):
    def add(self, id: UUID, note: Note) -> None:
        """Stores a note with the next number; none is ever changed."""

    def of_conversation(self, id: UUID) -> list[Note]:
        """The oldest first."""


class Looking(Protocol):
    def ask(self, asked: Asked) -> None:
        """A later one of the same colleague replaces the earlier."""

    def of_conversation(self, id: UUID) -> list[Asked]:
        """The first who was asked first."""

    def of_staff(self, staff: int) -> list[Asked]: ...

    def end(self, id: UUID) -> None:
        """Nobody looks along any more; who was asked may not go on reading because of it."""


class Connections(Protocol):
    def get(self, id: UUID) -> Connection | None: ...

    def put(self, id: UUID, connection: Connection) -> None: ...

    def leave(self, id: UUID, at: datetime) -> None:
        """The page of the visitor was closed, if it was known to be open."""

    def end(self, id: UUID) -> None:
        """Nothing of it is kept."""


class Queue(Protocol):
    def enter(self, waiting: Waiting) -> None:
        """Puts a conversation in the queue, or changes its reason if it is there already."""

    def leave(self, id: UUID, staff: int | None, at: datetime) -> None:
        """Ends the waiting, if it waits: taken over by `staff`, or gone when None."""

    def waiting(self, organisation: int) -> list[Waiting]: ...

    def reason_of(self, id: UUID) -> Reason | None: ...

    def reasons_before(self, id: UUID) -> list[Reason]:
        """Why it waited before, each time that ended."""

    def owned(self, organisation: int) -> Mapping[UUID, int]:
        """Conversations of an organisation that a colleague has now, with that colleague's id."""


class Meldingen(Protocol):
    def add(
        self,
        conversation: UUID,
        document: dict[str, Any],
        at: datetime,
        before: date,
    ) -> Melding:
        """Stores a submitted melding, gives it its number, and makes its first step."""

    def of_conversation(self, id: UUID) -> Melding | None: ...

    def get(self, melding: int) -> Melding: ...

    def to_weigh(self, organisation: int) -> list[Melding]:
        """Meldingen without a decision that counts, and that wait for no second colleague; the
        earliest term first."""

    def to_confirm(self, organisation: int) -> list[Melding]:
        """Those of which a proposal waits for a second colleague, the earliest term first."""

    def weighed_before(self, moment: datetime, most: int) -> list[UUID]:
        """The conversations of meldingen with a decision, of which nothing happened since then and
        nothing is open; of a zaak, when that is so of all its meldingen."""

    def erase(self, conversation: UUID) -> None:
        """The melding of a conversation, with its wegingen, drafts and steps."""


class Callbacks(Protocol):
    def put(self, callback: Callback) -> None:
        """A later one of the same conversation replaces the earlier."""

    def of_conversation(self, id: UUID) -> Callback | None: ...

    def open(self, organisation: int) -> list[Callback]:
        """Who is to be called and was not yet, the earliest request first."""

    def erase(self, id: UUID) -> None: ...

    def erase_before(self, moment: datetime) -> int:
        """Those asked for before then that are not held for a request; returns how many."""


class UnitOfWork(Protocol):
    @property
    def conversations(self) -> Conversations: ...

    @property
    def queue(self) -> Queue: ...

    @property
    def meldingen(self) -> Meldingen: ...

    @property
    def history(self) -> History: ...

    @property
    def wegingen(self) -> Wegingen: ...

    @property
    def zaken(self) -> Zaken: ...

    @property
    def notes(self) -> Notes: ...

    @property
    def looking(self) -> Looking: ...

    @property
    def connections(self) -> Connections: ...

    @property
    def callbacks(self) -> Callbacks: ...

    @property
    def informing(self) -> Informing: ...

    @property
    def workload(self) -> Workload: ...

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
