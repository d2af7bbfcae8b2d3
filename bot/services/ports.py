"""What the use cases need from the outside, as Protocols: dialogue, storage, wake-up, clock."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from bot.danger.assess import Level
from bot.encoder.meaning import Meaning
from bot.melding.route import Request


@dataclass(frozen=True)
class Talk:
    """Where a conversation is, all that the dialogue engine needs to go on with it.

    `notes` is what the dialogue remembers besides answers (advice given, melding submitted, ...).
    """

    answers: Mapping[str, Any] = field(default_factory=dict)
    notes: Mapping[str, Any] = field(default_factory=dict)
    open_field: str | None = None


@dataclass(frozen=True)
class Option:
    """A choice offered with a question: the button's label and the value that it stands for."""

    value: str
    label: str


@dataclass(frozen=True)
class Understanding:
    """What the model makes of a text. `said` is its intent for the words alone; `intent` takes
    the open question into account. Probabilities and confidence are 0..1.

    `answers` are the fields that the text gives a value to; `known`: these very words
    stand in data/nlu; `parse` is the engine's own, handed back to it with `Brain.reply`. `meaning`
    is None when there is no encoder; `danger` and `suicide` then are those of the intents.
    """

    intent: str
    said: str
    confidence: float
    danger: float = 0.0
    suicide: float = 0.0
    answers: Mapping[str, Any] = field(default_factory=dict)
    known: bool = False
    parse: Any = None
    meaning: Meaning | None = None


@dataclass(frozen=True)
class Reply:
    """What the dialogue says next, and in between asks of the service, in order; the answers that
    changed (None: taken back); and the question that is open now."""

    said: tuple[str | Request, ...]
    changes: Mapping[str, Any]
    notes: Mapping[str, Any]
    open_field: str | None
    options: tuple[Option, ...] = ()


class Brain(Protocol):
    """The dialogue engine. Raises BrainFailed when it cannot answer.

    Without an encoder (`has_encoder`) it goes by words alone and hears less danger.
    """

    has_encoder: bool

    async def open(self) -> Reply:
        """The first messages of a new conversation."""

    async def understand(self, talk: Talk, text: str) -> Understanding: ...

    def as_story(self, talk: Talk, text: str, understood: Understanding) -> Understanding:
        """For a text in which the rules heard something serious: it is never off the subject."""

    async def reply(self, talk: Talk, text: str, understood: Understanding, level: Level) -> Reply:
        """The answer to a text; after danger (`level`) no question of a form is asked."""

    async def go_on(self, talk: Talk) -> Reply:
        """What comes next when nobody said anything: a colleague wrote the answers down."""

    async def choose(self, talk: Talk, field: str, value: str, level: Level) -> Reply:
        """The answer to a button."""


class BrainFailed(RuntimeError):
    """The dialogue engine could not answer; the visitor gets a fixed text instead."""


class ModelUnusable(RuntimeError):
    """The model is missing, broken or older than the project; the message says what to do."""


class Subscription(Protocol):
    async def wait(self, timeout: float) -> frozenset[str]:
        """Returns the topics that changed since the last wait, at the latest after `timeout`
        seconds; then there are none."""


class Notifier(Protocol):
    """Wakes up who waits for news of a conversation (its id, or `typing`), or of the desk."""

    async def changed(self, topic: str) -> None: ...

    def subscribe(self, *topics: str) -> AbstractContextManager[Subscription]: ...

    async def start(self) -> None: ...

    async def stop(self) -> None:
        """Also wakes up everybody who waits."""


DESK = "balie"  # the topic of everything that the desk shows


def typing(id: UUID) -> str:
    """The topic that the colleague of this conversation writes; there is nothing to look up."""
    return f"{id}:typt"


class Passwords(Protocol):
    """Hashes passwords so that they cannot be read back."""

    decoy: str  # the hash of no password

    def hash(self, password: str) -> str: ...

    def verify(self, hashed: str, password: str) -> bool: ...


class OneTimeCodes(Protocol):
    """Codes that an app makes of a secret and the time."""

    def new_secret(self) -> str: ...

    def address(self, secret: str, login: str) -> str:
        """`otpauth://...`, for a QR code."""

    def step_of(self, secret: str, code: str, at: datetime) -> int | None:
        """The step of time that a code belongs to; None when it is none of now."""
