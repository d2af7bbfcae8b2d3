"""Telling people that data about them were written down, which others gave (Wmo 2015 art. 5.3.1).

Each step is only added: an extension, that somebody was told, or that this was not so after all.
What colleagues write here are words about a family: they are sealed, and go with the melding.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from bot.casework.notes import NoteRefused, checked_note
from bot.casework.terms import EXTENDED_BY
from bot.casework.weging import checked_reason

LONGEST_NAME = 200  # characters
EVERYBODY = "Iedereen in deze melding"  # when the melding names nobody


class InformStepKind(Enum):
    UITGESTELD = "uitgesteld"
    GEINFORMEERD = "geinformeerd"
    TERUGGENOMEN = "teruggenomen"  # it was recorded by mistake


class HowInformed(Enum):
    GESPREK = "gesprek"
    TELEFOON = "telefoon"
    BRIEF = "brief"
    VERTEGENWOORDIGER = "vertegenwoordiger"  # of a child under 12, or of who cannot judge
    AL_BEKEND = "al_bekend"  # this person knew already


LABELS = {
    HowInformed.GESPREK: "In een gesprek",
    HowInformed.TELEFOON: "Per telefoon",
    HowInformed.BRIEF: "Met een brief",
    HowInformed.VERTEGENWOORDIGER: "Via de wettelijk vertegenwoordiger",
    HowInformed.AL_BEKEND: "Wist het al",
}


class InformRefused(ValueError):
    """What was filled in cannot be; `args[0]` names the fixed text that says what to do."""


@dataclass(frozen=True)
class InformStep:
    """`until`: the new last day of an extension; `on` and `how`: when and how somebody was told.
    `number` counts from 1 and is given when it is stored."""

    kind: InformStepKind
    text: str
    staff: int
    staff_name: str
    recorded_at: datetime
    until: date | None = None
    on: date | None = None
    how: HowInformed | None = None
    number: int = 0


@dataclass(frozen=True)
class ToInform:
    """Somebody of a melding. `who` is None for everybody in it; `recorded` is the day on which the
    data were written down, `staff_name` who added it, None: it came with the melding."""

    melding: int
    number: int
    who: str | None
    recorded: date
    first_due: date
    staff_name: str | None = None
    steps: tuple[InformStep, ...] = ()

    @property
    def name(self) -> str:
        return self.who or EVERYBODY

    @property
    def due(self) -> date:
        return max([self.first_due, *(step.until for step in self.steps if step.until)])

    @property
    def informed(self) -> InformStep | None:
        """That this person was told, unless it was taken back."""
        told = [s for s in self.steps if s.kind is not InformStepKind.UITGESTELD]
        return told[-1] if told and told[-1].kind is InformStepKind.GEINFORMEERD else None

    @property
    def is_open(self) -> bool:
        return self.informed is None


def checked_name(name: str) -> str:
    """Raises InformRefused."""
    clean = " ".join("".join(c for c in name if c.isprintable() or c.isspace()).split())
    if not 0 < len(clean) <= LONGEST_NAME:
        raise InformRefused("informeren_wie")
    return clean


def checked_recorded(recorded: date | None, today: date, submitted: date) -> date:
    """Raises InformRefused for a day to come, and one before the melding."""
    if recorded is None or not submitted <= recorded <= today:
        raise InformRefused("informeren_vastgelegd")
    return recorded


def checked_extension(person: ToInform, until: date | None, reason: str) -> tuple[date, str]:
    """Raises InformRefused, ReasonTooShort."""
    if not person.is_open:
        raise InformRefused("informeren_al_gedaan")
    if until is None or not person.due < until <= person.due + EXTENDED_BY:
        raise InformRefused("informeren_uitstel")
    return until, _in_words(checked_reason(reason))


def checked_informed(
    person: ToInform, on: date | None, how: HowInformed | None, note: str, today: date
) -> tuple[date, HowInformed, str]:
    """Raises InformRefused."""
    if not person.is_open:
        raise InformRefused("informeren_al_gedaan")
    if on is None or not person.recorded <= on <= today:
        raise InformRefused("informeren_wanneer")
    if how is None:
        raise InformRefused("informeren_hoe")
    return on, how, _in_words(note) if note.strip() else ""


def checked_taken_back(person: ToInform, reason: str) -> str:
    """Raises InformRefused, ReasonTooShort."""
    if person.is_open:
        raise InformRefused("informeren_niet_gedaan")
    return _in_words(checked_reason(reason))


def _in_words(text: str) -> str:
    try:
        return checked_note(text)
    except NoteRefused:
        raise InformRefused("informeren_te_lang") from None
