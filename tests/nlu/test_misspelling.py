"""Misspelling makes errors that Dutch people make, one a sentence."""

from __future__ import annotations

import re
from random import Random

import pytest

from tests.nlu.misspelling import misspelt, wrong_words

TEXT = "Mijn dochter wordt vaak gepest door haar broer. Zij durft niets te zeggen! Wat nu?"


def chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - no secret


@pytest.mark.parametrize(
    ("word", "wrong", "kind"),
    [
        ("wordt", "word", "dt"),
        ("gebeurd", "gebeurt", "dt"),
        ("altijd", "alteid", "ei/ij"),
        ("blauw", "blouw", "au/ou"),
        ("slaat", "slat", "dubbele klinker"),
        ("bellen", "belen", "dubbele medeklinker"),
        ("buurvrouw", "buur vrouw", "los"),
        ("nacht", "nagt", "ch/g"),
        ("zegt", "zecht", "ch/g"),
        ("Zus", "Sus", "s/z"),
        ("vader", "fader", "f/v"),
        ("contact", "kontact", "c/k"),
        ("niet", "nie", "spreektaal"),
        ("lopen", "lope", "spreektaal"),
        ("kinderen", "kindren", "letter weg"),
    ],
)
def test_a_rule_makes_the_error(word: str, wrong: str, kind: str) -> None:
    assert (kind, wrong) in set(wrong_words(word))


def test_every_sentence_has_one_wrong_word() -> None:
    for seed in range(50):
        made = misspelt(TEXT, chance(seed))
        before, after = re.split(r"(?<=[.!?]) ", TEXT), re.split(r"(?<=[.!?]) ", made)
        for was, has in zip(before, after, strict=True):
            kept = set(was.split()) & set(has.split())
            assert 0 < len(was.split()) - len(kept) <= 2, made  # two when they are joined


def test_a_seed_makes_the_same_errors_again() -> None:
    assert misspelt(TEXT, chance(4)) == misspelt(TEXT, chance(4))
    assert len({misspelt(TEXT, chance(seed)) for seed in range(20)}) > 15


@pytest.mark.parametrize("text", ["", "06 12", "?!", "ok", "a@b.nl 1234 AB"])
def test_what_has_no_word_stays(text: str) -> None:
    assert misspelt(text, chance(1)) == text


def test_addresses_and_numbers_stay() -> None:
    made = misspelt("Mail naar piet@voorbeeld.nl of bel 0800-2000.", chance(2))

    assert "piet@voorbeeld.nl" in made
    assert "0800-2000" in made
