"""The work list of today: every term that runs, and what waits without one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from bot.casework.forecast import Pace, pace_of, will_be_missed
from bot.casework.staff import Right, Staff
from bot.casework.terms import NEDERLAND, Deadlines, day_of
from bot.casework.worklist import Line, Worklist, of_staff, sorted_out
from bot.services.outside import Outside
from bot.services.storage import UnitOfWork

WEIGH = "Wegen"
PACE_DAYS = 10  # working days: two weeks even out a busy day


@dataclass(frozen=True)
class Today:
    """What a source of lines may go by."""

    deadlines: Deadlines
    day: date
    organisation: int


# Gives the lines of one kind of work. Another kind of work is one more function in SOURCES.
Source = Callable[[UnitOfWork, Today], Iterable[Line]]


def to_assess(work: UnitOfWork, today: Today) -> Iterable[Line]:
    for one in work.workload.to_assess(today.organisation):
        clock = today.deadlines.clock(one.due, today.day)
        yield Line(WEIGH, one.name, one.conversation, one.staff, clock)


def to_confirm(work: UnitOfWork, today: Today) -> Iterable[Line]:
    """Of anybody but who proposed it, which the file says."""
    for one in work.workload.to_confirm(today.organisation):
        clock = today.deadlines.clock(one.due, today.day)
        yield Line("Voorstel bevestigen", one.name, one.conversation, one.staff, clock)


def to_investigate(work: UnitOfWork, today: Today) -> Iterable[Line]:
    for found in work.workload.investigations(today.organisation):
        one = found.until(today.deadlines.investigate_before(found.decided_at))
        clock = today.deadlines.clock(one.due, today.day)
        yield Line("Onderzoek afronden", one.name, one.conversation, one.staff, clock)


def to_inform(work: UnitOfWork, today: Today) -> Iterable[Line]:
    """A line for each melding and last day: who they are stands in the file."""
    seen = set()
    for one in work.workload.to_inform(today.organisation):
        if (one.melding, one.due) not in seen:
            seen.add((one.melding, one.due))
            clock = today.deadlines.clock(one.due, today.day)
            yield Line("Betrokkenen informeren", one.name, one.conversation, one.staff, clock)


def to_call(work: UnitOfWork, today: Today) -> Iterable[Line]:
    for callback in work.callbacks.open(today.organisation):
        yield Line("Terugbellen", None, callback.conversation, since=callback.asked_at)


SOURCES: tuple[Source, ...] = (to_assess, to_confirm, to_investigate, to_inform, to_call)


@dataclass(frozen=True)
class TeamList:
    """The work list, of one colleague (`of`), of nobody yet, or of the whole team (None)."""

    today: date
    work: Worklist
    colleagues: list[Staff]
    of: int | None


class TodaysWork:
    def __init__(
        self, outside: Outside, pace_days: int = PACE_DAYS, sources: Sequence[Source] = SOURCES
    ) -> None:
        """`pace_days`: over how many working days the pace is counted."""
        self._outside = outside
        self._pace_days = pace_days
        self._sources = tuple(sources)

    async def of(self, staff: Staff, colleague: int | None) -> TeamList:
        """Of the own organisation. Raises NotAllowed."""
        staff.must(Right.WACHTRIJ)
        return await self._outside.stored(self._of, staff, colleague)

    def _of(self, staff: Staff, colleague: int | None) -> TeamList:
        now = self._outside.now()
        today = Today(self._outside.deadlines, day_of(now), staff.organisation)
        with self._outside.storage() as work:
            pace = self._pace(work, today)
            lines = [line for source in self._sources for line in source(work, today)]
            lines = with_forecast(lines, pace, today)  # of the team: they share the work
            shown = sorted_out(of_staff(lines, colleague), today.day, pace)
            colleagues = [
                one
                for one in work.staff.of_organisation(staff.organisation)
                if one.is_active and one.may(Right.WEGING)
            ]
            return TeamList(today.day, shown, colleagues, colleague)

    def _pace(self, work: UnitOfWork, today: Today) -> Pace | None:
        calendar = today.deadlines.calendar
        since = calendar.last_workdays(today.day, self._pace_days)
        weighed = work.workload.first_decided(today.organisation, start_of(since))
        first = work.workload.first_submitted(today.organisation)
        return pace_of(
            [day_of(at) for at in weighed],
            day_of(first) if first else None,
            today.day,
            calendar,
            self._pace_days,
        )


def with_forecast(lines: Sequence[Line], pace: Pace | None, today: Today) -> list[Line]:
    """Meldingen that will be weighed too late if it goes on like this, marked with the day."""
    found = list(lines)
    to_weigh = [
        (place, line.clock.due)
        for place, line in enumerate(found)
        if line.what == WEIGH and line.clock
    ]
    if pace is None:
        return found
    due = [last for _, last in to_weigh]
    for index, day in will_be_missed(due, pace, today.day, today.deadlines.calendar):
        place, _ = to_weigh[index]
        found[place] = replace(found[place], ready=day)
    return found


def start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, NEDERLAND)
