"""The postcodes that a visitor writes, told apart from years and amounts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.reference.gazetteer import Codes, gazetteer
from bot.reference.mentions import FILLERS, Mention
from bot.reference.place_words import Word, listed, search_key
from bot.reference.tables import rows

_DIGITS = re.compile(r"[1-9]\d{3}")
_LETTERS = re.compile(r"[A-Za-z]{2}")
_WHOLE = re.compile(r"([1-9]\d{3})[A-Za-z]{2}")
# "sinds 2019 is hij weg" and "1500 kg" hold no postcode.
NO_LETTERS = listed(
    "al an as at be bv ch cm da de ei en er eu ex gr ha he ie ik in is ja je ju kg km ma me mg mm "
    "mn mw na ne nr nu of om op pa re te tv uw we wi wo ze zn zo"
)


@dataclass(frozen=True)
class PostcodeArea:
    """Where the four digits of a postcode lie; `also` when a piece lies in another municipality.

    `crosses` says that such a piece belongs to another Veilig Thuis region.
    """

    code: str
    also: Codes
    crosses: bool


def postcodes_in(said: Sequence[Word], named: Collection[int]) -> list[Mention]:
    """The postcodes in a text; `named` are the positions of words that belong to a place name.

    Four digits count when two letters follow, after "postcode", or when the rest of the text is
    only place names: a bare number in a story is a year.
    """
    is_shouted = all(word.written.isupper() or word.key.isdigit() for word in said)
    found: list[Mention] = []
    for place, word in enumerate(said):
        letters = said[place + 1] if place + 1 < len(said) else None
        if whole := _WHOLE.fullmatch(word.key):
            found += _area(whole[1], place, place + 1)
        elif not _DIGITS.fullmatch(word.key):
            continue
        elif letters and _are_postcode_letters(letters, is_shouted=is_shouted):
            found += _area(word.key, place, place + 2)
        elif (place and said[place - 1].key == "postcode") or _stands_alone(said, place, named):
            found += _area(word.key, place, place + 1)
    return found


@cache
def postcode_areas() -> Mapping[str, PostcodeArea]:
    """The area of each four-digit postcode."""
    return {
        row["pc4"]: PostcodeArea(row["gm_code"], _shares(row), bool(row["andere_vt"]))
        for row in rows("postcodes_pc4.csv")
    }


def _area(digits: str, start: int, end: int) -> Iterator[Mention]:
    area = postcode_areas().get(digits)
    if area:
        main = frozenset({area.code})
        possible = main | area.also
        # A sliver in the same region changes nothing for the visitor; across the border it may.
        yield Mention(start, end, possible, likely=possible if area.crosses else main)


def _are_postcode_letters(word: Word, *, is_shouted: bool) -> bool:
    if not _LETTERS.fullmatch(word.written):
        return False
    return word.key not in NO_LETTERS or (word.written.isupper() and not is_shouted)


def _stands_alone(said: Sequence[Word], place: int, named: Collection[int]) -> bool:
    """Whether all else is a place name, or letters that make the whole answer one postcode."""
    others = [other for other in range(len(said)) if other != place and other not in named]
    if others == [place + 1] and _LETTERS.fullmatch(said[place + 1].written):
        return True
    return all(said[other].key in FILLERS for other in others)


def _shares(row: Mapping[str, str]) -> Codes:
    """The other municipalities of a postcode: "Rheden (22%) | Rozendaal (18%)"."""
    known = gazetteer()
    names = re.findall(r"([^|(]+)\(\d+%\)", row["ook_in"])
    named = [known.by_gemeente[search_key(name)] for name in names]
    nearby = known.by_province[search_key(row["provincie"])]
    # Of the two municipalities called Bergen, the one in this province is the neighbour.
    return frozenset(code for codes in named for code in (codes & nearby or codes))
