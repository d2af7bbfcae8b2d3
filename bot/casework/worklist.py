"""What is to be done within a term, in order of that term, for a colleague or a whole team.

A line says which melding or conversation it is about and until when; never what was said there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from bot.casework.forecast import Pace
from bot.casework.terms import Clock
from bot.casework.weging import melding_number

NOBODY = 0  # no staff id


@dataclass(frozen=True)
class Open:
    """Something of a melding that must be done by `due`; `staff` is whose it is, as far as that is
    known: who decided last, or who has or had the conversation."""

    melding: int
    conversation: UUID
    submitted_at: datetime
    due: date
    staff: int | None

    @property
    def name(self) -> str:
        return f"Melding {melding_number(self.melding, self.submitted_at)}"


@dataclass(frozen=True)
class Investigation:
    """`version` is the weging that began it; `ended` None: it goes on."""

    melding: int
    conversation: UUID
    submitted_at: datetime
    version: int
    decided_at: datetime
    ended: date | None
    staff: int | None

    def until(self, due: date) -> Open:
        return Open(self.melding, self.conversation, self.submitted_at, due, self.staff)


@dataclass(frozen=True)
class Line:
    """`what` is Dutch and says what is to be done; `name` None: the conversation has no other name.
    `since` is for what has no term. `ready`: the day on which it would be done if colleagues go on
    as they did, when that is too late."""

    what: str
    name: str | None
    conversation: UUID
    staff: int | None = None
    clock: Clock | None = None
    since: datetime | None = None
    ready: date | None = None


@dataclass(frozen=True)
class Worklist:
    """Each in order of term. `missed` are lines of the others once more: in time still, and too
    late if it goes on like this; `pace` says by which figures, None: there is too little to go by.
    """

    overdue: Sequence[Line] = ()
    today: Sequence[Line] = ()
    this_week: Sequence[Line] = ()
    later: Sequence[Line] = ()
    without_term: Sequence[Line] = ()
    missed: Sequence[Line] = ()
    pace: Pace | None = None


def of_staff(lines: Iterable[Line], staff: int | None) -> list[Line]:
    """Those of one colleague, of NOBODY, or (None) of the whole team."""
    return [line for line in lines if staff is None or (line.staff or NOBODY) == staff]


def sorted_out(lines: Iterable[Line], today: date, pace: Pace | None) -> Worklist:
    in_order = sorted(lines, key=_term)
    with_term = [(line, line.clock) for line in in_order if line.clock]
    sunday = today + timedelta(days=6 - today.weekday())
    in_time = [(line, clock) for line, clock in with_term if not clock.is_over]
    later_than_today = [(line, clock) for line, clock in in_time if not clock.is_today]
    return Worklist(
        overdue=[line for line, clock in with_term if clock.is_over],
        today=[line for line, clock in in_time if clock.is_today],
        this_week=[line for line, clock in later_than_today if clock.due <= sunday],
        later=[line for line, clock in later_than_today if clock.due > sunday],
        without_term=[line for line in in_order if not line.clock],
        missed=[line for line in in_order if line.ready],
        pace=pace,
    )


def _term(line: Line) -> tuple[bool, date, float, str]:
    """By last day; what has none by how long it waits."""
    waits = line.since.timestamp() if line.since else 0.0
    return line.clock is None, line.clock.due if line.clock else date.max, waits, line.name or ""
