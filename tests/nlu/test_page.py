"""docs/evaluatie.md tells figures and ids, and never what a message says."""

from __future__ import annotations

from math import isnan, nan

import pytest

from tests.nlu.figures import Judged
from tests.nlu.intervals import Figure
from tests.nlu.messages import read_messages
from tools.evaluation.measure import Measured, as_json, figures_of, from_json
from tools.evaluation.page import Evaluation, page
from tools.evaluation.rasa_default import analysis_of, intent_of
from tools.evaluation.targets import Target

RECALL = Target("acuut", "gevaar", 0.98)
ALARMS = Target("vals alarm", "vals alarm", 0.03, at_most=True)


@pytest.mark.parametrize(
    ("target", "figure", "verdict"),
    [
        (RECALL, Figure(0.99, 0.985, 1.0, 9), "ja"),
        (RECALL, Figure(0.99, 0.95, 1.0, 9), "ja, niet zeker"),
        (RECALL, Figure(0.97, 0.95, 0.99, 9), "**nee**"),
        (ALARMS, Figure(0.02, 0.01, 0.04, 9), "ja, niet zeker"),
        (ALARMS, Figure(0.02, nan, nan, 9), "ja"),
        (RECALL, None, "niet gemeten"),
    ],
)
def test_a_target_is_surely_reached_when_its_whole_interval_is(
    target: Target, figure: Figure | None, verdict: str
) -> None:
    assert target.verdict(figure) == verdict


def test_the_page_holds_no_message() -> None:
    wrong = {**analysis_of("wil_mens"), "rol": "onbekend"}
    judged = [Judged(message, wrong) for message in read_messages()[:60]]
    measured = Measured(judged, figures_of(judged), {})

    made = page(Evaluation("2026-01-01", measured, {}, ["hand_1:1"], "Eens."))

    assert "hand_1:2" in made
    assert "| direct gevaar gevonden" in made
    for j in judged:
        assert len(j.message.text) < 25 or j.message.text not in made, j.message.id


def test_figures_survive_being_kept() -> None:
    kept = {"mediaan": Figure(12.5, nan, nan, 3), "rol": Figure(0.5, 0.25, 0.75, 4)}

    again = from_json(as_json(kept))

    assert again["rol"] == kept["rol"]
    assert again["mediaan"].value == 12.5
    assert isnan(again["mediaan"].low)


@pytest.mark.parametrize(
    ("labels", "intent"),
    [
        ({"gevaar": "acuut", "behoefte": "advies"}, "gevaar_nu"),
        ({"gevaar": "geen", "behoefte": "advies", "rol": "kind"}, "vertel_zorg"),
        ({"gevaar": "geen", "behoefte": "informatie", "onderwerp": "kosten"}, "vraag_kosten"),
        ({"gevaar": "geen", "behoefte": "sociaal"}, "sociaal"),
    ],
)  # fmt: skip
def test_labels_become_an_intent_that_says_the_same(labels: dict[str, str], intent: str) -> None:
    assert intent_of(labels) == intent
    if labels["gevaar"] == "geen":
        assert analysis_of(intent)["behoefte"] == labels["behoefte"]
