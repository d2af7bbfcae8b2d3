"""The table of states of a melding, walked completely."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

import pytest

from bot.casework.melding_status import (
    ALLOWED_STEPS,
    BY_WEGING,
    FIRST_AFTER,
    LABELS,
    UNDECIDED,
    MeldingStatus,
    MeldingStep,
    StepRefused,
    by_hand,
    check_step,
    is_allowed,
    status_of,
    until_decision,
)
from bot.casework.weging import Besluit

# Written out once more: a change of the table must be a decision. Before a decision counts:
BEFORE = {("INGEDIEND", "ONTVANGST_BEVESTIGD"), ("ONTVANGST_BEVESTIGD", "IN_BEOORDELING")}
# With the decision that counts, from then on:
SERVICE = {
    ("BESLOTEN", "IN_DIENST"), ("IN_DIENST", "OVERGEDRAGEN"), ("IN_DIENST", "AFGESLOTEN"),
    ("OVERGEDRAGEN", "MONITORING"), ("OVERGEDRAGEN", "AFGESLOTEN"), ("MONITORING", "AFGESLOTEN"),
}  # fmt: skip
HANDED_OVER = {("BESLOTEN", "OVERGEDRAGEN"), ("OVERGEDRAGEN", "AFGESLOTEN")}
FROM_BESLOTEN = {
    Besluit.ONDERZOEK: SERVICE,
    Besluit.VOORWAARDEN_VERVOLG: SERVICE,
    Besluit.OVERDRACHT_DERDEN: HANDED_OVER,
    Besluit.VTO_RVDK: HANDED_OVER,
    Besluit.OMGEZET_IN_ADVIES: {("BESLOTEN", "OMGEZET_IN_ADVIES")},
    Besluit.GEEN_VERVOLG: {("BESLOTEN", "AFGESLOTEN")},
}
PAIRS = list(itertools.product(MeldingStatus, MeldingStatus))


@pytest.mark.parametrize("besluit", [None, *Besluit])
@pytest.mark.parametrize(("before", "to"), PAIRS)
def test_every_pair_of_states_is_allowed_or_refused(
    before: MeldingStatus, to: MeldingStatus, besluit: Besluit | None
) -> None:
    step = (before.value, to.value)
    allowed = BEFORE | {("IN_BEOORDELING", "BESLOTEN")}
    if besluit:
        allowed |= FROM_BESLOTEN[besluit]
        # A service or a hand-over that was begun can go on, whatever state it is asked from.
        allowed |= {("IN_DIENST", "OVERGEDRAGEN"), ("IN_DIENST", "AFGESLOTEN")}
        allowed |= {("OVERGEDRAGEN", "AFGESLOTEN"), ("MONITORING", "AFGESLOTEN")}
        allowed |= {("OMGEZET_IN_ADVIES", "AFGESLOTEN")}
    if besluit is None:
        allowed |= {(a.value, b.value) for a, b in PAIRS if a in AFTER and b in ALLOWED_STEPS[a]}
        allowed -= {("OVERGEDRAGEN", "MONITORING")}

    assert is_allowed(before, to, besluit) is (step in allowed)
    if step in allowed:
        check_step(before, to, besluit)
    else:
        with pytest.raises(StepRefused, match=f"{before.value} -> {to.value}"):
            check_step(before, to, besluit)


AFTER = set(MeldingStatus) - UNDECIDED - {MeldingStatus.BESLOTEN}


def test_the_table_names_every_state_and_every_decision() -> None:
    assert set(ALLOWED_STEPS) == set(LABELS) == set(MeldingStatus)
    assert set(FIRST_AFTER) == set(Besluit)


@pytest.mark.parametrize("besluit", Besluit)
def test_every_decision_leads_to_the_end_and_no_step_leads_back(besluit: Besluit) -> None:
    seen: list[MeldingStatus] = []
    now = {MeldingStatus.INGEDIEND}
    while now:
        assert not now & set(seen)
        seen += now
        now = {to for one in now for to in MeldingStatus if is_allowed(one, to, besluit)} - set(
            seen
        )

    assert MeldingStatus.AFGESLOTEN in seen
    assert not ALLOWED_STEPS[MeldingStatus.AFGESLOTEN]


def test_only_a_weging_decides() -> None:
    for before, besluit in itertools.product(MeldingStatus, [None, *Besluit]):
        assert not BY_WEGING & set(by_hand(before, besluit))
    assert by_hand(MeldingStatus.IN_BEOORDELING, None) == []
    assert by_hand(MeldingStatus.BESLOTEN, Besluit.ONDERZOEK) == [MeldingStatus.IN_DIENST]


@pytest.mark.parametrize("besluit", Besluit)
def test_monitoring_is_only_after_a_service(besluit: Besluit) -> None:
    allowed = MeldingStatus.MONITORING in by_hand(MeldingStatus.OVERGEDRAGEN, besluit)

    assert allowed is (besluit in {Besluit.ONDERZOEK, Besluit.VOORWAARDEN_VERVOLG})


def test_where_a_melding_stands_is_its_last_step() -> None:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    steps = [MeldingStep(MeldingStatus.INGEDIEND, at), MeldingStep(MeldingStatus.BESLOTEN, at, 1)]

    assert status_of(steps) is MeldingStatus.BESLOTEN
    assert status_of(steps[:1]) is MeldingStatus.INGEDIEND


def test_who_weighs_makes_the_steps_that_were_not_made() -> None:
    received, weighed = MeldingStatus.ONTVANGST_BEVESTIGD, MeldingStatus.IN_BEOORDELING

    assert until_decision(MeldingStatus.INGEDIEND) == [received, weighed]
    assert until_decision(received) == [weighed]
    assert until_decision(weighed) == []
