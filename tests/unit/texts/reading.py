"""How hard a Dutch text is to read: the length of sentences, the Flesch-Douma score, rare words.

Flesch-Douma (Douma 1960) is Flesch's reading ease for Dutch, 0..100 and above for very short texts:
206.84 - 77 * syllables per word - 0.93 * words per sentence. B1 is about 60 and up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_HOLDS = re.compile(r"[^\W_]").search
_VOWELS = re.compile(r"aai|ooi|oei|eeu|ieu|[aeiou]{2}|ij|[aeiouyéèëïöü]", re.IGNORECASE)
_FILLED_IN = re.compile(r"\[\[[\w-]+\]\]|\{\w+\}")


def sentences(text: str) -> list[str]:
    """Of a list, every item is a sentence."""
    text = _FILLED_IN.sub("112", text)
    return [part for part in _SENTENCE_END.split(text) if _WORD.search(part)]


def words(text: str) -> list[str]:
    return _WORD.findall(_FILLED_IN.sub(" ", text))


def longest_sentence(text: str) -> int:
    """In words; numbers count."""
    counts = [sum(_HOLDS(word) is not None for word in one.split()) for one in sentences(text)]
    return max(counts, default=0)


def reading_ease(text: str) -> float:
    said = words(text)
    syllables = sum(max(1, len(_VOWELS.findall(word))) for word in said)
    return 206.84 - 77 * syllables / len(said) - 0.93 * len(said) / len(sentences(text))


def rare(text: str, known: frozenset[str]) -> Iterator[str]:
    """The words that are not among `known`; of a compound, when a part of it is not."""
    for word in words(text):
        low = word.lower().replace("’", "'")
        if low not in known and not _is_compound(low, known):
            yield low


def _is_compound(word: str, known: frozenset[str]) -> bool:
    parts = word.split("-")
    if len(parts) > 1:
        return all(part in known for part in parts if part)
    return any(
        word[:i] in known and word[i:].removeprefix("s") in known for i in range(3, len(word) - 2)
    )
