"""How long there is for what, and how the desk says how much of it is left."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.casework.terms import (
    SOURCES,
    Deadlines,
    Length,
    Termijn,
    TermUnreadable,
    day_of,
    read_closed_days,
    read_length,
    read_liberation_day,
    table_runs_out,
)
from bot.reference.holidays import Calendar, LiberationDay, YearNotInTable

MONDAY = date(2026, 11, 23)


def test_a_melding_of_just_before_midnight_came_in_on_that_dutch_day() -> None:
    before = datetime(2026, 11, 22, 22, 59, tzinfo=UTC)  # Sunday 23:59 in the Netherlands
    after = datetime(2026, 11, 22, 23, 1, tzinfo=UTC)

    assert (day_of(before), day_of(after)) == (date(2026, 11, 22), MONDAY)
    assert Deadlines().assess_before(before) == date(2026, 11, 27)
    assert Deadlines().assess_before(after) == date(2026, 11, 30)


def test_every_term_has_its_source() -> None:
    assert set(SOURCES) == set(Termijn)


@pytest.mark.parametrize(
    ("due", "words", "is_over", "is_today"),
    [
        (date(2026, 11, 26), "nog 3 werkdagen", False, False),
        (date(2026, 11, 24), "nog 1 werkdag", False, False),
        (date(2026, 11, 23), "vandaag", False, True),
        (date(2026, 11, 20), "1 werkdag te laat", True, False),
        (date(2026, 11, 19), "2 werkdagen te laat", True, False),
        (date(2026, 11, 22), "1 werkdag te laat", True, False),  # Sunday: Monday is too late
    ],
)
def test_the_clock_says_how_many_working_days_are_left(
    due: date, words: str, is_over: bool, is_today: bool
) -> None:
    clock = Deadlines().clock(due, MONDAY)

    assert (clock.words, clock.is_over, clock.is_today) == (words, is_over, is_today)


def test_a_term_that_ends_in_the_weekend_is_for_friday() -> None:
    friday, sunday = date(2026, 11, 20), date(2026, 11, 22)

    assert Deadlines().clock(sunday, friday).words == "vandaag"


def test_on_saturday_a_term_of_friday_is_too_late_by_no_working_day() -> None:
    friday, saturday = date(2026, 11, 20), date(2026, 11, 21)

    assert Deadlines().clock(friday, saturday).words == "te laat"


def test_the_clock_skips_what_an_installation_closes() -> None:
    calendar = Calendar(closed=frozenset({date(2026, 11, 24)}))

    assert Deadlines(calendar).clock(date(2026, 11, 25), MONDAY).words == "nog 1 werkdag"


def test_a_term_into_a_year_that_is_not_known_is_refused() -> None:
    with pytest.raises(YearNotInTable, match="add 2042 to feestdagen_nl.csv"):
        Deadlines().assess_before(datetime(2041, 12, 30, tzinfo=UTC))
    with pytest.raises(YearNotInTable):
        Deadlines().clock(date(2042, 1, 8), date(2041, 12, 30))


def test_a_warning_comes_more_than_a_year_before_the_table_runs_out() -> None:
    assert table_runs_out(date(2040, 11, 26)) is None
    assert table_runs_out(date(2040, 11, 27)) == date(2041, 12, 31)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("5 werkdagen", Length(5)),
        ("1 werkdag", Length(1)),
        ("5 dagen", Length(5, of_work=False)),
        ("31 dagen", Length(31, of_work=False)),
    ],
)
def test_a_length_is_read_in_working_days_or_calendar_days(text: str, length: Length) -> None:
    assert read_length(text) == length


@pytest.mark.parametrize("text", ["", "5", "vijf dagen", "0 dagen", "32 dagen", "5 weken"])
def test_another_length_is_refused(text: str) -> None:
    with pytest.raises(TermUnreadable, match="5 werkdagen"):
        read_length(text)


def test_5_may_and_closed_days_are_read() -> None:
    assert read_liberation_day("lustrum") is LiberationDay.LUSTRUM
    assert read_closed_days("2027-05-07  2028-05-26") == {date(2027, 5, 7), date(2028, 5, 26)}
    assert read_closed_days("") == frozenset()


def test_what_cannot_be_a_day_is_refused() -> None:
    with pytest.raises(TermUnreadable, match="elk_jaar, lustrum, nooit"):
        read_liberation_day("soms")
    with pytest.raises(TermUnreadable, match="2027-05-07"):
        read_closed_days("7-5-2027")
    with pytest.raises(YearNotInTable):
        read_closed_days("2055-05-07")
