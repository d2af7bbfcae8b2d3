"""Which question comes next, for every kind of visitor."""

from __future__ import annotations

from typing import Any

import pytest

from bot.melding.fields import fields_by_name
from bot.melding.melding import MeldingIncomplete, document, missing
from bot.melding.route import (
    Progress,
    Request,
    ask_anew,
    decide,
    may_stay_open,
    next_step,
    open_fields,
    previous_field,
    remaining,
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
    "vraag_doel": "wat_kan_ik_doen",
}
MELDER = {
    "betrokkenen": [{"wie": "Jan"}],
    "nog_iemand": "nee",
    "adres": "Dorpsstraat 1",
    "bron_feit": "zelf_gezien",
    "relatie": "buur",
    "melder_naam": "Anna",
    "melder_telefoon": "0612345678",
    "veilig_bereikbaar": "overdag",
    "openheid": "open",
    "informatie_niet_delen": "nee",
    "meer_vertellen": "nee",
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

    assert made["versie"] == 2
    assert not {"nog_iemand", "meer_vertellen"} & set(made["antwoorden"])
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


# ── more than is needed, and how far it still is ─────────────────────────────────────────────


def test_who_wants_to_tell_more_is_asked_more() -> None:
    asked = names(Step.AANVULLING, {**WHOLE, "meer_vertellen": "ja"})

    assert {"wie_in_huis", "hulp", "letsel", "verwachting"} <= set(asked)
    assert names(Step.AANVULLING, WHOLE) == []


def test_a_professional_is_asked_what_the_protocol_needs_and_no_more() -> None:
    answers = {**WHOLE, "rol": "professional", "meer_vertellen": "nee"}

    assert names(Step.AANVULLING, answers) == [
        "wie_in_huis", "hulp", "terugkoppeling", "aanleiding", "aard"
    ]  # fmt: skip


def test_another_person_is_asked_for_as_long_as_the_list_is_open() -> None:
    open_list = {**WHOLE, "nog_iemand": None}

    assert names(Step.MELDER, open_list) == ["nog_iemand"]
    assert names(Step.MELDER, {**open_list, "betrokkenen": None}) == ["betrokkenen"]


def test_a_list_that_is_corrected_asks_for_more_again() -> None:
    assert ask_anew("betrokkenen") == {"betrokkenen": None, "nog_iemand": None}


def test_how_many_questions_are_to_come_shrinks_with_every_answer() -> None:
    begun = remaining(Progress(KNOWN))

    assert begun == remaining(Progress({**KNOWN, "om_wie": "buren"})) + 1
    assert remaining(Progress(WHOLE)) == 1
    assert remaining(Progress({**WHOLE, "samenvatting_akkoord": "ja"}, submitted=True)) == 0


def test_something_dangerous_to_read_waits_for_a_person() -> None:
    decision = decide(Progress({**WHOLE, "informatie_niet_delen": "ja"}))

    assert decision.requests == (Request.MENS,)
    assert decision.step is None
    assert decision.changes["informatie_niet_delen"] is None


def test_the_meldcode_is_walked_anew_each_time_it_is_chosen() -> None:
    answers = {**TOLD, "rol": "professional", "vervolg_wens": "meldcode", "afweging_1": "ja"}

    decision = decide(Progress(answers, advice_given=True))

    assert decision.step is Step.MELDCODE
    assert decision.changes["afweging_1"] is None
    assert "utter_meldcode_nu" in decision.say


@pytest.mark.parametrize(
    ("name", "may"),
    [("hoe_vaak", True), ("rol", True), ("openheid", False), ("nu_veilig", False),
     ("direct_gevaar", False), ("om_wie", False)],
)  # fmt: skip
def test_only_a_question_that_nothing_hangs_on_may_stay_open(name: str, may: bool) -> None:
    assert may_stay_open(fields_by_name()[name], WHOLE) is may
