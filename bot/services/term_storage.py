"""What the use cases need of storage to guard terms, as Protocols."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from bot.casework.informing import InformStep, ToInform
from bot.casework.worklist import Investigation, Open


class Informing(Protocol):
    def add(
        self, melding: int, who: str | None, recorded: date, due: date, staff: int | None = None
    ) -> int:
        """Somebody more who is to be informed; returns the number within the melding."""

    def add_step(self, melding: int, number: int, step: InformStep) -> None:
        """Stores a step with the next number; none is ever changed."""

    def of_melding(self, melding: int) -> list[ToInform]:
        """In the order in which they were added."""


class Workload(Protocol):
    """Of an organisation, without a word of what was said."""

    def to_assess(self, organisation: int) -> list[Open]:
        """Meldingen that nobody decided or proposed anything about, the earliest term first."""

    def to_confirm(self, organisation: int) -> list[Open]:
        """Those of which a proposal waits for a second colleague; whose it is, is open."""

    def to_inform(self, organisation: int) -> list[Open]:
        """A line for everybody who was not informed, the earliest term first."""

    def investigations(self, organisation: int) -> list[Investigation]:
        """Those that go on, the oldest first."""

    def investigation_of(self, melding: int) -> Investigation | None:
        """The one that the last weging says, also when it has ended."""

    def end_investigation(
        self, of: Investigation, on: date, staff: int, recorded_at: datetime
    ) -> None: ...

    def first_decided(self, organisation: int, since: datetime) -> list[datetime]:
        """When each melding was first decided, of those at or after that moment."""

    def first_submitted(self, organisation: int) -> datetime | None: ...
