"""What the use cases need of storage for zaak and weging, as Protocols. All but drafts is only
added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.casework.melding_status import MeldingStep
from bot.casework.weging import Second, Weging
from bot.casework.weging_form import WegingForm
from bot.casework.zaak import Added, Participant, Zaak, ZaakNote


@dataclass(frozen=True)
class Draft:
    """A form that its author did not record yet."""

    form: WegingForm
    staff: int
    staff_name: str
    at: datetime


class Wegingen(Protocol):
    def add(self, weging: Weging) -> None: ...

    def of_melding(self, melding: int) -> list[Weging]:
        """All versions, the oldest first."""

    def answer(self, melding: int, version: int, second: Second) -> None:
        """What another colleague said of a proposal; once."""

    def put_draft(self, melding: int, draft: Draft) -> None:
        """A later one of the same author replaces the earlier."""

    def drafts(self, melding: int) -> list[Draft]: ...

    def drop_draft(self, melding: int, staff: int) -> None: ...

    def add_step(self, melding: int, step: MeldingStep) -> None:
        """With the next number. That it was submitted is stored with the melding itself."""

    def steps(self, melding: int) -> list[MeldingStep]:
        """In order; the first is that it was submitted."""


class Zaken(Protocol):
    def add(self, zaak: Zaak) -> None: ...

    def get(self, id: UUID) -> Zaak:
        """The zaak, locked for the rest of the transaction. Raises NoSuchZaak."""

    def of_organisation(self, organisation: int) -> list[Zaak]:
        """The newest first."""

    def close(self, zaak: Zaak) -> None: ...

    def put_in(self, id: UUID, melding: int, staff: int, at: datetime) -> None: ...

    def meldingen(self, id: UUID) -> list[Added]:
        """In the order in which they were added."""

    def of_melding(self, melding: int) -> UUID | None:
        """The zaak that a melding is in."""

    def add_participant(self, id: UUID, participant: Participant) -> None: ...

    def participants(self, id: UUID) -> list[Participant]:
        """All versions of all, by number and version."""

    def add_note(self, id: UUID, note: ZaakNote) -> None: ...

    def notes(self, id: UUID) -> list[ZaakNote]:
        """The oldest first."""

    def erase_empty(self, at: datetime) -> int:
        """Those of which the last melding was erased, with their key; returns how many."""
