"""A conversation, its messages and its answers, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

from bot.danger.assess import Level


class Status(Enum):
    """Who the visitor talks to; the values are part of the API."""

    BOT = "bot"
    WACHT = "wacht"  # with the bot, and in the queue of the desk
    MENS = "mens"
    BEWAARD = "bewaard"  # put away by the visitor; only the return code opens it again
    GESLOTEN = "gesloten"


class Modus(Enum):
    """What may be stored: see bot/melding/schema.py, Stage."""

    ADVIES = "advies"
    CONTACT = "contact"  # advice, and how the visitor may be called back
    MELDING = "melding"


class Speaker(Enum):
    BEZOEKER = "bezoeker"
    BOT = "bot"
    MEDEWERKER = "medewerker"
    SYSTEEM = "systeem"  # fixed texts: 112, who took over, the receipt


class MessageKind(Enum):
    TEKST = "tekst"
    GEVAAR = "gevaar"  # a fixed safety text; the pages show it with buttons to call
    KEUZE = "keuze"  # the visitor pressed a button


@dataclass(frozen=True)
class Message:
    """`number` counts from 1 within the conversation; `signals` are the danger signals heard in
    it (names of bot/danger/signals.yml)."""

    number: int
    speaker: Speaker
    text: str
    said_at: datetime
    kind: MessageKind = MessageKind.TEKST
    signals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What was said to a field: the value, the sentence it came from and that message's number.

    `confirmed`: chosen with a button, or agreed to in the read-back.
    """

    field: str
    value: Any
    source: str
    message: int
    said_at: datetime
    confirmed: bool = False
    said_by: str = Speaker.BEZOEKER.value


@dataclass(frozen=True)
class Question:
    """The open question; `options` are (value, label) when they differ from the field's own."""

    field: str
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Conversation:
    """`turn` rises with every message of the visitor and every change of speaker: a reply is
    only stored when nothing has happened since it was computed."""

    id: UUID
    started_at: datetime
    last_at: datetime
    status: Status = Status.BOT
    modus: Modus = Modus.ADVIES
    danger: Level = Level.GEEN
    turn: int = 0
    owner: int | None = None  # staff id
    question: Question | None = None
    notes: Mapping[str, Any] = field(default_factory=dict)
    ended_at: datetime | None = None
    organisation: int = 1  # whose colleagues may see it; never changes

    @property
    def is_open(self) -> bool:
        return self.status not in {Status.BEWAARD, Status.GESLOTEN}

    def heard(self, at: datetime) -> Conversation:
        """After a message of the visitor."""
        return replace(self, turn=self.turn + 1, last_at=at)

    def with_danger(self, level: Level) -> Conversation:
        """Danger once heard is not forgotten: a lower level changes nothing."""
        return replace(self, danger=max(self.danger, level, key=DANGER_ORDER.index))


DANGER_ORDER = (Level.GEEN, Level.SUICIDE, Level.ACUUT)
