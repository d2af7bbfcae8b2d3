"""Which meldingen come too late when colleagues go on as they did."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.casework.forecast import Pace, pace_of, ready_on, will_be_missed
from bot.reference.holidays import Calendar

CALENDAR = Calendar()
MONDAY = date(2026, 11, 23)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (MONDAY + timedelta(days=n) for n in range(1, 5))
NEXT_MONDAY, NEXT_WEDNESDAY = MONDAY + timedelta(days=7), MONDAY + timedelta(days=9)
LONG_AGO = date(2026, 1, 5)
# Ten working days before Monday 23 November: 9 to 13 and 16 to 20 November.
IN_THEM = [date(2026, 11, day) for day in (9, 10, 13, 16, 20)]


def test_an_example_that_was_counted_by_hand() -> None:
    """Five in ten working days is one in two days. Of four that are open, the first is then ready
    on Tuesday, the second on Thursday, the third on Monday and the fourth on Wednesday."""
    pace = Pace(weighed=5, workdays=10)

    ready = [ready_on(place, pace, MONDAY, CALENDAR) for place in (1, 2, 3, 4)]

    assert ready == [TUESDAY, THURSDAY, NEXT_MONDAY, NEXT_WEDNESDAY]
    due = [WEDNESDAY, THURSDAY, FRIDAY, NEXT_WEDNESDAY]
    assert will_be_missed(due, pace, MONDAY, CALENDAR) == [(2, NEXT_MONDAY)]


def test_what_is_too_late_already_takes_time_but_is_no_forecast() -> None:
    pace = Pace(weighed=10, workdays=10)

    missed = will_be_missed([MONDAY - timedelta(days=5), MONDAY], pace, MONDAY, CALENDAR)

    assert missed == [(1, TUESDAY)]


def test_a_pace_that_is_no_whole_number_is_rounded_up_to_the_day() -> None:
    pace = Pace(weighed=7, workdays=10)  # ready after 1.43, 2.86, 4.29 days

    ready = [ready_on(place, pace, MONDAY, CALENDAR) for place in (1, 2, 3)]

    assert ready == [TUESDAY, WEDNESDAY, FRIDAY]


def test_weekends_and_holidays_are_not_worked_through() -> None:
    before_easter = date(2026, 4, 2)  # Thursday; then Good Friday, the weekend, Easter Monday

    assert ready_on(2, Pace(5, 5), before_easter, CALENDAR) == date(2026, 4, 7)


def test_in_the_weekend_the_work_begins_on_monday() -> None:
    assert ready_on(1, Pace(5, 5), date(2026, 11, 21), CALENDAR) == MONDAY


def test_what_was_weighed_today_is_gone_from_today() -> None:
    pace = Pace(weighed=10, workdays=5, today=2)

    assert ready_on(1, pace, MONDAY, CALENDAR) == TUESDAY
    assert ready_on(1, Pace(weighed=10, workdays=5, today=1), MONDAY, CALENDAR) == MONDAY


def test_the_pace_counts_the_last_working_days_without_today() -> None:
    before, today = date(2026, 11, 6), MONDAY

    pace = pace_of([before, *IN_THEM, today, today], LONG_AGO, today, CALENDAR, 10)

    assert pace == Pace(weighed=5, workdays=10, today=2)
    assert pace.per_day == 0.5


@pytest.mark.parametrize("since", [None, date(2026, 11, 10), MONDAY])
def test_there_is_no_pace_before_there_was_work_for_that_long(since: date | None) -> None:
    assert pace_of([date(2026, 11, 12)] * 9, since, MONDAY, CALENDAR, 10) is None
    assert pace_of([date(2026, 11, 12)] * 9, date(2026, 11, 9), MONDAY, CALENDAR, 10)


def test_a_few_wegingen_say_nothing() -> None:
    assert pace_of([date(2026, 11, 12)] * 4, LONG_AGO, MONDAY, CALENDAR, 10) is None
    assert pace_of([], LONG_AGO, MONDAY, CALENDAR, 10) is None
