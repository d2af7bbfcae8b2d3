"""Corrections in the visitor's own words."""

from __future__ import annotations

import pytest

from bot.melding.correction import find_correction

ANSWERS = {
    "direct_gevaar": "nee",
    "rol": "omstander",
    "wens": "advies",
    "wat_gebeurd": "geschreeuw",
    "kinderen": "ja",
    "leeftijden": [4, 7],
    "gemeente": "GM0439",
    "wanneer": "gisteren",
    "eerste_keer": "nee",
    "hoe_vaak": "elke_week",
}


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("nee, ik bedoelde Zaandam", "gemeente", "GM0479"),
        ("de gemeente is Amsterdam", "gemeente", "GM0363"),
        ("Amsterdam, niet Purmerend", "gemeente", "GM0363"),
        ("sorry, de leeftijden zijn 5 en 8", "leeftijden", [5, 8]),
        ("het is elke dag, niet elke week", "hoe_vaak", "elke_dag"),
    ],
)
def test_the_field_and_the_new_value_are_found(text: str, field: str, value: object) -> None:
    found = find_correction(text, ANSWERS)

    assert found is not None
    assert (found.field.name, found.value) == (field, value)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("de leeftijd klopt niet", "leeftijden"),
        ("dat verhaal was niet goed", "wat_gebeurd"),
        ("wanneer het was klopt niet", "wanneer"),
    ],
)
def test_a_field_named_without_a_new_value_is_asked_again(text: str, field: str) -> None:
    found = find_correction(text, ANSWERS)

    assert found is not None
    assert found.field.name == field
    assert found.value is None


def test_a_correction_of_nothing_in_particular_is_asked_about() -> None:
    assert find_correction("nee dat klopt niet helemaal", ANSWERS) is None


def test_what_has_no_answer_yet_cannot_be_corrected() -> None:
    assert find_correction("nee, ik bedoelde Zaandam", {"rol": "zelf"}) is None
