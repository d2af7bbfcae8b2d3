"""A story → its clauses, with for each whether it is denied, doubted or imagined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.melding.facts.vocabulary import one_of
from bot.melding.words import DENIAL, plain

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|[\n\r]+")
# A doubt does not reach over these: "misschien is het niets, maar hij slaat haar elke dag".
_TURN = re.compile(r"\b(?:maar|want)\b", re.I)
# A comma between ages ("4, 6 en 9") or before a full stop of a number separates nothing.
_JOINT = re.compile(
    r"[;:]\s|,(?!\s*\d)|\s-\s|\b(?:omdat|doordat|zodat|terwijl|dus|waardoor)\b"
    r"|\b(?=als (?:ik|hij|ze|zij|je|we|er|het|mijn|mn|de|dat|iemand|papa|mama)\b)",
    re.I,
)


@dataclass(frozen=True)
class Clause:
    """`said` as written, `plain` without capitals and punctuation, `sentence` all around it."""

    said: str
    plain: str
    sentence: str
    is_denied: bool
    is_doubted: bool
    is_of_youth: bool

    @property
    def is_told(self) -> bool:
        """Whether it says that something is so."""
        return not (self.is_denied or self.is_doubted or self.is_of_youth)

    @property
    def may_be(self) -> bool:
        """Whether it is about something real of now; "niet" may stand in it."""
        return not (self.is_doubted or self.is_of_youth)


def clauses(text: str) -> tuple[Clause, ...]:
    return tuple(
        clause
        for sentence in _SENTENCE_END.split(text)
        for clause in _of_sentence(sentence.strip())
    )


def _of_sentence(sentence: str) -> Iterator[Clause]:
    is_of_youth = one_of("jeugd").search(plain(sentence)) is not None
    for stretch in _TURN.split(sentence):
        is_doubted = one_of("twijfel").search(plain(stretch)) is not None
        for said in _JOINT.split(stretch):
            words = plain(said)
            if words:
                imagined = "?" in said or one_of("als_dan").search(words) is not None
                yield Clause(
                    said=said.strip(),
                    plain=words,
                    sentence=sentence,
                    is_denied=_is_denied(words),
                    is_doubted=is_doubted or imagined,
                    is_of_youth=is_of_youth,
                )


def _is_denied(words: str) -> bool:
    return DENIAL.search(one_of("geen_ontkenning").sub(" ", words)) is not None
