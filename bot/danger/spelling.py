"""Phone, street and Flemish spelling → the usual word, and near misses of the words that matter.

The lists are in `spelling.yml`, so that a colleague can add what visitors really type.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

SPELLING_FILE = Path(__file__).with_name("spelling.yml")
# A near miss of a shorter word is too often another word: "mes" and "mee", "dood" and "rood".
SHORTEST_MENDED = 5
LONGEST_MENDED = 20
# One wrong letter makes another word of a short one: "kamer" and "hamer", "willen" and "gillen".
SHORTEST_WITH_WRONG_LETTER = 9


@dataclass(frozen=True)
class Spelling:
    """`usual` by typed word; `relatives` make "me" mean "mijn"; `near` by word less one letter."""

    usual: Mapping[str, str]
    relatives: frozenset[str]
    mended: frozenset[str]
    left_alone: frozenset[str]
    near: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def mend(self, word: str, following: str = "") -> str:
        """The usual spelling of `word`, which may be two words ("doorelkaar" → "door elkaar")."""
        if word in {"me", "mij"}:
            return "mijn" if self.usual.get(following, following) in self.relatives else "mij"
        if word in self.usual:
            return self.usual[word]
        known = word in self.mended or word in self.left_alone
        mendable = SHORTEST_MENDED <= len(word) <= LONGEST_MENDED
        return self._nearest(word) if mendable and not known else word

    def _nearest(self, word: str) -> str:
        """The word that matters at one letter more, less, other or swapped; else `word` itself."""
        for shorter in (word, *_less_one_letter(word)):
            for meant in self.near.get(shorter, ()):
                if _is_one_slip(word, meant):
                    return meant
        return word


@lru_cache(maxsize=1)
def spelling() -> Spelling:
    """The lists of `spelling.yml`, read once."""
    lists = YAML(typ="safe").load(SPELLING_FILE)
    usual = {typed: word for word, said in lists["usual"].items() for typed in str(said).split()}
    mended = tuple(" ".join(lists["mended"]).split())
    near: dict[str, tuple[str, ...]] = {}
    for word in mended:
        for shorter in (word, *_less_one_letter(word)):
            near[shorter] = (*near.get(shorter, ()), word)
    return Spelling(
        usual=usual,
        relatives=frozenset(" ".join(lists["relatives"]).split()),
        mended=frozenset(mended),
        left_alone=frozenset(" ".join([*lists["left_alone"], *usual.values()]).split()),
        near=near,
    )


def _less_one_letter(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


def _is_one_slip(typed: str, meant: str) -> bool:
    """Whether one letter is missing, extra, wrong, or swapped with its neighbour.

    Two words can share a remainder at two slips ("lachen", "achter"), so this looks again.
    """
    if abs(len(typed) - len(meant)) > 1:
        return False
    if len(typed) != len(meant):
        longer, shorter = sorted((typed, meant), key=len, reverse=True)
        return shorter in _less_one_letter(longer)
    wrong = [place for place, (a, b) in enumerate(zip(typed, meant, strict=True)) if a != b]
    if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
        first, second = wrong
        return typed[first] == meant[second] and typed[second] == meant[first]
    return len(wrong) <= 1 and len(meant) >= SHORTEST_WITH_WRONG_LETTER
