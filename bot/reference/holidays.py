"""Working days in the Netherlands.

A day is no working day on Saturday, Sunday, and the days of the Algemene termijnenwet: the
holidays of article 3(1), among which 5 May in every year, and Good Friday, which article 3(2)
puts on a par with them. An office may work on 5 May, so an installation says whether it counts.
Days that a royal decree adds for a single year (article 3(3), for instance the Friday after
Ascension Day) are not in the table: an installation names them. What nobody names is a working
day: a term then ends early, never late.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache

from bot.reference.tables import TableBroken, rows

SATURDAY = 5
LUSTRUM = 5  # years
LIBERATION_DAY = "Bevrijdingsdag"
# The meanings of the column `algemene_termijnenwet`; "zondag" is off for being a Sunday.
COUNTS = {"ja (art. 3 lid 1)": True, "gelijkgesteld (art. 3 lid 2)": True, "zondag": False}


class YearNotInTable(LookupError):
    """A year of which we do not know the holidays."""


class LiberationDay(Enum):
    """Whether 5 May is a day off."""

    ELK_JAAR = "elk_jaar"  # as the Algemene termijnenwet counts
    LUSTRUM = "lustrum"  # in years that five divides, as many collective agreements
    NOOIT = "nooit"


@dataclass(frozen=True)
class Calendar:
    """The working days of an installation; `closed` are the days off that it adds, such as those
    of a royal decree."""

    liberation_day: LiberationDay = LiberationDay.ELK_JAAR
    closed: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        """Raises YearNotInTable."""
        must_be_known(day.year)
        if day.weekday() >= SATURDAY or day in self.closed:
            return False
        holiday = _holidays().get(day)
        return holiday is None or (
            holiday == LIBERATION_DAY and not self._is_off_on_5_may(day.year)
        )

    def add_workdays(self, day: date, days: int) -> date:
        """The working day that many after `day`, which itself does not count; 0 gives `day` itself.

        Raises YearNotInTable.
        """
        if days < 0:
            raise ValueError(f"{days} working days; a term runs forward, give 0 or more")
        while days:
            day += timedelta(days=1)
            if self.is_workday(day):
                days -= 1
        return day

    def workdays_between(self, first: date, last: date) -> int:
        """How many working days lie after `first`, up to and including `last`; negative when
        `last` is the earlier one. Raises YearNotInTable."""
        if last < first:
            return -self.workdays_between(last, first)
        days = (first + timedelta(days=1 + n) for n in range((last - first).days))
        return sum(map(self.is_workday, days))

    def last_workdays(self, today: date, days: int) -> date:
        """The first of the last so many working days before `today`. Raises YearNotInTable."""
        day = today
        while days:
            day -= timedelta(days=1)
            if self.is_workday(day):
                days -= 1
        return day

    def _is_off_on_5_may(self, year: int) -> bool:
        by_lustrum = self.liberation_day is LiberationDay.LUSTRUM and year % LUSTRUM == 0
        return self.liberation_day is LiberationDay.ELK_JAAR or by_lustrum


def known_until() -> date:
    """The last day of which we know whether people work."""
    return date(max(_years()), 12, 31)


def must_be_known(year: int) -> None:
    """Raises YearNotInTable."""
    if year not in _years():
        first, last = min(_years()), max(_years())
        raise YearNotInTable(
            f"holidays are known from {first} to {last}; add {year} to feestdagen_nl.csv"
        )


@cache
def _holidays() -> Mapping[date, str]:
    """The names of the days off, but for Sundays that have one."""
    table = list(rows("feestdagen_nl.csv"))
    for row in table:
        if row["algemene_termijnenwet"] not in COUNTS:
            raise TableBroken(
                f"feestdagen_nl.csv: {row['datum']} says {row['algemene_termijnenwet']!r}; "
                f"use one of: {', '.join(COUNTS)}"
            )
    return {
        date.fromisoformat(row["datum"]): row["naam"]
        # A day that also has another name, as Ascension Day on 5 May, keeps that one.
        for row in sorted(table, key=lambda row: row["naam"] != LIBERATION_DAY)
        if COUNTS[row["algemene_termijnenwet"]]
    }


@cache
def _years() -> frozenset[int]:
    return frozenset(day.year for day in _holidays())
