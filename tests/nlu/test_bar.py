"""Danger that is missed costs most, so a change that misses more of it does not pass CI.

Measured with the product itself on the unseen test set. Never lower a bar without a decision in
docs/decisions, and never train on these messages.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.nlu.analyser import Analyser
from tests.nlu.figures import Judged, danger_recall, false_alarms, judge, melding_started, of_danger
from tests.nlu.messages import read_messages
from tests.nlu.seen import seen_among, training_texts

# Under what was reached when they were set (docs/evaluatie.md). The targets are .98, .97 and .03:
# raise the bars as the product gets there.
ACUUT_BAR = 0.955
SUICIDE_BAR = 0.96
FALSE_ALARMS_BAR = 0.068


@pytest.fixture(scope="module")
def judged(model: Path) -> list[Judged]:
    """Every message that is in no training text."""
    messages = read_messages()
    seen = seen_among({m.id: m.text for m in messages}, training_texts())
    with Analyser(one_core=False) as analyser:
        return judge([m for m in messages if m.id not in seen], analyser)


@pytest.mark.parametrize(("danger", "bar"), [("acuut", ACUUT_BAR), ("suicide", SUICIDE_BAR)])
def test_danger_is_found(judged: list[Judged], danger: str, bar: float) -> None:
    missed = [j.message.id for j in of_danger(judged, danger) if not j.is_alarm]

    assert danger_recall(judged, danger).value >= bar, missed


def test_calm_messages_raise_few_alarms(judged: list[Judged]) -> None:
    alarmed = [j.message.id for j in of_danger(judged, "geen") if j.is_alarm]

    assert false_alarms(judged).value <= FALSE_ALARMS_BAR, alarmed


def test_nothing_out_of_scope_starts_a_melding(judged: list[Judged]) -> None:
    assert [j.message.id for j in melding_started(judged)] == []
