"""What a visitor writes about a place → the municipality, or the reason why it is not known.

Nothing here guesses between two Veilig Thuis regions: a report that reaches the wrong
organisation costs days. When in doubt it raises, and the visitor is asked again.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from bot.reference.areas import CodeUnknown, Gemeente, Region, gemeente, region, region_of
from bot.reference.gazetteer import Codes, ordinary_place_names, place_names
from bot.reference.mentions import Mention, Provincie, named_in
from bot.reference.misspelt import misspelt_in
from bot.reference.place_words import Word, words
from bot.reference.postcodes import postcodes_in

__all__ = [
    "CodeUnknown",
    "Gemeente",
    "PlaceAmbiguous",
    "PlaceUnknown",
    "Region",
    "find_gemeente",
    "gemeente",
    "ordinary_place_names",
    "place_names",
    "region",
    "region_of",
]


class PlaceUnknown(LookupError):
    """No municipality follows from the text; ask for a municipality or a postcode."""

    def __init__(self) -> None:
        super().__init__("no place found; ask for a municipality or a postcode")


class PlaceAmbiguous(LookupError):
    """Several municipalities follow from the text; ask which of `candidates` is meant.

    "gemeente " before the name of a candidate always finds that candidate.
    """

    def __init__(self, candidates: tuple[Gemeente, ...]) -> None:
        # The candidates stay out of the message: they are close to what the visitor wrote.
        super().__init__(f"the text fits {len(candidates)} municipalities; ask which one is meant")
        self.candidates = candidates


def find_gemeente(text: str) -> Gemeente:
    """The one municipality that a text names by name, town or postcode, in any spelling.

    Raises PlaceUnknown or PlaceAmbiguous; neither contains the text.
    """
    said = words(text)
    named = named_in(said)
    provinces = [name for name in named if isinstance(name, Provincie)]
    places = [name for name in named if isinstance(name, Mention)]
    places += postcodes_in(said, {place for name in named for place in range(name.start, name.end)})
    meant = _meant_by(places or misspelt_in(_outside(provinces, said)), provinces)
    if len(meant) > 1:
        candidates = map(gemeente, meant)
        raise PlaceAmbiguous(tuple(sorted(candidates, key=lambda found: found.name)))
    return gemeente(*meant)


def _meant_by(places: Sequence[Mention], provinces: Sequence[Provincie]) -> Codes:
    """The municipalities that fit all that was said; all that were named if nothing fits all."""
    if not places:
        raise PlaceUnknown
    common = _common([place.possible for place in places]) or _narrowed_by_province(places)
    if not common:
        return frozenset[str]().union(*(place.likely for place in places))
    common = _common([common, *(province.codes for province in provinces)])
    if not common:
        # "Tilburg in Zeeland": one of the two is a mistake, and we cannot know which.
        raise PlaceUnknown
    return _common([common, *(place.likely for place in places)]) or common


def _narrowed_by_province(places: Sequence[Mention]) -> Codes:
    """ "Elst Utrecht" is one place and a province; "Amersfoort of Utrecht" are two places."""
    provinces = [place.province for place in places if place.province]
    others = [place.possible for place in places if not place.province]
    if not provinces or not others or any(len(possible) == 1 for possible in others):
        return frozenset()
    return _common([*others, *provinces])


def _common(sets: Sequence[Codes]) -> Codes:
    return reduce(frozenset.intersection, sets)


def _outside(provinces: Sequence[Provincie], said: Sequence[Word]) -> list[Word]:
    inside = {place for name in provinces for place in range(name.start, name.end)}
    return [word for place, word in enumerate(said) if place not in inside]
