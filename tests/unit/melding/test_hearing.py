"""What a message means while a question is open. Intent and confidence come from the model."""

from __future__ import annotations

from typing import Any

import pytest

from bot.melding.fields import fields_by_name
from bot.melding.hearing import hear, why_unclear

F = fields_by_name()
ADVICE = {"rol": "omstander", "wens": "advies"}
MELDING = {"rol": "omstander", "wens": "melding", "uitleg_gelezen": "ja"}


def heard(
    field: str | None, text: str, intent: str, confidence: float, answers: dict[str, Any] = ADVICE
) -> tuple[str, dict[str, Any]]:
    found = hear(F[field] if field else None, text, intent, confidence, answers)
    return found.intent, dict(found.answers)


@pytest.mark.parametrize(
    ("field", "text", "intent", "value"),
    [
        ("kinderen", "nee", "ontkennen", "nee"),
        ("kinderen", "jep", "bevestigen", "ja"),
        ("wens", "doe maar een melding", "wil_melden", "melding"),
        ("gemeente", "in Zaandam", "afscheid", "GM0479"),
        ("wanneer", "gisteren nog", "ben_je_er", "gisteren nog"),
        ("om_wie", "mijn buurvrouw", "gegeven", "mijn buurvrouw"),
        ("direct_gevaar", "geen idee", "weet_niet", "weet_niet"),
        ("om_wie", "geen idee", "weet_niet", "weet_niet"),
        ("om_wie", "zeg ik liever niet", "liever_niet", "liever_niet"),
        ("afweging_1", "weet ik nog niet", "weet_niet", "weet_niet"),
        ("openheid", "weet ik nog niet", "weet_niet", "eerst_overleg"),
        ("openheid", "liever niet hoor", "liever_niet", "niet_bekend"),
        ("hulp", "nog geen hulp", "ontkennen", "geen"),
        ("terugkoppeling", "maakt niet uit", "weet_niet", "maakt_niet_uit"),
    ],
)
def test_an_answer_to_the_open_question_is_an_answer(
    field: str, text: str, intent: str, value: Any
) -> None:
    assert heard(field, text, intent, 0.7) == ("antwoord", {field: value})


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("3 en 6", [3, 6]),
        ("ja van 9", [9]),
        ("ja, een zoon van 14", [14]),
        ("ja, 2", None),
        ("1 baby", None),
    ],
)
def test_ages_that_come_with_the_children_are_not_asked_again(text: str, ages: Any) -> None:
    _, answers = heard("kinderen", text, "gegeven", 0.7)

    assert answers.get("leeftijden") == ages


@pytest.mark.parametrize(
    ("field", "text", "intent", "confidence"),
    [
        ("wat_gebeurd", "wat doen jullie met mijn gegevens?", "vraag_privacy", 0.5),
        ("wat_gebeurd", "ik wil een mens spreken", "wil_mens", 0.9),
        ("om_wie", "hallo", "groet", 0.9),
        ("kinderen", "kan ik anoniem blijven?", "vraag_anoniem", 0.8),
        ("kinderen", "hoezo vraag je dat", "waarom_vraag", 0.6),
        ("gemeente", "ik wil stoppen", "stoppen", 0.9),
        ("openheid", "nee wacht, het was niet Almere maar Lelystad", "corrigeren", 0.8),
    ],
)
def test_something_else_than_an_answer_keeps_its_own_meaning(
    field: str, text: str, intent: str, confidence: float
) -> None:
    assert heard(field, text, intent, confidence) == (intent, {})


def test_a_story_told_at_another_question_is_kept_as_what_happened() -> None:
    text = "mijn buurman slaat zijn vrouw en ik hoor de kinderen huilen"

    assert heard("direct_gevaar", text, "vertel_zorg", 0.6) == ("verhaal", {"wat_gebeurd": text})


def test_a_second_story_is_added_to_the_first() -> None:
    answers = {**ADVICE, "wat_gebeurd": "hij slaat haar"}

    intent, found = heard(
        "kinderen", "en hij heeft haar ook opgesloten", "vertel_zorg", 0.6, answers
    )

    assert intent == "verhaal"
    assert found["wat_gebeurd"] == "hij slaat haar\nen hij heeft haar ook opgesloten"


def test_a_long_story_is_the_answer_even_when_it_holds_a_question() -> None:
    text = (
        "Gisteren sloeg hij haar weer, dat doet hij al jaren, en de kinderen zaten erbij te "
        "huilen op de bank, wat kan ik daar nou aan doen als buurvrouw?"
    )

    assert heard("wat_gebeurd", text, "wil_advies", 0.9)[0] == "antwoord"


@pytest.mark.parametrize("field", ["melder_naam", "melder_telefoon", "betrokkenen"])
def test_what_a_melding_needs_cannot_be_left_unknown(field: str) -> None:
    assert heard(field, "weet ik niet", "weet_niet", 0.95, MELDING)[0] == "onduidelijk"


def test_without_an_open_question_a_message_means_what_it_says() -> None:
    assert heard(None, "dankjewel", "bedankt", 0.9) == ("bedankt", {})
    assert heard(None, "blub", "boos", 0.1) == ("onduidelijk", {})


def test_without_an_open_question_a_story_is_kept() -> None:
    text = "mijn zusje wordt elke dag uitgescholden"

    assert heard(None, text, "vertel_zorg", 0.6) == ("vertel_zorg", {"wat_gebeurd": text})


@pytest.mark.parametrize(
    ("field", "text", "intent", "answers", "reason"),
    [
        ("gemeente", "Hogwarts", "gegeven", ADVICE, "plaats_onbekend"),
        ("gemeente", "Bergen", "gegeven", ADVICE, "plaats_dubbel"),
        ("leeftijden", "jong", "gegeven", ADVICE, "geen_leeftijd"),
        ("kinderen", "bloemkool", "buiten_scope", ADVICE, "kies"),
        ("melder_telefoon", "weet ik niet", "weet_niet", MELDING, "nodig"),
        ("melder_naam", "die geef ik niet", "liever_niet", MELDING, "nodig"),
    ],
)
def test_the_reason_for_asking_again_is_known(
    field: str, text: str, intent: str, answers: dict[str, Any], reason: str
) -> None:
    assert why_unclear(F[field], text, intent, answers).reason == reason


def test_an_answer_that_tells_a_story_besides_gives_both() -> None:
    text = "nee, maar mijn buurman slaat zijn vrouw en dat hoor ik bijna elke avond"

    intent, found = heard("direct_gevaar", text, "vertel_zorg", 0.9)

    assert intent == "antwoord"
    assert found == {"direct_gevaar": "nee", "wat_gebeurd": text}


def test_what_may_be_a_story_beside_an_answer_is_asked_for_again() -> None:
    text = "het gaat om iemand anders, ik lig er al weken van wakker en mijn hoofd zit vol"

    intent, found = heard("rol", text, "vertel_eigen_situatie", 0.6)

    assert intent == "antwoord"
    assert found == {"rol": "omstander"}


def test_who_tells_of_violence_is_never_turned_away() -> None:
    told = "mijn zus Geheimnaam wordt geslagen in Ede"

    assert heard(None, told, "buiten_scope", 0.95)[0] == "vertel_zorg"
    assert heard("wens", told, "buiten_scope", 0.95)[0] == "verhaal"
    assert heard(None, "zet een wekker voor zeven uur", "buiten_scope", 0.95)[0] == "buiten_scope"


def test_who_chose_a_melding_may_tell_what_little_seems_to_belong_here() -> None:
    told = "mijn zwager heeft mijn fiets verkocht en lacht mij erom uit"

    assert heard("wat_gebeurd", told, "buiten_scope", 0.7, MELDING)[1] == {"wat_gebeurd": told}
    assert heard("wat_gebeurd", told, "buiten_scope", 0.95, MELDING) == ("buiten_scope", {})
    assert heard("wat_gebeurd", told, "buiten_scope", 0.7, ADVICE) == ("buiten_scope", {})
