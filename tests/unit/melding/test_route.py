"""Which question comes next, for every kind of visitor."""

from __future__ import annotations

from typing import Any

import pytest

from bot.melding.fields import fields_by_name
from bot.melding.melding import MeldingIncomplete, document, missing
from bot.melding.route import (
    Progress,
    Request,
    decide,
    next_step,
    open_fields,
    previous_field,
    start_advice,
    start_melding,
)
from bot.melding.schema import Step

KNOWN = {"direct_gevaar": "nee", "rol": "omstander", "wens": "advies"}
TOLD = {
    **KNOWN,
    "wat_gebeurd": "geschreeuw",
    "om_wie": "buren",
    "kinderen": "nee",
    "wanneer": "gisteren",
    "eerste_keer": "ja",
    "gemeente": "GM0363",
}
MELDER = {
    "betrokkenen": "Jan",
    "adres": "Dorpsstraat 1",
    "bron_feit": "zelf_gezien",
    "relatie": "buur",
    "melder_naam": "Anna",
    "melder_telefoon": "0612345678",
    "veilig_bereikbaar": "overdag",
    "openheid": "open",
}
WHOLE = {**TOLD, "wens": "melding", "uitleg_gelezen": "ja", **MELDER}


def names(step: Step, answers: dict[str, Any]) -> list[str]:
    return [field.name for field in open_fields(step, answers)]


@pytest.mark.parametrize(
    ("answers", "step"),
    [
        ({}, Step.KENNISMAKING),
        (KNOWN, Step.SITUATIE),
        ({**KNOWN, "wens": "melding"}, Step.UITLEG),
        ({**KNOWN, "wens": "melding", "uitleg_gelezen": "ja"}, Step.SITUATIE),
        (TOLD, Step.ADVIES),
        ({**TOLD, "wens": "melding", "uitleg_gelezen": "ja"}, Step.MELDER),
        (WHOLE, Step.CONTROLE),
        ({**WHOLE, "samenvatting_akkoord": "ja"}, Step.KLAAR),
        ({"direct_gevaar": "nee", "rol": "kind"}, Step.SITUATIE),
        ({"direct_gevaar": "nee", "rol": "kind", "wat_gebeurd": "ruzie"}, Step.ADVIES),
    ],
)
def test_the_next_part_follows_from_the_answers(answers: dict[str, Any], step: Step) -> None:
    assert next_step(Progress(answers)) is step


def test_after_the_advice_the_visitor_is_asked_what_now() -> None:
    assert next_step(Progress(TOLD, advice_given=True)) is Step.VERVOLG


def test_ages_are_asked_only_when_there_are_children() -> None:
    assert "leeftijden" in names(Step.SITUATIE, {**KNOWN, "kinderen": "ja"})
    assert "leeftijden" not in names(Step.SITUATIE, {**KNOWN, "kinderen": "nee"})


def test_a_professional_is_asked_about_the_meldcode() -> None:
    assert "meldcode_stap" in names(Step.SITUATIE, {**KNOWN, "rol": "professional"})
    assert "meldcode_stap" not in names(Step.SITUATIE, KNOWN)


def test_a_professional_who_is_not_open_gives_one_of_the_legal_grounds() -> None:
    answers = {**WHOLE, "rol": "professional", "openheid": "niet_bekend"}

    assert "openheid_grond" in names(Step.MELDER, answers)
    assert "openheid_reden" not in names(Step.MELDER, answers)


def test_a_child_is_asked_two_questions_at_most() -> None:
    answers = {"direct_gevaar": "nee", "rol": "kind"}

    assert names(Step.SITUATIE, answers) == ["wat_gebeurd"]


def test_not_knowing_is_an_answer_for_advice_and_none_for_what_a_melding_needs() -> None:
    answers = {**TOLD, "om_wie": "weet_niet"}

    assert "om_wie" not in names(Step.SITUATIE, answers)
    assert "om_wie" in names(Step.SITUATIE, {**answers, "wens": "melding"})


def test_wanting_a_melding_asks_again_what_is_unknown_and_needed() -> None:
    assert start_melding({**TOLD, "om_wie": "weet_niet"}) == {"om_wie": None, "wens": "melding"}


def test_wanting_advice_drops_what_only_a_melding_may_hold() -> None:
    dropped = start_advice(WHOLE)

    assert dropped["wens"] == "advies"
    assert set(dropped) == {"wens", "uitleg_gelezen", *MELDER}


@pytest.mark.parametrize(
    ("answer", "request_"),
    [
        ({"stop_zeker": "ja"}, Request.STOPPEN),
        ({"uitleg_gelezen": "mens"}, Request.MENS),
        ({"vervolg_wens": "mens"}, Request.MENS),
    ],
)
def test_some_answers_ask_something_of_the_service(
    answer: dict[str, str], request_: Request
) -> None:
    decision = decide(Progress({**TOLD, "wens": "melding", **answer}))

    assert decision.requests == (request_,)
    assert decision.step is None


def test_a_steering_answer_is_used_once() -> None:
    for answer in ({"stop_zeker": "nee"}, {"nu_veilig": "ja"}, {"vervolg_wens": "klaar"}):
        (name,) = answer
        assert decide(Progress({**TOLD, **answer})).changes[name] is None


def test_no_to_the_explanation_leads_back_to_advice() -> None:
    decision = decide(Progress({**KNOWN, "wens": "melding", "uitleg_gelezen": "nee"}))

    assert decision.changes == {"uitleg_gelezen": None, "wens": "advies"}
    assert decision.step is Step.SITUATIE
    assert decision.say == ("utter_eerst_advies",)


def test_a_chosen_correction_empties_that_answer_and_the_agreement() -> None:
    answers = {**WHOLE, "samenvatting_akkoord": "ja", "te_corrigeren": "gemeente"}

    decision = decide(Progress(answers))

    assert decision.changes["gemeente"] is None
    assert decision.changes["samenvatting_akkoord"] is None
    assert decision.step is Step.SITUATIE


def test_agreement_submits() -> None:
    decision = decide(Progress({**WHOLE, "samenvatting_akkoord": "ja"}))

    assert decision.requests == (Request.INDIENEN,)


def test_after_submission_nothing_is_asked_or_submitted_again() -> None:
    decision = decide(Progress({**WHOLE, "samenvatting_akkoord": "ja"}, submitted=True))

    assert decision.step is None
    assert decision.requests == ()


def test_going_back_finds_the_last_answered_question() -> None:
    before = previous_field("wanneer", {k: v for k, v in TOLD.items() if k != "wanneer"})

    assert before is not None
    assert before.name == "kinderen"
    assert previous_field("direct_gevaar", {}) is None


# ── the melding itself ───────────────────────────────────────────────────────────────────────


def test_a_whole_melding_becomes_a_document() -> None:
    made = document({**WHOLE, "samenvatting_akkoord": "ja", "nu_veilig": "ja"})

    assert made["versie"] == 1
    assert made["antwoorden"]["melder_naam"] == "Anna"
    assert "nu_veilig" not in made["antwoorden"]


@pytest.mark.parametrize(
    "without", ["melder_naam", "melder_telefoon", "uitleg_gelezen", "samenvatting_akkoord"]
)
def test_a_melding_without_what_it_needs_is_refused(without: str) -> None:
    answers = {**WHOLE, "samenvatting_akkoord": "ja"}
    del answers[without]

    with pytest.raises(MeldingIncomplete):
        document(answers)


@pytest.mark.parametrize("field", ["uitleg_gelezen", "samenvatting_akkoord"])
def test_a_melding_without_a_yes_is_refused(field: str) -> None:
    with pytest.raises(MeldingIncomplete):
        document({**WHOLE, "samenvatting_akkoord": "ja", field: "nee"})


def test_advice_can_never_become_a_document() -> None:
    with pytest.raises(MeldingIncomplete):
        document({**WHOLE, "samenvatting_akkoord": "ja", "wens": "advies"})


def test_what_is_missing_is_named() -> None:
    lacking = [field.name for field in missing({**TOLD, "wens": "melding"})]

    assert "melder_naam" in lacking
    assert all(fields_by_name()[name].required for name in lacking)
