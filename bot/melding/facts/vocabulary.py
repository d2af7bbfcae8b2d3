"""The word lists of woorden.yml, as they are looked for in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

WORDS_FILE = Path(__file__).with_name("woorden.yml")


@cache
def _lists() -> Mapping[str, Any]:
    lists: Mapping[str, Any] = YAML(typ="safe").load(WORDS_FILE.read_text(encoding="utf-8"))
    return lists


@cache
def one_of(name: str) -> re.Pattern[str]:
    """A pattern for any phrase of the list with this name, as whole words of a plain text."""
    return _pattern(map(re.escape, _lists()[name]))


@cache
def patterns_of(name: str) -> re.Pattern[str]:
    """The same for a list that holds regular expressions."""
    return _pattern(_lists()[name])


@cache
def words_of(name: str) -> frozenset[str]:
    return frozenset(_lists()[name])


@cache
def people() -> Mapping[str, str]:
    """The bond ("familie", "buren", ...) of every word for a person."""
    return {word: bond for bond, words in _lists()["mensen"].items() for word in words}


@cache
def violence(
    ways: tuple[str, ...] = ("doet", "overkomt", "teken"),
) -> Mapping[str, re.Pattern[str]]:
    """For every form of violence a pattern of its words: what somebody does (`doet`), what
    happens to somebody (`overkomt`) and what is seen of it (`teken`)."""
    return {
        form: _pattern(re.escape(word) for way in ways for word in words[way])
        for form, words in _lists()["geweld"].items()
    }


@cache
def goals() -> Mapping[str, re.Pattern[str]]:
    """For everything that somebody can want help with a pattern of how it is asked."""
    return {goal: _pattern(map(re.escape, words)) for goal, words in _lists()["doel"].items()}


def is_violent(plain_text: str, *ways: str) -> bool:
    """Whether one of the words stands there in its own meaning."""
    if one_of("figuurlijk").search(plain_text):
        return False
    patterns = violence(ways) if ways else violence()
    return any(pattern.search(plain_text) for pattern in patterns.values())


def _pattern(alternatives: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(alternatives, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b")
