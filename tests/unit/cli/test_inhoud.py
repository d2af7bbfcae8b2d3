"""What must be read again before a release."""

from __future__ import annotations

from datetime import date

from bot.advice.select import points
from bot.answers.questions import questions
from bot.casework.standard_answers import standard_answers
from bot.cli.inhoud import overdue


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
