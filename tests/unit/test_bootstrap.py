"""What an installation sets of its terms."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.bootstrap import deadlines_of
from bot.casework.terms import Deadlines
from bot.reference.holidays import YearNotInTable
from bot.settings import SettingInvalid, read_settings

BEFORE_5_MAY = datetime(2026, 5, 4, 9, tzinfo=UTC)  # a Monday


def of(**settings: str) -> Deadlines:
    return deadlines_of(read_settings({f"ADVIESLIJN_{k}": v for k, v in settings.items()}))


def test_without_settings_there_are_five_working_days_and_5_may_is_off() -> None:
    assert of() == Deadlines()
    assert of().assess_before(BEFORE_5_MAY) == date(2026, 5, 12)


def test_another_term_5_may_and_closed_days_are_taken_over() -> None:
    assert of(LIBERATION_DAY="nooit").assess_before(BEFORE_5_MAY) == date(2026, 5, 11)
    assert of(LIBERATION_DAY="lustrum").assess_before(BEFORE_5_MAY) == date(2026, 5, 11)
    assert of(ASSESS_WITHIN="5 dagen").assess_before(BEFORE_5_MAY) == date(2026, 5, 9)
    closed = of(CLOSED_DAYS="2026-05-15", ASSESS_WITHIN="8 werkdagen")
    # 6, 7, 8, 11, 12, 13 May; the 14th is Ascension Day, the 15th is closed; 18 and 19 May.
    assert closed.assess_before(BEFORE_5_MAY) == date(2026, 5, 19)


@pytest.mark.parametrize(
    ("name", "value"),
    [("ASSESS_WITHIN", "vijf"), ("LIBERATION_DAY", "soms"), ("CLOSED_DAYS", "15-5-2026")],
)
def test_what_cannot_be_read_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingInvalid, match=f"ADVIESLIJN_{name}: write"):
        of(**{name: value})


def test_a_closed_day_of_a_year_that_is_not_known_is_refused() -> None:
    with pytest.raises(YearNotInTable):
        of(CLOSED_DAYS="2055-05-07")
