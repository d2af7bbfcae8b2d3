"""What must be read again before a release."""

from __future__ import annotations

from datetime import date

import pytest

from bot.advice.select import points
from bot.answers.questions import questions
from bot.casework.standard_answers import standard_answers
from bot.cli.commands import _check_holidays
from bot.cli.inhoud import overdue, too_few_holidays
from bot.reference.holidays import YearNotInTable


def test_content_is_released_until_its_day_of_review() -> None:
    assert overdue(min(known.reviewed_on for known in questions())) == []


def test_all_that_is_past_its_day_is_named_with_its_owner() -> None:
    content = (*questions(), *points(), *standard_answers())
    last = max(one.review_before for one in content)

    late = overdue(last)

    assert len(late) == len(content)
    assert late[0].startswith(f"antwoord {questions()[0].id}: lees opnieuw voor ")
    assert late[0].endswith(f"({questions()[0].owner})")
    assert overdue(date(2026, 11, 22)) == []


def test_holidays_must_be_known_for_longer_than_a_year() -> None:
    assert too_few_holidays(date(2040, 11, 26)) == []
    (line,) = too_few_holidays(date(2040, 11, 27))
    assert line.startswith("feestdagen: bekend tot 2041-12-31; voeg jaren toe")


def test_starting_warns_in_the_last_year_and_is_refused_after_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _check_holidays(date(2026, 11, 23))
    assert capsys.readouterr().err == ""
    _check_holidays(date(2041, 3, 1))
    assert "feestdagen: bekend tot 2041-12-31" in capsys.readouterr().err
    with pytest.raises(YearNotInTable, match="add 2042"):
        _check_holidays(date(2042, 1, 1))
