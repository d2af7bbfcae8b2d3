"""Figures on messages that are invented here, judged by a fake analysis."""

from __future__ import annotations

from typing import Any

import pytest

from tests.nlu import figures, masking
from tests.nlu.figures import Judged
from tests.nlu.loss import losses
from tests.nlu.messages import Labels, Marked, Message

NOTHING: dict[str, Any] = {
    "gevaar": "geen", "behoefte": "advies", "onderwerp": None, "vormen": [], "rol": "onbekend",
    "intent": "vertel_zorg",
}  # fmt: skip


def judged(said: dict[str, Any], *, second: dict[str, Any] | None = None, **labels: Any) -> Judged:
    """A message with `labels` of which the program says `said`; the rest is NOTHING."""
    own = labels_of(labels)
    other = labels_of({**labels, **(second or {})})
    message = Message("hand_9:1", "de buurman roept vaak", "neutraal", own, own, other)
    return Judged(message, {**NOTHING, **said})


def labels_of(given: dict[str, Any]) -> Labels:
    row = {**{k: v for k, v in NOTHING.items() if k != "intent"}, **given}
    return Labels(**{**row, "vormen": frozenset(row["vormen"])})


def test_danger_is_found_at_any_level_and_told_exactly_apart() -> None:
    those = [
        judged({"gevaar": "acuut"}, gevaar="suicide"),
        judged({"gevaar": "suicide"}, gevaar="suicide"),
        judged({}, gevaar="suicide"),
        judged({"gevaar": "acuut"}, gevaar="acuut"),
    ]

    assert figures.danger_recall(those, "suicide").value == pytest.approx(2 / 3)
    assert figures.exact_danger(those, "suicide").value == pytest.approx(1 / 3)
    assert figures.danger_recall(those).value == pytest.approx(3 / 4)


def test_false_alarms_are_of_calm_messages_only() -> None:
    those = [judged({"gevaar": "acuut"}), judged({}), judged({}, gevaar="acuut")]

    assert figures.false_alarms(those).value == 0.5


def test_the_topic_is_measured_on_questions_only() -> None:
    those = [
        judged({"onderwerp": "kosten"}, behoefte="informatie", onderwerp="kosten"),
        judged({}, behoefte="informatie", onderwerp="termijn"),
        judged({}),
    ]

    found = figures.accuracy(those, "onderwerp")

    assert (found.value, found.count) == (0.5, 2)


def test_either_labeller_may_be_right_but_nothing_never_is() -> None:
    own = {"behoefte": "informatie", "onderwerp": "kosten"}
    told = judged({"rol": "kind"}, second={"rol": "kind"}, rol="omstander")
    silent = judged({}, second={"behoefte": "advies", "onderwerp": None}, **own)

    assert figures.accuracy([told], "rol").value == 0
    assert figures.accuracy_for_either([told], "rol").value == 1
    assert figures.accuracy_for_either([silent], "onderwerp").value == 0


def test_forms_are_counted_over_all_messages_together() -> None:
    those = [
        judged({"vormen": ["stalking"]}, vormen=["stalking", "psychisch"]),
        judged({"vormen": ["vgv"]}, vormen=[]),
    ]

    assert figures.forms_f1(those).value == pytest.approx(0.5)
    recall = {row.form: row.recall for row in figures.per_form(those)}
    assert recall == {"stalking": 1.0, "psychisch": 0.0}


def test_out_of_scope_may_not_start_a_melding() -> None:
    homework = judged({"behoefte": "buiten_scope"}, behoefte="buiten_scope")
    report = judged({"behoefte": "melding"}, behoefte="buiten_scope")
    by_intent = judged({"intent": "wil_melden"}, behoefte="buiten_scope")

    assert figures.need_recall([homework, report], "buiten_scope").value == 0.5
    assert figures.melding_started([homework, report, by_intent]) == [report, by_intent]


def test_confusions_name_messages_and_not_their_words() -> None:
    wrong = judged({"behoefte": "mens"}, behoefte="melding")

    assert figures.confusions([wrong], "behoefte") == [("melding", "mens", ["hand_9:1"])]


def test_the_loss_is_what_misspelling_takes() -> None:
    message = judged({}, gevaar="acuut").message

    def careful(texts: Any) -> list[dict[str, Any]]:
        levels = ["acuut" if text == message.text else "geen" for text in texts]
        return [{**NOTHING, "gevaar": level} for level in levels]

    right = figures.judge([message, message], careful)
    lost = {loss.name: loss.lost.value for loss in losses(right, careful) if loss.lost}

    assert lost["gevaar gevonden"] == 1
    assert lost["behoefte"] == 0


def test_the_masker_is_measured_by_characters_and_by_whole_pieces() -> None:
    marked = [
        Marked("pii:1", "Ik heet Wolf Berg.", ((8, 17, "PERSOON"),)),
        Marked("pii:2", "hoi", ()),
    ]

    def first_name(text: str) -> list[tuple[int, int]]:
        return [(8, 12)] if "Wolf" in text else [(0, 3)]

    assert masking.covered_characters(marked, first_name).value == pytest.approx(4 / 9)
    assert masking.whole_spans(marked, first_name).value == 0
    assert masking.wrongly_masked_words(marked, first_name).value == 1
