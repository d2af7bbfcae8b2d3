"""Who waits for a colleague, and in which order: danger first, then term, then waiting time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from uuid import UUID


class Reason(Enum):
    """Why a conversation is in the queue (CL_ESCALATIE and our own), urgent as URGENCY says."""

    DIRECT_GEVAAR = "DIRECT_GEVAAR"
    SUICIDE = "SUICIDE"
    SEKSUEEL_RECENT = "SEKSUEEL_RECENT"
    MINDERJARIG = "MINDERJARIG"
    VOORRANG = "VOORRANG"
    WIL_MELDEN = "WIL_MELDEN"
    WENS_MENS = "WENS_MENS"
    HERHAALD = "HERHAALD"
    TECHNISCH = "TECHNISCH"
    DOORGEGEVEN = "DOORGEGEVEN"  # by the colleague who had it
    MEDEWERKER_WEG = "MEDEWERKER_WEG"  # who had it has no desk open any more

    @property
    def urgency(self) -> int:
        """0 is served first; see in_order for reasons with the same urgency."""
        return URGENCY[self]


# Domain dossier 9.2 rule 2: direct danger, then suicide and recent sexual violence, then minors.
URGENCY = {
    Reason.DIRECT_GEVAAR: 0,
    Reason.SUICIDE: 1,
    Reason.SEKSUEEL_RECENT: 1,
    Reason.MINDERJARIG: 2,
    Reason.VOORRANG: 2,
    Reason.DOORGEGEVEN: 2,  # our own choice: these wait for the second time
    Reason.MEDEWERKER_WEG: 2,
    Reason.WIL_MELDEN: 3,
    Reason.WENS_MENS: 4,
    Reason.HERHAALD: 4,
    Reason.TECHNISCH: 4,
}

LABELS = {
    Reason.DIRECT_GEVAAR: "Direct gevaar",
    Reason.SUICIDE: "Zelfmoord",
    Reason.SEKSUEEL_RECENT: "Seksueel geweld, recent",
    Reason.MINDERJARIG: "Minderjarig",
    Reason.VOORRANG: "Voorrang",
    Reason.WIL_MELDEN: "Wil melden",
    Reason.WENS_MENS: "Wil een mens",
    Reason.HERHAALD: "Komt er niet uit",
    Reason.TECHNISCH: "Storing",
    Reason.DOORGEGEVEN: "Doorgegeven",
    Reason.MEDEWERKER_WEG: "Medewerker weg",
}


@dataclass(frozen=True)
class Waiting:
    """A conversation that waits since `since`. `term`: the last day to weigh the melding that was
    made in it, when nobody has weighed that yet."""

    conversation: UUID
    reason: Reason
    since: datetime
    term: date | None = None


def in_order(waiting: Iterable[Waiting]) -> list[Waiting]:
    """Danger and who goes first for another reason, as URGENCY says; within that the earliest term,
    and who has one before who has none; within that the longest wait."""
    return sorted(waiting, key=lambda one: (one.reason.urgency, one.term or date.max, one.since))


def more_urgent(first: Reason, second: Reason) -> Reason:
    """The more urgent of two reasons; the first when they are equally urgent."""
    return second if second.urgency < first.urgency else first
