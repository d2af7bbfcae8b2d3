"""What a helpline is, and the checks that helplines.yml must pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from bot.reference.phone_numbers import digits_of, numbers_in

REQUIRED = ("name", "audience", "source", "certainty", "verified_on")
OPTIONAL = ("number", "free_number", "spoken", "hours", "cost", "website", "note")
NOT_READ = ("hours_unconfirmed",)


class Certainty(Enum):
    """How sure the sources are; helplines.yml says what each means."""

    HOOG = "hoog"
    MIDDEL = "middel"
    LAAG = "laag"


@dataclass(frozen=True)
class Helpline:
    """A line as it may be told; None in an optional field means: not confirmed, so not told.

    `note` is for whoever keeps the table, never for a visitor.
    """

    id: str
    name: str
    audience: str
    source: tuple[str, ...]
    certainty: Certainty
    verified_on: date
    number: str | None = None
    free_number: str | None = None
    spoken: str | None = None
    hours: str | None = None
    cost: str | None = None
    website: str | None = None
    note: str | None = None
    for_professionals: bool = False

    @property
    def may_be_shown(self) -> bool:
        return self.certainty is not Certainty.LAAG

    def days_since_check(self, today: date) -> int:
        return (today - self.verified_on).days


class HelplinesBroken(ValueError):
    """helplines.yml cannot be trusted; the message names the line and the next step."""


def read_helplines(
    table: Mapping[str, Mapping[str, Any]], wrong_numbers: Mapping[str, str]
) -> dict[str, Helpline]:
    """Raises HelplinesBroken on the first line that cannot be trusted."""
    lines = {id: _line(id, row) for id, row in table.items()}
    taken: dict[str, str] = {}
    for line in lines.values():
        for number in filter(None, (line.number, line.free_number)):
            _check_number(line.id, number, wrong_numbers)
            if taken.setdefault(digits_of(number), line.id) != line.id:
                raise _broken(line.id, f"has the number of {taken[digits_of(number)]}")
    return lines


def _line(id: str, row: Mapping[str, Any]) -> Helpline:
    missing = [key for key in REQUIRED if not row.get(key)]
    if missing:
        raise _broken(id, f"has no {', '.join(missing)}")
    extra = row.keys() - {*REQUIRED, *OPTIONAL, *NOT_READ, "for_professionals"}
    if extra:
        raise _broken(id, f"has a key that nobody reads: {', '.join(sorted(extra))}")
    if row["certainty"] not in {certainty.value for certainty in Certainty}:
        raise _broken(id, "has a certainty that is not hoog, middel or laag")
    if type(row["verified_on"]) is not date:
        raise _broken(id, "has a verified_on that is not a date like 2026-11-21")
    return Helpline(
        id=id,
        name=row["name"],
        audience=row["audience"],
        source=tuple(row["source"]),
        certainty=Certainty(row["certainty"]),
        verified_on=row["verified_on"],
        for_professionals=bool(row.get("for_professionals")),
        **{key: row.get(key) for key in OPTIONAL},
    )


def _check_number(id: str, number: str, wrong_numbers: Mapping[str, str]) -> None:
    if numbers_in(number) != [number]:
        raise _broken(id, f"has a number that is no telephone number: {number}")
    if digits_of(number) in map(digits_of, wrong_numbers):
        raise _broken(id, f"has a number known to be wrong: {number}")


def _broken(id: str, what: str) -> HelplinesBroken:
    return HelplinesBroken(f"helplines.yml: {id} {what}; mend the line or remove it")
