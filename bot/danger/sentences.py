"""A message → its sentences, each as the visitor wrote it and in its plain form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.danger.normalise import normalise

# Without full stops a whole story is one sentence; a "not" at its start says nothing about its end.
LONGEST_SENTENCE_WORDS = 60
OVERLAP_WORDS = 15

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|[\n\r]+")


@dataclass(frozen=True)
class Sentence:
    """`said` in the visitor's own spelling; `plain` in normal form, at most 60 words.

    `seam` is the place in `plain` where a next message was joined on, 0 without one.
    """

    said: str
    plain: str
    seam: int = 0

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(self.plain.split())


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of `text` that hold at least one word, in order; long ones in pieces."""
    return tuple(
        Sentence(said.strip(), plain)
        for said in _SENTENCE_END.split(text)
        for plain in _pieces(normalise(said).split())
    )


def _pieces(words: list[str]) -> Iterator[str]:
    """Overlapping pieces, so that no pattern is cut in two."""
    step = LONGEST_SENTENCE_WORDS - OVERLAP_WORDS
    for start in range(0, max(len(words) - OVERLAP_WORDS, min(len(words), 1)), step):
        yield " ".join(words[start : start + LONGEST_SENTENCE_WORDS])
