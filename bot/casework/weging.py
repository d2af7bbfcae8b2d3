"""The weging of a melding: a colleague's decision with its reason. Nothing here is computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from bot.casework.weging_form import WegingForm

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

# With these the involvement ends, so a second colleague looks first (four-eyes; our own choice, to
# be confirmed by Veilig Thuis). The one place where that is said.
NEEDS_SECOND = frozenset({Besluit.GEEN_VERVOLG, Besluit.OMGEZET_IN_ADVIES})


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
class Second:
    """What another colleague said of a proposal. `why` may be empty when agreed."""

    agreed: bool
    why: str
    staff: int
    staff_name: str
    at: datetime


@dataclass(frozen=True)
class Weging:
    """One recorded version; a later one has a higher version, none is overwritten. `is_proposal`:
    it counts once a second colleague agreed. `form` is None of what was recorded before there was
    one."""

    melding: int
    version: int
    besluit: Besluit
    reden: str
    staff: int
    staff_name: str
    decided_at: datetime
    is_proposal: bool = False
    form: WegingForm | None = None
    second: Second | None = None

    @property
    def waits(self) -> bool:
        """For a second colleague."""
        return self.is_proposal and self.second is None

    @property
    def counts(self) -> bool:
        return not self.is_proposal or (self.second is not None and self.second.agreed)


def counting(wegingen: Sequence[Weging]) -> Weging | None:
    """The version whose decision counts now: the last that was not only proposed."""
    return next((weging for weging in reversed(wegingen) if weging.counts), None)


def decision(wegingen: Sequence[Weging]) -> Besluit | None:
    """The decision that counts now."""
    found = counting(wegingen)
    return found.besluit if found else None


def waiting(wegingen: Sequence[Weging]) -> Weging | None:
    """The proposal that waits for a second colleague; only the last version can."""
    return wegingen[-1] if wegingen and wegingen[-1].waits else None


class ReasonTooShort(ValueError):
    """A decision needs a reason in words; see SHORTEST_REASON."""


class Outdated(RuntimeError):
    """Somebody else recorded a version, or answered a proposal, since this page was shown."""


class AlreadyFollowed(ValueError):
    """The decision was acted on: a correction may mend its grounds, not the decision."""


class SamePerson(PermissionError):
    """Who proposed a decision cannot be the second colleague."""


def checked_reason(reden: str) -> str:
    """The reason without the white space around it. Raises ReasonTooShort."""
    if len(reden.strip()) < SHORTEST_REASON:
        raise ReasonTooShort(f"a reason has at least {SHORTEST_REASON} characters")
    return reden.strip()
