"""Text as typed on a phone becomes plain words, and plain words stay as they are."""

from __future__ import annotations

import pytest

from bot.danger.normalise import normalise
from bot.danger.sentences import sentences


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Hij SLAAT me", "hij slaat mij"),
        ("me broer", "mijn broer"),
        ("'k wil nie meer", "ik wil niet meer"),
        ("m'n  ma's", "mijn mas"),
        ("nuuuuu!!!", "nu"),
        ("één café", "een cafe"),
        ("h e l p", "help"),
        ("sl44n", "slaan"),
        ("vm0rd", "vmord"),
        ("3 kinderen van 10", "3 kinderen van 10"),
        ("hij heeft een 🔪", "hij heeft een mes"),
        ("bang; (heel bang) -- nu", "bang , heel bang , nu"),
        (", , ,", ""),
        ("hallo,", "hallo"),
        ("hy blyft", "hij blijft"),
        ("baby typt", "baby typt"),
        ("doorelkaar", "door elkaar"),
        ("geslage", "geslagen"),
        ("gesalgen", "geslagen"),
        ("pistol", "pistool"),
        ("schreuwt", "schreeuwt"),
        ("ze zei niks", "zij zei niets"),
        ("zero\u200bwidth", "zerowidth"),
        ("slааt mama", "slaat mama"),
        ("допоможіть", "допоможіть"),
        ("app", "app"),
    ],
)
def test_what_is_typed_gets_its_usual_spelling(typed: str, plain: str) -> None:
    assert normalise(typed) == plain


@pytest.mark.parametrize(
    "word",
    ["niemand", "broertjes", "trapte", "stekker", "laden", "achter", "lachen", "kamer", "willen"],
)
def test_a_good_word_is_not_mended_into_a_dangerous_one(word: str) -> None:
    assert normalise(word) == word


def test_a_message_is_cut_at_full_stops_and_new_lines() -> None:
    said = [one.said for one in sentences("Hoi. Wie bent u?\n\nIk ben Sem")]

    assert said == ["Hoi.", "Wie bent u?", "Ik ben Sem"]


def test_a_story_without_full_stops_is_read_in_overlapping_pieces() -> None:
    words = [f"woord{number}x" for number in range(130)]

    pieces = sentences(" ".join(words))

    assert len(pieces) == 3
    assert set(pieces[0].words) & set(pieces[1].words)
    assert set().union(*(piece.words for piece in pieces)) == set(
        normalise(" ".join(words)).split()
    )
