"""The pattern language: word lists, room for words, and no reading over a "niet"."""

from __future__ import annotations

import re

import pytest
from ruamel.yaml import YAML

from bot.danger.context import is_denied
from bot.danger.normalise import normalise
from bot.danger.patterns import Pattern, compiled
from bot.danger.signals import VOCABULARY_FILE, signals
from bot.danger.word_lists import NAME, PatternNotUnderstood, either, word_lists

# A word of a pattern that is not the stem of an open ending, an option or an escape.
LITERAL_WORD = re.compile(r"(?<![\w\\?*+.\]])[a-z]+(?![\w\\?*+.\[])")

LISTS = word_lists(
    {
        "hij": "hij | zij | {man}",
        "man": "man | oude man | ex\\w*",
        "mes": "mes | keukenmes | groot (?:mes|zwaard)",
        "wie": "(?:mijn )?(?:{man} | haar)",
    }
)


def _is_found(pattern: str, plain: str) -> bool:
    return compiled(pattern, LISTS).is_in(plain, frozenset(plain.split()))


@pytest.mark.parametrize(
    ("pattern", "plain", "is_found"),
    [
        ("{hij} .. {mes}", "hij heeft een mes", True),
        ("{hij} .. {mes}", "oude man heeft keukenmes", True),
        ("{hij} .. {mes}", "exman , heeft , mes", True),
        ("{hij} .. {mes}", "hij heeft dus wel een heel mes", False),
        ("{hij} ... {mes}", "hij heeft dus wel een heel mes", True),
        ("{hij} .. {mes}", "hij heeft geen mes", False),
        ("{hij} heeft geen {mes}", "zij heeft geen groot zwaard", True),
        ("{mes}", "messing", False),
        ("{mes}", "het mes", True),
        ("slaat {wie}", "hij slaat mijn ex", True),
        ("slaat {wie}", "hij slaat haar", True),
        ("(aan ?doen|aandoet)", "iets aan doen", True),
        ("iets aan ?doen", "iets aandoen", True),
        ("mes|pistool", "een pistool", True),
        ("^mes$", "een mes", False),
    ],
)
def test_a_pattern_finds_whole_words_within_its_room(
    pattern: str, plain: str, is_found: bool
) -> None:
    assert _is_found(pattern, plain) is is_found


def test_a_pattern_needs_one_of_its_rarest_words() -> None:
    assert compiled("{hij} .. (met|heeft) .. mes", LISTS).needs == {"mes"}


def test_a_choice_of_patterns_needs_a_word_of_one_of_them() -> None:
    assert compiled("mes|pistool .. vast", LISTS).needs == {"mes", "pistool"}


@pytest.mark.parametrize("pattern", ["mes|\\w+geweer", "\\w+mes", "(mes )?vast ?houdt"])
def test_a_pattern_that_may_hold_many_words_needs_none(pattern: str) -> None:
    assert compiled(pattern, LISTS).needs == frozenset()


def test_a_word_list_may_not_hold_itself() -> None:
    with pytest.raises(PatternNotUnderstood, match="holds itself"):
        word_lists({"a": "x | {b}", "b": "{a}"})


def test_an_unknown_list_in_a_list_is_named() -> None:
    with pytest.raises(PatternNotUnderstood, match="onbekend"):
        word_lists({"a": "x | {onbekend}"})


def test_words_with_the_same_first_letter_are_grouped() -> None:
    assert either(["been", "hals", "buik", "\\w+mes"]) == "b(?:een|uik)|h(?:als)|\\w+mes"


def _vocabulary() -> dict[str, tuple[str, ...]]:
    return word_lists(YAML(typ="safe").load(VOCABULARY_FILE)["words"])


@pytest.mark.parametrize(
    "word",
    sorted({w for words in _vocabulary().values() for w in words if w.replace(" ", "").isalpha()}),
)
def test_a_word_of_the_lists_is_in_normal_form_or_can_never_be_found(word: str) -> None:
    assert normalise(f"de {word} daar") == f"de {word} daar"


def test_a_word_of_a_pattern_is_in_normal_form_or_can_never_be_found() -> None:
    written = {
        pattern.written
        for row in signals().rows
        for pattern in (*row.patterns, *row.unless, *row.also)
    }
    words = {word for one in written for word in LITERAL_WORD.findall(NAME.sub(" ", one))}

    assert {word: normalise(word) for word in words if normalise(word) != word} == {}


@pytest.mark.parametrize(
    ("plain", "danger", "denied"),
    [
        ("hij heeft geen mes", "mes", True),
        ("hij slaat mij niet", "slaat mij", True),
        ("hij slaat mij niet meer", "slaat mij", True),
        ("zij heeft nooit een mes", "mes", True),
        ("ik kan niet weg , hij heeft een mes", "mes", False),
        ("hij stopt niet hij slaat mij", "slaat mij", False),
        ("ik weet niet wat ik moet , mes", "mes", False),
        ("hij slaat mij maar niet hard", "slaat mij", False),
        ("hij doet iets aan indien moeder niet komt", "iets aan", False),
    ],
)
def test_a_denial_counts_only_in_its_own_clause(plain: str, danger: str, denied: bool) -> None:
    start = plain.index(danger)

    assert is_denied(plain, start, start + len(danger)) is denied


def test_a_pattern_keeps_how_it_was_written() -> None:
    pattern = compiled("{hij} .. {mes}", LISTS)

    assert isinstance(pattern, Pattern)
    assert pattern.written == "{hij} .. {mes}"
