from __future__ import annotations

import pytest

from bot.dialogue.phrases import known_phrases


def test_a_short_phrase_is_known_in_every_way_of_writing() -> None:
    assert known_phrases([("Snap ik níet...", "herhalen")]) == {"snap ik niet": "herhalen"}


def test_what_was_labelled_in_two_ways_is_left_to_the_classifier() -> None:
    known = known_phrases(
        [("laat maar", "stoppen"), ("Laat maar!", "ontkennen"), ("doei", "afscheid")]
    )
    assert known == {"doei": "afscheid"}


@pytest.mark.parametrize(
    "text",
    [
        "?",
        "",
        "de buurman schreeuwt elke avond tegen zijn moeder en wij horen dat door de muur heen",
    ],
)
def test_stories_and_mere_signs_are_no_phrases(text: str) -> None:
    assert known_phrases([(text, "vertel_zorg")]) == {}
