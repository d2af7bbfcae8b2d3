"""Working days in the Netherlands.

A day is no working day on Saturday, Sunday, and the days of the Algemene termijnenwet: the
holidays of article 3(1), among which 5 May in every year, and Good Friday, which article 3(2)
puts on a par with them. An office may work on 5 May; the term that the law would count is what
we tell people. Days that a royal decree adds for a single year (article 3(3), for instance the
Friday after Ascension Day) are not in the table and count as working days: a term then ends
early, never late.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from bot.reference.tables import TableBroken, rows

SATURDAY = 5
# The meanings of the column `algemene_termijnenwet`; "zondag" is off for being a Sunday.
COUNTS = {"ja (art. 3 lid 1)": True, "gelijkgesteld (art. 3 lid 2)": True, "zondag": False}


class YearNotInTable(LookupError):
    """A year of which we do not know the holidays."""


def is_workday(day: date) -> bool:
    """Raises YearNotInTable."""
    if day.year not in _years():
        first, last = min(_years()), max(_years())
        raise YearNotInTable(
            f"holidays are known from {first} to {last}; add {day.year} to feestdagen_nl.csv"
        )
    return day.weekday() < SATURDAY and day not in _holidays()


def add_workdays(day: date, days: int) -> date:
    """The working day that many after `day`, which itself does not count; 0 gives `day` itself.

    Raises YearNotInTable.
    """
    if days < 0:
        raise ValueError(f"{days} working days; a term runs forward, give 0 or more")
    while days:
        day += timedelta(days=1)
        if is_workday(day):
            days -= 1
    return day


@cache
def _holidays() -> frozenset[date]:
    table = list(rows("feestdagen_nl.csv"))
    for row in table:
        if row["algemene_termijnenwet"] not in COUNTS:
            raise TableBroken(
                f"feestdagen_nl.csv: {row['datum']} says {row['algemene_termijnenwet']!r}; "
                f"use one of: {', '.join(COUNTS)}"
            )
    counted = (row["datum"] for row in table if COUNTS[row["algemene_termijnenwet"]])
    return frozenset(date.fromisoformat(day) for day in counted)


@cache
def _years() -> frozenset[int]:
    return frozenset(day.year for day in _holidays())
