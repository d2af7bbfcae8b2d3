"""Which meldingen will be weighed too late if colleagues go on as they did.

Nothing is estimated of a melding itself: only how many were weighed a day, and how many come first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.reference.holidays import Calendar

FEWEST = 5  # wegingen: of fewer, a pace says nothing


@dataclass(frozen=True)
class Pace:
    """So many meldingen were weighed for the first time in so many working days; today is not
    among them, but for `today`: the number that was weighed today already."""

    weighed: int
    workdays: int
    today: int = 0

    @property
    def per_day(self) -> float:
        return self.weighed / self.workdays


def pace_of(
    weighed: Sequence[date], in_use_since: date | None, today: date, calendar: Calendar, days: int
) -> Pace | None:
    """The pace over the last `days` working days. `weighed` are the days on which a melding got its
    first weging. None when there is too little to go by: the first melding is younger than that, or
    fewer than FEWEST were weighed. Raises YearNotInTable."""
    since = calendar.last_workdays(today, days)
    number = sum(since <= day < today for day in weighed)
    if in_use_since is None or in_use_since > since or number < FEWEST:
        return None
    return Pace(number, days, sum(day == today for day in weighed))


def ready_on(place: int, pace: Pace, today: date, calendar: Calendar) -> date:
    """The working day on which the melding at this place (from 1) in the order of terms is weighed.
    Today counts as a day of work, of which the part is gone that was weighed today already.
    Raises YearNotInTable."""
    before = place + pace.today
    days = -(-before * pace.workdays // pace.weighed)  # rounded up
    return calendar.add_workdays(today - timedelta(days=1), days)


def will_be_missed(
    due: Sequence[date], pace: Pace, today: date, calendar: Calendar
) -> list[tuple[int, date]]:
    """Of the open meldingen, in order of their last day `due`: the index of each that is still in
    time and will not be if it goes on like this, with the day on which it would be weighed."""
    found = []
    for index, last in enumerate(due):
        ready = ready_on(index + 1, pace, today, calendar)
        if today <= last < ready:
            found.append((index, ready))
    return found
