"""Working days, and terms that run over weekends and holidays."""

from datetime import date

import pytest

from bot.reference.holidays import COUNTS, Calendar, LiberationDay, YearNotInTable, known_until
from bot.reference.tables import rows

DUTCH = Calendar()

WEEKDAYS = ["ma", "di", "wo", "do", "vr", "za", "zo"]


def test_every_holiday_has_its_weekday_and_a_known_meaning():
    for row in rows("feestdagen_nl.csv"):
        assert WEEKDAYS[date.fromisoformat(row["datum"]).weekday()] == row["weekdag"]
        assert row["algemene_termijnenwet"] in COUNTS


def test_every_year_has_its_eleven_days():
    years = [row["datum"][:4] for row in rows("feestdagen_nl.csv")]

    assert {year: years.count(year) for year in years} == {str(y): 11 for y in range(2024, 2042)}


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 1, 1), "New Year's Day"),
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 4, 6), "Easter Monday"),
        (date(2026, 4, 27), "King's Day"),
        (date(2026, 5, 5), "Liberation Day"),
        (date(2027, 5, 5), "Liberation Day in a year that is no lustrum"),
        (date(2026, 5, 14), "Ascension Day"),
        (date(2026, 5, 25), "Whit Monday"),
        (date(2026, 12, 25), "Christmas Day"),
        (date(2024, 12, 26), "Boxing Day"),
        (date(2026, 11, 21), "Saturday"),
        (date(2026, 11, 22), "Sunday"),
    ],
)
def test_nobody_works_on(day, why):
    assert not DUTCH.is_workday(day), why


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 11, 23), "a Monday"),
        (date(2026, 4, 2), "Maundy Thursday"),
        (date(2026, 5, 4), "Remembrance Day"),
        (
            date(2026, 5, 15),
            "the Friday after Ascension Day, unless a royal decree says so",
        ),
        (date(2025, 4, 28), "the Monday after King's Day on a Saturday"),
        (date(2026, 12, 24), "Christmas Eve"),
        (date(2026, 12, 31), "New Year's Eve"),
        (date(2026, 12, 28), "Boxing Day on a Saturday is not made up for"),
    ],
)
def test_people_work_on(day, why):
    assert DUTCH.is_workday(day), why


@pytest.mark.parametrize(
    ("day", "days", "end"),
    [
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
        (date(2026, 11, 23), 1, date(2026, 11, 24)),
        (date(2026, 11, 23), 5, date(2026, 11, 30)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 5, date(2026, 11, 27)),
        # Easter: Good Friday, the weekend and Easter Monday fall out.
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2026, 4, 2), 5, date(2026, 4, 13)),
        # King's Day on Monday and Liberation Day on Tuesday of the week after.
        (date(2026, 4, 24), 1, date(2026, 4, 28)),
        (date(2026, 4, 24), 5, date(2026, 5, 4)),
        (date(2026, 4, 24), 6, date(2026, 5, 6)),
        # Christmas on Friday and Saturday, New Year's Day on Friday.
        (date(2026, 12, 24), 1, date(2026, 12, 28)),
        (date(2026, 12, 24), 5, date(2027, 1, 4)),
        # Ascension Day and Whitsun.
        (date(2026, 5, 13), 5, date(2026, 5, 21)),
        (date(2026, 5, 21), 2, date(2026, 5, 26)),
    ],
)
def test_a_term_runs_over_weekends_and_holidays(day, days, end):
    assert DUTCH.add_workdays(day, days) == end


def test_a_term_ends_on_a_working_day_whenever_it_starts():
    starts = [date(2026, 1, 1 + day) for day in range(31)]

    assert all(DUTCH.is_workday(DUTCH.add_workdays(start, 5)) for start in starts)


@pytest.mark.parametrize("day", [date(2023, 12, 29), date(2042, 1, 2)])
def test_a_year_outside_the_table_is_refused(day):
    with pytest.raises(YearNotInTable, match=rf"from 2024 to 2041; add {day.year} to"):
        DUTCH.is_workday(day)


def test_a_term_into_a_year_outside_the_table_is_refused():
    with pytest.raises(YearNotInTable, match="2042"):
        DUTCH.add_workdays(date(2041, 12, 31), 1)


def test_a_term_does_not_run_backwards():
    with pytest.raises(ValueError, match="runs forward"):
        DUTCH.add_workdays(date(2026, 11, 23), -1)


@pytest.mark.parametrize(
    ("counts", "in_2026", "in_2025"),
    [
        (LiberationDay.ELK_JAAR, False, False),
        (LiberationDay.LUSTRUM, True, False),
        (LiberationDay.NOOIT, True, True),
    ],
)
def test_5_may_counts_as_an_installation_says(counts, in_2026, in_2025):
    calendar = Calendar(counts)

    assert calendar.is_workday(date(2026, 5, 5)) is in_2026
    assert calendar.is_workday(date(2025, 5, 5)) is in_2025


def test_a_day_of_a_royal_decree_is_closed_when_it_is_named():
    friday_after_ascension = date(2027, 5, 7)
    calendar = Calendar(closed=frozenset({friday_after_ascension}))

    assert DUTCH.is_workday(friday_after_ascension)
    assert not calendar.is_workday(friday_after_ascension)
    assert calendar.add_workdays(date(2027, 5, 4), 1) == date(2027, 5, 10)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), 0),
        (date(2026, 11, 20), date(2026, 11, 23), 1),
        (date(2026, 11, 23), date(2026, 11, 30), 5),
        (date(2026, 11, 30), date(2026, 11, 23), -5),
        (date(2026, 11, 23), date(2026, 11, 21), -1),
        (date(2026, 11, 21), date(2026, 11, 22), 0),
    ],
)
def test_working_days_are_counted_after_the_first_up_to_the_last(first, last, days):
    assert DUTCH.workdays_between(first, last) == days


def test_the_last_working_days_leave_today_out():
    assert DUTCH.last_workdays(date(2026, 11, 23), 5) == date(2026, 11, 16)
    assert DUTCH.last_workdays(date(2026, 4, 7), 1) == date(2026, 4, 2)  # before Easter


def test_the_table_says_until_when_it_is_known():
    assert known_until() == date(2041, 12, 31)
