"""Where a melding stands, and the one table of allowed steps (domain dossier 4.5).

What happens before a melding is submitted is a conversation; the visitor's own click makes the
first step, and colleagues make all others. Steps are only added, and none leads back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from bot.casework.weging import Besluit


class MeldingStatus(Enum):
    INGEDIEND = "INGEDIEND"
    ONTVANGST_BEVESTIGD = "ONTVANGST_BEVESTIGD"
    IN_BEOORDELING = "IN_BEOORDELING"
    BESLOTEN = "BESLOTEN"
    IN_DIENST = "IN_DIENST"
    OVERGEDRAGEN = "OVERGEDRAGEN"
    OMGEZET_IN_ADVIES = "OMGEZET_IN_ADVIES"
    MONITORING = "MONITORING"
    AFGESLOTEN = "AFGESLOTEN"


_S = MeldingStatus
ALLOWED_STEPS: Mapping[MeldingStatus, frozenset[MeldingStatus]] = {
    _S.INGEDIEND: frozenset({_S.ONTVANGST_BEVESTIGD}),
    _S.ONTVANGST_BEVESTIGD: frozenset({_S.IN_BEOORDELING}),
    _S.IN_BEOORDELING: frozenset({_S.BESLOTEN}),
    _S.BESLOTEN: frozenset({_S.IN_DIENST, _S.OVERGEDRAGEN, _S.OMGEZET_IN_ADVIES, _S.AFGESLOTEN}),
    # A service may end early: the family moved away, or somebody died (informatieprotocol 4.3).
    _S.IN_DIENST: frozenset({_S.OVERGEDRAGEN, _S.AFGESLOTEN}),
    _S.OVERGEDRAGEN: frozenset({_S.MONITORING, _S.AFGESLOTEN}),
    _S.OMGEZET_IN_ADVIES: frozenset({_S.AFGESLOTEN}),
    _S.MONITORING: frozenset({_S.AFGESLOTEN}),
    _S.AFGESLOTEN: frozenset(),
}
LABELS = {
    _S.INGEDIEND: "Ingediend",
    _S.ONTVANGST_BEVESTIGD: "Ontvangst bevestigd",
    _S.IN_BEOORDELING: "In beoordeling",
    _S.BESLOTEN: "Besloten",
    _S.IN_DIENST: "In een dienst",
    _S.OVERGEDRAGEN: "Overgedragen",
    _S.OMGEZET_IN_ADVIES: "Omgezet in advies",
    _S.MONITORING: "Monitoring",
    _S.AFGESLOTEN: "Afgesloten",
}
# Until then it is to be weighed, and nothing of it is ever erased.
UNDECIDED = frozenset({_S.INGEDIEND, _S.ONTVANGST_BEVESTIGD, _S.IN_BEOORDELING})
# What a decision leads to first (informatieprotocol 3.7), and which is followed for a longer time.
FIRST_AFTER: Mapping[Besluit, MeldingStatus] = {
    Besluit.ONDERZOEK: _S.IN_DIENST,
    Besluit.VOORWAARDEN_VERVOLG: _S.IN_DIENST,
    Besluit.OVERDRACHT_DERDEN: _S.OVERGEDRAGEN,
    Besluit.VTO_RVDK: _S.OVERGEDRAGEN,
    Besluit.OMGEZET_IN_ADVIES: _S.OMGEZET_IN_ADVIES,
    Besluit.GEEN_VERVOLG: _S.AFGESLOTEN,
}
MONITORED = frozenset({Besluit.ONDERZOEK, Besluit.VOORWAARDEN_VERVOLG})
# A weging makes these steps; no colleague makes them by hand.
BY_WEGING = frozenset({_S.BESLOTEN})


class StepRefused(ValueError):
    """This melding cannot make that step; it says from where to where."""


@dataclass(frozen=True)
class MeldingStep:
    """`by` None: the visitor, who submitted it. `number` counts from 1 within the melding. Without
    `why` it was made before steps had reasons."""

    to: MeldingStatus
    at: datetime
    by: int | None = None
    by_name: str = ""
    why: str = ""
    number: int = 0


def is_allowed(before: MeldingStatus, to: MeldingStatus, besluit: Besluit | None = None) -> bool:
    """By the table, and by the decision that counts: see FIRST_AFTER and MONITORED."""
    if to not in ALLOWED_STEPS[before]:
        return False
    if before is MeldingStatus.BESLOTEN:
        return besluit is not None and to is FIRST_AFTER[besluit]
    return to is not MeldingStatus.MONITORING or besluit in MONITORED


def check_step(before: MeldingStatus, to: MeldingStatus, besluit: Besluit | None = None) -> None:
    """Raises StepRefused."""
    if not is_allowed(before, to, besluit):
        raise StepRefused(f"{before.value} -> {to.value}")


def by_hand(before: MeldingStatus, besluit: Besluit | None) -> list[MeldingStatus]:
    """The steps that a colleague may make now, in the order of the table."""
    return [to for to in MeldingStatus if to not in BY_WEGING and is_allowed(before, to, besluit)]


def status_of(steps: Sequence[MeldingStep]) -> MeldingStatus:
    """`steps` in order; the first is always that it was submitted."""
    return steps[-1].to


def until_decision(before: MeldingStatus) -> list[MeldingStatus]:
    """The steps that are still to be made before a melding is being weighed."""
    order = [_S.ONTVANGST_BEVESTIGD, _S.IN_BEOORDELING]
    return order[order.index(before) + 1 :] if before in order else order
