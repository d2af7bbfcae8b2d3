"""Spelling errors that people really make in Dutch: one wrong word in every sentence.

These are errors of not knowing (dt, ei or ij, a word split in two) and of writing as one speaks.
The training adds errors of the thumb (tools/encoder/misspelling.py); the two share nothing, so
that what is measured here was not practised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random
from typing import TypeVar

from tests.nlu.misspelling_rules import DROPPED, KINDS, SPOKEN

SENTENCE = re.compile(r"[^.!?…\n]+[.!?…\n]*")
# A letter that is part of an address, a number or a code is none of a word.
WORD = re.compile(r"(?<![\w@./:#'’-])[^\W\d_]{3,}(?![\w@/:#’'-]|\.\w)")
JOINED = re.compile(r"\b(in|op|te|er|na|af|aan|van|uit|door|niet|zo|heel) (?=[a-z]{3,})")

Change = tuple[int, int, str]  # start, end, what comes there
T = TypeVar("T")


def misspelt(text: str, chance: Random) -> str:
    """`text` with one word misspelt in every sentence that has a word for it."""
    return "".join(_sentence(found[0], chance) for found in _pieces(text))


def errors(sentence: str) -> dict[str, list[Change]]:
    """Every error that could be made in it, by its kind."""
    found: dict[str, list[Change]] = {}
    for word in WORD.finditer(sentence):
        for kind, wrong in wrong_words(word[0]):
            found.setdefault(kind, []).append((*word.span(), wrong))
    for space in JOINED.finditer(sentence):
        found.setdefault("aan elkaar", []).append((space.start(), space.end(), space[1]))
    return found


def wrong_words(word: str) -> Iterator[tuple[str, str]]:
    """(kind, misspelt word) for every rule that fits; the first letter keeps its case."""
    lower = word.lower()
    if lower in SPOKEN:
        yield "spreektaal", _cased(SPOKEN[lower], word)
    for kind, rules in KINDS.items():
        for pattern, wrong in rules:
            for place in pattern.finditer(lower):
                made = lower[: place.start()] + place.expand(wrong) + lower[place.end() :]
                if made != lower:
                    yield kind, _cased(made, word)
    yield from (("letter weg", _cased(made, word)) for made in _dropped(lower))


def _sentence(sentence: str, chance: Random) -> str:
    """First a kind, so that the kind with the most places does not crowd out the others."""
    possible = errors(sentence)
    if not possible:
        return sentence
    kind = _drawn(sorted(possible), chance)
    start, end, wrong = _drawn(possible[kind], chance)
    return sentence[:start] + wrong + sentence[end:]


def _drawn(things: Sequence[T], chance: Random) -> T:
    return things[int(chance.random() * len(things))]


def _pieces(text: str) -> Iterator[re.Match[str]]:
    """Sentences, and what stands between or before them."""
    return re.finditer(rf"{SENTENCE.pattern}|[.!?…\n]+", text)


def _dropped(word: str) -> Iterator[str]:
    """Without one letter inside, where the eye does not miss it; not of short words."""
    if len(word) >= 5:
        for place in DROPPED.finditer(word):
            yield word[: place.start()] + word[place.end() :]


def _cased(wrong: str, word: str) -> str:
    if word.isupper():
        return wrong.upper()
    return wrong[:1].upper() + wrong[1:] if word[0].isupper() else wrong
