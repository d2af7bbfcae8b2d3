"""Answers that are lists: several choices, several people, and "nog iemand?"."""

from __future__ import annotations

from typing import Any

import pytest

from bot.melding.fields import fields_by_name
from bot.melding.kind import Unclear
from bot.melding.kinds import of_button, read, show
from bot.melding.several import NO_MORE, extended, is_complete

F = fields_by_name()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("slaan en schelden", ["lichamelijk", "psychisch"]),
        ("schelden, maar ook geld afpakken", ["psychisch", "geld"]),
        ("Misbruik van geld of spullen", ["geld"]),
        ("niet slaan, wel uitschelden", ["psychisch"]),
        ("weet ik niet", "weet_niet"),
    ],
)
def test_all_choices_that_a_text_names_are_read(text: str, values: Any) -> None:
    assert read(F["aard"], text) == values


def test_a_text_that_names_no_choice_is_refused() -> None:
    with pytest.raises(Unclear):
        read(F["aard"], "hoe bedoel je dat precies")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Sanne Bos", [{"wie": "Sanne Bos"}]),
        ("Sanne Bos van 34", [{"wie": "Sanne Bos van 34", "leeftijd": 34}]),
        (
            "Sanne Bos (34) en haar zoon Tijn van 6",
            [
                {"wie": "Sanne Bos (34)", "leeftijd": 34},
                {"wie": "haar zoon Tijn van 6", "leeftijd": 6, "geslacht": "man"},
            ],
        ),
        (
            "opa Gerrit, 81\nzijn dochter Wil; baby Noor",
            [
                {"wie": "opa Gerrit, 81", "leeftijd": 81, "geslacht": "man"},
                {"wie": "zijn dochter Wil", "geslacht": "vrouw"},
                {"wie": "baby Noor", "leeftijd": 0},
            ],
        ),
        # Which of the two is 45 does not show: no age rather than a wrong one.
        ("Karel en Ilja Wiersma, 45 en 43", [{"wie": "Karel en Ilja Wiersma, 45 en 43"}]),
        (
            "Toos Linssen (80) en Harrie Linssen (55)",
            [
                {"wie": "Toos Linssen (80)", "leeftijd": 80},
                {"wie": "Harrie Linssen (55)", "leeftijd": 55},
            ],
        ),
        ("Beekpoort 3 in Weert", [{"wie": "Beekpoort 3 in Weert"}]),
        ("Mo, 7 maanden", [{"wie": "Mo, 7 maanden", "leeftijd": 0}]),
    ],
)
def test_people_are_told_apart_only_where_the_words_do(
    text: str, people: list[dict[str, Any]]
) -> None:
    assert read(F["betrokkenen"], text) == people


@pytest.mark.parametrize(
    "text",
    ["nee", "Nee hoor, dit is iedereen", "dat was het", "niemand meer", "verder niemand", "klaar"],
)
def test_no_more_is_said_in_many_ways(text: str) -> None:
    assert read(F["nog_iemand"], text) == NO_MORE


def test_who_names_another_at_once_is_understood() -> None:
    said = read(F["nog_iemand"], "ja, haar zusje Lize van 3")

    assert said == [{"wie": "haar zusje Lize van 3", "leeftijd": 3, "geslacht": "vrouw"}]
    assert extended([{"wie": "Tijn"}], said) == [{"wie": "Tijn"}, *said]


def test_what_is_in_a_list_is_not_added_twice() -> None:
    assert extended(["geld"], ["psychisch", "geld"]) == ["geld", "psychisch"]
    assert extended("Hij schold.", "Hij sloeg.") == "Hij schold.\nHij sloeg."


def test_only_several_at_once_make_a_list_complete() -> None:
    assert is_complete([{"wie": "Tijn"}, {"wie": "Lize"}])
    assert not is_complete([{"wie": "Tijn"}])
    assert not is_complete("Tijn en Lize")


def test_a_button_of_a_list_gives_a_list() -> None:
    assert of_button(F["aard"], "geld") == ["geld"]
    assert of_button(F["nog_aard"], "geld") == ["geld"]
    assert of_button(F["nog_aard"], "nee") == "nee"
    assert of_button(F["aard"], "weet_niet") == "weet_niet"
    assert of_button(F["rol"], "zelf") == "zelf"


def test_lists_are_shown_in_words() -> None:
    assert (
        show(F["aard"], ["lichamelijk", "geld"])
        == "Slaan of pijn doen, Misbruik van geld of spullen"
    )
    assert show(F["aard"], "weet_niet") == "Weet ik niet"
    assert (
        show(F["betrokkenen"], [{"wie": "Tijn"}, {"wie": "Lize, 3", "leeftijd": 3}])
        == "Tijn; Lize, 3"
    )
    assert show(F["hulp"], ["het wijkteam", "een therapeut"]) == "het wijkteam; een therapeut"


@pytest.mark.parametrize("value", ["geen", "weet_niet", "liever_niet", ["a", "b"]])
def test_who_has_nothing_or_named_several_is_not_asked_for_another(value: Any) -> None:
    assert is_complete(value)


def test_that_there_is_none_is_an_answer_to_a_list() -> None:
    assert read(F["hulp"], "er is geen hulp") == "geen"
    assert show(F["hulp"], "geen") == "Er is geen hulp"
    assert read(F["hulp"], "het wijkteam; een therapeut") == ["het wijkteam", "een therapeut"]
