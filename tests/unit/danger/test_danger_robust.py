"""Nothing that can be typed may stop the danger check."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.danger import Level, assess
from bot.danger.normalise import normalise
from bot.danger.sentences import LONGEST_SENTENCE_WORDS, sentences

LONGEST_MESSAGE = 10_000
DUTCH = st.sampled_from(
    [
        "ik",
        "hij",
        "ze",
        "niet",
        "geen",
        "nu",
        "mes",
        "slaat",
        "dood",
        "wil",
        "de",
        "en",
        ",",
        ".",
        "?",
        "\n",
        "vroeger",
        "kind",
        "bloed",
        "😀",
        "deur",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=LONGEST_MESSAGE))
def test_any_text_is_assessed(text: str) -> None:
    assert assess(text).level in Level


@settings(max_examples=60, deadline=None)
@given(st.lists(DUTCH, max_size=400).map(" ".join), st.lists(st.text(max_size=200), max_size=5))
def test_any_row_of_words_is_assessed_after_any_messages(text: str, earlier: list[str]) -> None:
    assert assess(text, earlier).level in Level


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=500))
def test_the_normal_form_has_no_capitals_and_single_spaces(text: str) -> None:
    plain = normalise(text)

    assert plain == " ".join(plain.split())
    assert plain == plain.casefold()


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ab .\n", max_size=LONGEST_MESSAGE))
def test_no_sentence_is_longer_than_a_pattern_can_bear(text: str) -> None:
    assert all(len(one.plain.split()) <= LONGEST_SENTENCE_WORDS for one in sentences(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "???!!!...",
        "😀👍🏽🙏",
        "\u202e\u200b\u0301",
        "\x00\x1b[31m",
        "مرحبا",
        "{zit} (mes|\\w+ ..",
        "👩‍👩‍👧",
    ],
)
def test_empty_signs_and_garbage_call_for_nothing(text: str) -> None:
    assert assess(text).level is Level.GEEN


@pytest.mark.parametrize(
    "word", ["niet", "slaat", "hij", "nu", "mes", "en", "hij slaat", "a,", "("]
)
def test_the_same_word_ten_thousand_times_is_assessed(word: str) -> None:
    assert assess(f"{word} " * 10_000).level in Level


@pytest.mark.parametrize("filler", ["en toen gingen we weer verder ", "dit is een zin. "])
def test_danger_at_the_end_of_a_very_long_message_is_heard(filler: str) -> None:
    text = filler * 300 + "hij staat hier met een mes"

    assert assess(text).level is Level.ACUUT
