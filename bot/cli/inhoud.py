"""`advieslijn inhoud`: answers, advice and standard answers whose day of review is past may not be
released, and holidays must be known for longer than the terms that run."""

from __future__ import annotations

from datetime import date

from bot.advice.select import points
from bot.answers.questions import questions
from bot.casework.standard_answers import standard_answers
from bot.casework.terms import table_runs_out


def overdue(today: date) -> list[str]:
    """A line for each: what it is, the day before which it had to be read again, and its owner."""
    dated = [("antwoord", q.id, q.review_before, q.owner) for q in questions()]
    dated += [("advies", p.id, p.review_before, p.owner) for p in points()]
    dated += [("standaardantwoord", a.id, a.review_before, a.owner) for a in standard_answers()]
    return [
        f"{what} {id}: lees opnieuw voor {before.isoformat()} ({owner})"
        for what, id, before, owner in dated
        if before <= today
    ]


def too_few_holidays(today: date) -> list[str]:
    """A line when terms will soon need a year that is not in the table."""
    last = table_runs_out(today)
    if last is None:
        return []
    return [f"feestdagen: bekend tot {last.isoformat()}; voeg jaren toe aan feestdagen_nl.csv"]
