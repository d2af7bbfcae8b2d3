"""Which questions a story answers, and what is said about it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.melding.fields import fields_by_name
from bot.melding.from_story import FILLED_BY, said_back, sentence_of, taken_from_story
from bot.melding.route import is_steering, open_fields
from bot.melding.schema import Stage, Step

STORY = (
    "Mijn zus wordt al twee jaar geslagen door haar man in Zaandam, gisteren met een fles. "
    "De kinderen (4 en 7) zien het."
)
BYSTANDER = {"direct_gevaar": "nee", "rol": "omstander", "wens": "advies", "wat_gebeurd": STORY}


def taken(answers: dict[str, Any], *before: str, step: Step = Step.SITUATIE) -> dict[str, Any]:
    return {name: fact.value for name, fact in taken_from_story(step, answers, before).items()}


def test_a_story_answers_the_open_questions_of_this_part() -> None:
    assert taken(BYSTANDER) == {
        "om_wie": "mijn zus",
        "kinderen": "ja",
        "leeftijden": [4, 7],
        "wanneer": "gisteren",
        "eerste_keer": "nee",
        "gemeente": "GM0479",
    }


def test_an_answer_that_was_given_is_left_alone() -> None:
    found = taken({**BYSTANDER, "gemeente": "GM0228", "kinderen": "weet_niet"})

    assert "gemeente" not in found
    assert "kinderen" not in found
    assert "leeftijden" not in found


def test_what_was_taken_back_is_not_taken_again() -> None:
    assert "leeftijden" not in taken(BYSTANDER, "leeftijden")


def test_a_victim_is_asked_who_does_it() -> None:
    answers = {"rol": "zelf", "wens": "advies", "wat_gebeurd": "Mijn man slaat me al jaren."}

    assert taken(answers) == {"om_wie": "mijn man", "wanneer": "al jaren", "eerste_keer": "nee"}


def test_a_child_is_not_asked_these_questions() -> None:
    assert taken({"rol": "kind", "wat_gebeurd": STORY}) == {}


def test_how_the_melder_knows_them_waits_for_the_melding() -> None:
    melding = {**BYSTANDER, "wens": "melding", "uitleg_gelezen": "ja"}

    assert "relatie" not in taken(BYSTANDER)
    assert taken(melding, step=Step.MELDER) == {"relatie": "familie: mijn zus"}


@pytest.mark.parametrize("story", ["weet_niet", "liever_niet", None])
def test_without_a_story_nothing_is_taken(story: str | None) -> None:
    assert taken({**BYSTANDER, "wat_gebeurd": story}) == {}


def test_no_answer_that_steers_safety_or_consent_is_ever_filled() -> None:
    steering = {"direct_gevaar", "rol", "wens", "openheid", "besproken", "veilig_bereikbaar"}
    for name in FILLED_BY:
        field = fields_by_name()[name]
        assert name not in steering
        assert not field.strict
        assert not field.personal
        assert not is_steering(field)
        assert not any(choice.danger for choice in field.choices)
        assert field.stage is not Stage.GESPREK


def test_it_is_said_back_in_one_sentence() -> None:
    story = "Mijn zus wordt gisteren geslagen in Zaandam. De kinderen (4 en 7) zien het."
    answers = {**BYSTANDER, "wat_gebeurd": story, "om_wie": "mijn zus"}

    found = taken_from_story(Step.SITUATIE, answers, ())

    assert said_back(found) == (
        "Ik heb al opgeschreven: kinderen van 4 en 7 jaar, gisteren, gemeente Zaanstad. "
        "Klopt iets niet? Zeg het dan."
    )


def test_the_source_is_the_sentence_of_the_story() -> None:
    answers = {**BYSTANDER, **taken(BYSTANDER)}

    assert sentence_of("leeftijden", answers) == STORY.split(". ")[1]
    assert sentence_of("wanneer", {**answers, "wanneer": "vorig jaar"}) is None


def test_what_somebody_asks_for_is_taken_and_not_said_back() -> None:
    asked = {**BYSTANDER, "wat_gebeurd": "Mijn zus wordt geslagen door haar man. Wat kan ik doen?"}

    found = taken_from_story(Step.SITUATIE, asked, ())

    assert found["vraag_doel"].value == "wat_kan_ik_doen"
    assert "mijn zus" in said_back(found)
    assert "wat ik kan doen" not in said_back(found).casefold()
    assert said_back({"vraag_doel": found["vraag_doel"]}) == ""


def test_who_wants_a_melding_is_not_asked_what_advice_they_want() -> None:
    melding = {"rol": "omstander", "wens": "melding", "uitleg_gelezen": "ja"}

    assert "vraag_doel" not in {f.name for f in open_fields(Step.SITUATIE, melding)}
