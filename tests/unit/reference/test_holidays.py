"""Working days, and terms that run over weekends and holidays."""

from datetime import date

import pytest

from bot.reference.holidays import COUNTS, YearNotInTable, add_workdays, is_workday
from bot.reference.tables import rows

WEEKDAYS = ["ma", "di", "wo", "do", "vr", "za", "zo"]


def test_every_holiday_has_its_weekday_and_a_known_meaning():
    for row in rows("feestdagen_nl.csv"):
        assert WEEKDAYS[date.fromisoformat(row["datum"]).weekday()] == row["weekdag"]
        assert row["algemene_termijnenwet"] in COUNTS


def test_every_year_has_its_eleven_days():
    years = [row["datum"][:4] for row in rows("feestdagen_nl.csv")]

    assert {year: years.count(year) for year in years} == {str(y): 11 for y in range(2024, 2032)}


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
    assert not is_workday(day), why


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
    assert is_workday(day), why


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
    assert add_workdays(day, days) == end


def test_a_term_ends_on_a_working_day_whenever_it_starts():
    starts = [date(2026, 1, 1 + day) for day in range(31)]

    assert all(is_workday(add_workdays(start, 5)) for start in starts)


@pytest.mark.parametrize("day", [date(2023, 12, 29), date(2032, 1, 2)])
def test_a_year_outside_the_table_is_refused(day):
    with pytest.raises(YearNotInTable, match=rf"from 2024 to 2031; add {day.year} to"):
        is_workday(day)


def test_a_term_into_a_year_outside_the_table_is_refused():
    with pytest.raises(YearNotInTable, match="2032"):
        add_workdays(date(2031, 12, 31), 1)


def test_a_term_does_not_run_backwards():
    with pytest.raises(ValueError, match="runs forward"):
        add_workdays(date(2026, 11, 23), -1)
