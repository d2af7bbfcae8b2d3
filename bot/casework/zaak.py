"""A zaak: the case file of one household, with its meldingen as records of their own.

A colleague makes it and adds to it; the bot has no part in it. Its meldingen keep their own number,
their own state and their own weging (informatieprotocol 3.1.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

from bot.melding.fields import fields_by_name
from bot.melding.kinds import show
from bot.melding.schema import DECLINED, UNKNOWN, Answers

ADULT_AT = 18  # years
CHILD_ROLES = frozenset({"kind_gezin", "kind_elders", "ongeboren_kind"})
LONGEST_NOTE, LONGEST_OF_PERSON, SHORTEST_REASON = 2000, 200, 3  # characters


class ZaakStatus(Enum):
    OPEN = "open"
    GESLOTEN = "gesloten"  # gets no new melding


class ZaakClosed(ValueError):
    """A closed zaak gets nothing new; a new melding begins another one."""


class AlreadyInZaak(ValueError):
    """A melding belongs to one zaak at most."""


class MeldingOpen(ValueError):
    """A zaak closes when all its meldingen are closed."""


class NoSuchZaak(LookupError):
    """There is no zaak with this id in this organisation (any more)."""


class NoSuchPerson(LookupError):
    """This zaak has no participant with this number."""


class PersonRefused(ValueError):
    """A participant lacks who it is, or a correction its reason; or a text is too long."""


@dataclass(frozen=True)
class Person:
    """What is known of somebody in a zaak, in words. `kind`: shown among the children."""

    wie: str
    kind: bool = False
    rol: str = ""
    geboren: str = ""
    geslacht: str = ""
    verblijf: str = ""


@dataclass(frozen=True)
class Participant:
    """One version of somebody in a zaak; `number` counts people, `version` what was recorded of
    one of them. `melding` is the number of the melding that it was taken over from."""

    number: int
    version: int
    person: Person
    why: str
    staff: int
    staff_name: str
    at: datetime
    melding: str = ""


@dataclass(frozen=True)
class ZaakNote:
    number: int
    text: str
    staff: int
    staff_name: str
    at: datetime


@dataclass(frozen=True)
class Zaak:
    """`closed_why` is empty while it is open."""

    id: UUID
    organisation: int
    opened_at: datetime
    opened_by: int
    status: ZaakStatus = ZaakStatus.OPEN
    closed_at: datetime | None = None
    closed_by: int | None = None
    closed_why: str = ""

    @property
    def name(self) -> str:
        """ "Zaak 4F2A9C": enough for two colleagues to mean the same one."""
        return f"Zaak {self.id.hex[:6].upper()}"


@dataclass(frozen=True)
class Added:
    """A melding that was put in a zaak."""

    melding: int
    at: datetime
    staff: int
    staff_name: str


@dataclass(frozen=True)
class Happening:
    """A line of the history. `by` is empty for what the visitor did."""

    at: datetime
    what: str
    by: str = ""
    why: str = ""


def people_of(answers: Answers) -> list[Person]:
    """The people of a melding, as it names them. Who is a child follows from an age or a part that
    was said; of whom nothing was said stands among the adults, and a colleague puts that right."""
    listed = answers.get("betrokkenen")
    if isinstance(listed, str):  # as it was written before version 2 of the melding
        return [Person(listed[:LONGEST_OF_PERSON])]
    return [_person(one) for one in listed or () if isinstance(one, Mapping)]


def _person(one: Mapping[str, Any]) -> Person:
    age = one.get("leeftijd")
    young = isinstance(age, int) and age < ADULT_AT
    return Person(
        wie=str(one.get("wie", ""))[:LONGEST_OF_PERSON],
        kind=young or one.get("rol_in_situatie") in CHILD_ROLES,
        rol=_said(one, "rol_in_situatie"),
        geboren=_said(one, "geboortedatum") or (f"{age} jaar oud bij de melding" if age else ""),
        geslacht=_said(one, "geslacht"),
    )


def _said(one: Mapping[str, Any], name: str) -> str:
    value = one.get(name)
    return "" if value in (None, UNKNOWN, DECLINED) else show(fields_by_name()[name], value)


def checked_person(person: Person, why: str, *, is_correction: bool) -> tuple[Person, str]:
    """Without the white space around it. Raises PersonRefused."""
    clean = Person(
        wie=_one_line(person.wie),
        kind=person.kind,
        rol=_one_line(person.rol),
        geboren=_one_line(person.geboren),
        geslacht=_one_line(person.geslacht),
        verblijf=_one_line(person.verblijf),
    )
    reason = _one_line(why)
    texts = (clean.wie, clean.rol, clean.geboren, clean.geslacht, clean.verblijf, reason)
    too_long = any(len(text) > LONGEST_OF_PERSON for text in texts)
    if not clean.wie or too_long or (is_correction and len(reason) < SHORTEST_REASON):
        raise PersonRefused("a participant has a name, short texts, and a correction a reason")
    return clean, reason


def _one_line(text: str) -> str:
    return " ".join(text.split())


def latest(versions: Sequence[Participant]) -> list[Participant]:
    """Of each participant the last version, in the order in which they were added."""
    return list({one.number: one for one in versions}.values())


def check_open(zaak: Zaak) -> None:
    """Raises ZaakClosed."""
    if zaak.status is not ZaakStatus.OPEN:
        raise ZaakClosed(zaak.status.value)


def in_time(happenings: Iterable[Happening]) -> list[Happening]:
    """The oldest first; what happened at once stays in the order in which it was told."""
    return sorted(happenings, key=lambda one: one.at)
