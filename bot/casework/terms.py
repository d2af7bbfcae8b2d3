"""Within which time Veilig Thuis must do what, and how much of it is left.

A term in calendar days or weeks ends on the day itself, also when that is a Sunday. The law would
let it run on to the next working day (Algemene termijnenwet art. 1); we do not use that room, so
that the day we show is never later than the law's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from bot.reference.holidays import Calendar, LiberationDay, known_until, must_be_known

NEDERLAND = ZoneInfo("Europe/Amsterdam")
WARN_DAYS = 400  # more than a year: time to add a year to the table before a term needs it
LONGEST_TO_ASSESS = 31  # days; more is a mistake in a setting


class Termijn(Enum):
    BEOORDELEN = "BEOORDELEN"
    ONDERZOEK = "ONDERZOEK"
    INFORMEREN = "INFORMEREN"


INVESTIGATE_WITHIN = timedelta(weeks=10)
INFORM_WITHIN = timedelta(weeks=4)
EXTENDED_BY = timedelta(weeks=2)  # at most, each time

SOURCES = {
    Termijn.BEOORDELEN: "Uitvoeringsbesluit Wmo 2015 art. 4.1.7 (vijf dagen); in het "
    "handelingsprotocol en bij de IGJ vijf werkdagen",
    Termijn.ONDERZOEK: "Uitvoeringsbesluit Wmo 2015 art. 4.1.7 (tien weken na het besluit)",
    Termijn.INFORMEREN: "Wmo 2015 art. 5.3.1 (vier weken na het vastleggen, steeds met hoogstens "
    "twee weken te verlengen)",
}


@dataclass(frozen=True)
class Length:
    """So many working days, or calendar days."""

    days: int
    of_work: bool = True


class TermUnreadable(ValueError):
    """A setting of the terms cannot be read; the message says what it must be."""


def read_length(text: str) -> Length:
    """ "5 werkdagen" or "5 dagen". Raises TermUnreadable."""
    found = re.fullmatch(r"(\d{1,2}) (werkdag|dag)(?:en)?", text)
    if not found or not 1 <= int(found[1]) <= LONGEST_TO_ASSESS:
        raise TermUnreadable(f"write it as '5 werkdagen' or '5 dagen', 1 to {LONGEST_TO_ASSESS}")
    return Length(int(found[1]), found[2] == "werkdag")


def read_liberation_day(text: str) -> LiberationDay:
    """Raises TermUnreadable."""
    try:
        return LiberationDay(text)
    except ValueError:
        known = ", ".join(one.value for one in LiberationDay)
        raise TermUnreadable(f"write one of: {known}") from None


def read_closed_days(text: str) -> frozenset[date]:
    """ "2027-05-07 2028-05-26". Raises TermUnreadable, and YearNotInTable: a day of a year that we
    do not know is a mistake."""
    try:
        days = frozenset(date.fromisoformat(day) for day in text.split())
    except ValueError:
        raise TermUnreadable("write days as 2027-05-07, with spaces between") from None
    for day in days:
        must_be_known(day.year)
    return days


@dataclass(frozen=True)
class Clock:
    """`left`: working days after today, up to and including the last day; below 0: working days
    since. `is_over`: the last day is past, if only since the weekend."""

    due: date
    left: int
    is_over: bool

    @property
    def is_today(self) -> bool:
        """No working day is left after today."""
        return not self.is_over and self.left == 0

    @property
    def words(self) -> str:
        if self.is_over:
            return f"{_workdays(-self.left)} te laat" if self.left else "te laat"
        return "vandaag" if self.is_today else f"nog {_workdays(self.left)}"


def _workdays(number: int) -> str:
    return "1 werkdag" if number == 1 else f"{number} werkdagen"


@dataclass(frozen=True)
class Deadlines:
    """The terms of an installation. Everything here raises YearNotInTable."""

    calendar: Calendar = Calendar()
    assess_within: Length = Length(5)

    def assess_before(self, submitted: datetime) -> date:
        """The term starts when a melding arrives, also by chat (informatieprotocol 3.5)."""
        arrived = day_of(submitted)
        if self.assess_within.of_work:
            return self.calendar.add_workdays(arrived, self.assess_within.days)
        return arrived + timedelta(days=self.assess_within.days)

    def investigate_before(self, decided: datetime) -> date:
        return day_of(decided) + INVESTIGATE_WITHIN

    def inform_before(self, recorded: date) -> date:
        """`recorded`: the day on which data that came from others were written down."""
        return recorded + INFORM_WITHIN

    def clock(self, due: date, today: date) -> Clock:
        return Clock(due, self.calendar.workdays_between(today, due), today > due)


def day_of(moment: datetime) -> date:
    """Which day it is in the Netherlands."""
    return moment.astimezone(NEDERLAND).date()


def table_runs_out(today: date) -> date | None:
    """The last day of which we know whether people work, when terms will soon need more."""
    last = known_until()
    return last if today + timedelta(days=WARN_DAYS) > last else None
