"""The last day of every term, for every day of seventeen years, by calendars that others made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import holidays
import pytest
from dateutil.easter import easter
from dateutil.relativedelta import relativedelta
from holidays.constants import OPTIONAL, PUBLIC

from bot.casework.terms import Deadlines, Length
from bot.reference.holidays import Calendar, LiberationDay

FIRST, LAST = date(2024, 1, 1), date(2040, 12, 31)  # 17 years; terms run into 2041
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
YEARS = range(FIRST.year, LAST.year + 2)

# What `holidays` calls a day, other than one that the Algemene termijnenwet does not know.
MAINTAINED = holidays.country_holidays("NL", years=YEARS, categories=(PUBLIC, OPTIONAL))


def maintained(setting: LiberationDay) -> set[date]:
    """The list of the package `holidays`; by itself it has 5 May in lustrum years as public, and
    Good Friday and the other years as optional."""
    public = holidays.country_holidays("NL", years=YEARS, categories=(PUBLIC,))
    fifth = {date(year, 5, 5) for year in YEARS}
    # 5 May can be another holiday too; then it stays one.
    only_liberation = {day for day in fifth if MAINTAINED[day] == "Liberation Day"}
    return {
        LiberationDay.ELK_JAAR: set(MAINTAINED),
        LiberationDay.LUSTRUM: set(MAINTAINED) - (only_liberation - set(public)),
        LiberationDay.NOOIT: set(MAINTAINED) - only_liberation,
    }[setting]


def by_rules(setting: LiberationDay) -> set[date]:
    """By the rules, with Easter of python-dateutil."""
    found: set[date] = set()
    for year in YEARS:
        sunday = easter(year)
        kings_day = date(year, 4, 27)
        if kings_day.isoweekday() == 7:
            kings_day = date(year, 4, 26)
        good_friday, easter_monday = sunday - timedelta(2), sunday + timedelta(1)
        ascension, whit_monday = sunday + timedelta(39), sunday + timedelta(50)
        found |= {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26), kings_day}
        found |= {good_friday, easter_monday, ascension, whit_monday}
        if setting is LiberationDay.ELK_JAAR or (
            setting is LiberationDay.LUSTRUM and str(year)[-1] in "05"
        ):
            found.add(date(year, 5, 5))
    return found


def works(day: date, off: set[date]) -> bool:
    return day.isoweekday() <= 5 and day not in off


def nth_workday(day: date, number: int, off: set[date]) -> date:
    """By looking at one day after another."""
    while number:
        day += timedelta(days=1)
        number -= works(day, off)
    return day


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


SETTINGS = pytest.mark.parametrize("setting", LiberationDay, ids=lambda one: one.value)
LISTS = pytest.mark.parametrize("independent", [maintained, by_rules])


@SETTINGS
@LISTS
def test_the_same_days_are_working_days(
    independent: Callable[[LiberationDay], set[date]], setting: LiberationDay
) -> None:
    off, calendar = independent(setting), Calendar(setting)

    assert [day for day in DAYS if calendar.is_workday(day) is not works(day, off)] == []


@SETTINGS
@LISTS
def test_every_melding_is_to_be_weighed_by_the_fifth_working_day(
    independent: Callable[[LiberationDay], set[date]], setting: LiberationDay
) -> None:
    off, deadlines = independent(setting), Deadlines(Calendar(setting))

    wrong = [d for d in DAYS if deadlines.assess_before(noon(d)) != nth_workday(d, 5, off)]

    assert len(DAYS) > 10 * 365
    assert wrong == []


@LISTS
@pytest.mark.parametrize("number", [1, 3, 10])
def test_another_number_of_working_days_too(
    independent: Callable[[LiberationDay], set[date]], number: int
) -> None:
    off = independent(LiberationDay.ELK_JAAR)
    deadlines = Deadlines(Calendar(), Length(number))

    assert [
        d for d in DAYS if deadlines.assess_before(noon(d)) != nth_workday(d, number, off)
    ] == []


def test_days_of_a_royal_decree_count_when_they_are_named() -> None:
    decreed = frozenset(easter(year) + timedelta(40) for year in YEARS)
    off = by_rules(LiberationDay.ELK_JAAR) | decreed
    deadlines = Deadlines(Calendar(closed=decreed))

    assert [d for d in DAYS if deadlines.assess_before(noon(d)) != nth_workday(d, 5, off)] == []


def test_terms_in_days_and_weeks_run_by_the_calendar() -> None:
    deadlines = Deadlines(assess_within=Length(5, of_work=False))

    for day in DAYS:
        assert deadlines.assess_before(noon(day)) == day + relativedelta(days=5)
        assert deadlines.investigate_before(noon(day)) == day + relativedelta(weeks=10)
        assert deadlines.inform_before(day) == day + relativedelta(weeks=4)


def test_the_days_that_move_are_where_people_know_them_to_be() -> None:
    """Written out: two programs can be wrong in the same way."""
    calendar = Calendar()
    known = [
        date(2025, 4, 18), date(2025, 4, 21), date(2025, 5, 29), date(2025, 6, 9),
        date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 14), date(2026, 5, 25),
        date(2027, 3, 26), date(2027, 3, 29), date(2027, 5, 6), date(2027, 5, 17),
    ]  # fmt: skip

    assert not any(calendar.is_workday(day) for day in known)
    assert not calendar.is_workday(date(2026, 4, 27))
    # 27 April 2025 and 2031 are Sundays, so King's Day is the Saturday before; Monday is a Monday.
    assert calendar.is_workday(date(2025, 4, 28))
    assert calendar.is_workday(date(2031, 4, 28))
