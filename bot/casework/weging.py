"""The weging of a melding: a colleague's decision with its reason. Nothing here is computed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

SHORTEST_REASON = 10  # characters: a decision needs a reason that a colleague can follow


class Besluit(Enum):
    """Outcome of the veiligheidsbeoordeling (CL_BESLUIT, informatieprotocol 3.7)."""

    OVERDRACHT_DERDEN = "OVERDRACHT_DERDEN"
    VOORWAARDEN_VERVOLG = "VOORWAARDEN_VERVOLG"
    ONDERZOEK = "ONDERZOEK"
    VTO_RVDK = "VTO_RVDK"
    OMGEZET_IN_ADVIES = "OMGEZET_IN_ADVIES"
    GEEN_VERVOLG = "GEEN_VERVOLG"


LABELS = {
    Besluit.OVERDRACHT_DERDEN: "Directe overdracht",
    Besluit.VOORWAARDEN_VERVOLG: "Voorwaarden & Vervolg",
    Besluit.ONDERZOEK: "Onderzoek",
    Besluit.VTO_RVDK: "Verzoek tot onderzoek Raad voor de Kinderbescherming",
    Besluit.OMGEZET_IN_ADVIES: "Omgezet in advies",
    Besluit.GEEN_VERVOLG: "Geen vervolg",
}


@dataclass(frozen=True)
class Melding:
    """A submitted melding. `document` is what bot/melding/melding.py made of the answers and
    stays as it was submitted; the term starts at `submitted_at` (informatieprotocol 3.5)."""

    id: int
    conversation: UUID
    submitted_at: datetime
    assess_before: date
    document: dict[str, Any]

    @property
    def number(self) -> str:
        """The number that the melder and colleagues use, such as "M2026-00042"."""
        return melding_number(self.id, self.submitted_at)


def melding_number(id: int, submitted_at: datetime) -> str:
    return f"M{submitted_at.year}-{id:05d}"


@dataclass(frozen=True)
class Weging:
    """One recorded decision; a later one has a higher version, none is overwritten."""

    melding: int
    version: int
    besluit: Besluit
    reden: str
    staff: int
    staff_name: str
    decided_at: datetime


class ReasonTooShort(ValueError):
    """A weging needs a reason in words; see SHORTEST_REASON."""


def checked_reason(reden: str) -> str:
    """The reason without the white space around it. Raises ReasonTooShort."""
    if len(reden.strip()) < SHORTEST_REASON:
        raise ReasonTooShort(f"a reason has at least {SHORTEST_REASON} characters")
    return reden.strip()
