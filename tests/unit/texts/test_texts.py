"""The fixed texts: there, short, and without promises."""

from __future__ import annotations

import re

import pytest

from bot.reference.helplines import fill_numbers
from bot.texts.texts import TextMissing, Texts, written


@pytest.fixture
def texts() -> Texts:
    return Texts(fill_numbers)


def test_the_112_text_is_there_with_its_number(texts: Texts) -> None:
    assert "Bel 112." in texts("blok_r")


def test_113_is_named_in_the_text_for_suicide(texts: Texts) -> None:
    assert "113" in texts("blok_s")
    assert "0800-0113" in texts("blok_s")


def test_no_safety_text_promises_a_person_by_itself(texts: Texts) -> None:
    for name in written():
        if name.startswith("blok_") and not name.endswith("_medewerker"):
            assert "medewerker" not in texts(name), name


def test_no_text_promises_help_secrecy_or_speed() -> None:
    for name, text in written().items():
        for promise in (
            "onderweg",
            "beloof",
            "altijd geheim",
            "zo snel mogelijk",
            "binnen een uur",
        ):
            assert promise not in text, (name, promise)


def test_no_number_token_is_left_over(texts: Texts) -> None:
    for name, text in written().items():
        fillings = dict.fromkeys(re.findall(r"\{(\w+)\}", text), "x")
        assert "[[" not in texts(name, **fillings), name


def test_a_missing_text_is_named(texts: Texts) -> None:
    with pytest.raises(TextMissing, match="bestaat_niet"):
        texts("bestaat_niet")
