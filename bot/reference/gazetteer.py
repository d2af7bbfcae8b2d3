"""Which municipalities a name can mean, and which names are also something else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property

from bot.reference.areas import gemeenten
from bot.reference.place_words import search_key
from bot.reference.tables import TableBroken, rows

Codes = frozenset[str]

# What people also say for a province; West-Friesland is not in Friesland.
PROVINCES_ALSO = {
    "Brabant": "Noord-Brabant",
    "Fryslân": "Friesland",
    "West-Friesland": "Noord-Holland",
}


class Caution(Enum):
    """Why a name may not be a place at all; gewone_woorden.csv says when each still counts."""

    WOORD = "woord"
    STRENG = "streng"
    FUNCTIEWOORD = "functiewoord"
    VOORNAAM = "voornaam"
    BUITENLAND = "buitenland"
    GEBIED = "gebied"
    GEWOON = "gewoon"  # no place, but one letter from one: never mended into it


@dataclass(frozen=True)
class Gazetteer:
    """Municipality codes by search key; `by_gemeente` holds names of municipalities only."""

    by_name: Mapping[str, Codes]
    by_gemeente: Mapping[str, Codes]
    by_province: Mapping[str, Codes]
    cautions: Mapping[str, Caution]
    longest_name: int  # words

    @cached_property
    def province_words(self) -> frozenset[str]:
        return frozenset(word for name in self.by_province for word in name.split())


@cache
def gazetteer() -> Gazetteer:
    """The names of all tables together, read once. Raises TableBroken."""
    cautions = _cautions()
    by_name = _collect((key, code) for name, code in _names() for key in _ways_to_write(name))
    _check(by_name, cautions)
    by_name = {k: codes for k, codes in by_name.items() if cautions.get(k) is not Caution.GEBIED}
    by_province = _provinces()
    return Gazetteer(
        by_name=by_name,
        by_gemeente=_collect((search_key(row["gemeente"]), row["gm_code"]) for row in _gemeenten()),
        by_province=by_province,
        cautions=cautions,
        longest_name=max(len(key.split()) for key in [*by_name, *by_province]),
    )


@cache
def place_names() -> frozenset[str]:
    """Names that are nothing but a place: as looked up and as written, both in lower case."""
    cautions = gazetteer().cautions
    written = (name.casefold() for name, _ in _names() if search_key(name) not in cautions)
    return frozenset(written) | (gazetteer().by_name.keys() - cautions.keys())


@cache
def ordinary_place_names() -> frozenset[str]:
    """Places that are also ordinary words or first names ("best", "een", "erica")."""
    cautions = gazetteer().cautions
    return frozenset(key for key in cautions if cautions[key] is not Caution.GEWOON)


def _names() -> Iterator[tuple[str, str]]:
    """Every name in the tables with the code of a municipality that it may mean."""
    for row in rows("plaatsen.csv"):
        # The search key of the table has lost what tells two places apart: "Bergen L" → "bergen".
        yield row["zoeksleutel"], row["gm_code"]
        yield row["plaats"], row["gm_code"]
    for row in _gemeenten():
        yield row["gemeente"], row["gm_code"]
        yield row["gemeente_cbs"], row["gm_code"]
    for table in ("gangbare_namen.csv", "wijken.csv"):
        for row in rows(table):
            yield row["naam"], row["gm_code"]


def _check(by_name: Mapping[str, Codes], cautions: Mapping[str, Caution]) -> None:
    lost = frozenset().union(*by_name.values()) - gemeenten().keys()
    if lost:
        raise TableBroken(
            f"{', '.join(sorted(lost))} has names but no row in gemeenten.csv; "
            "mend plaatsen.csv, gangbare_namen.csv or wijken.csv"
        )
    unused = {key for key in cautions if cautions[key] is not Caution.GEWOON} - by_name.keys()
    if unused:
        raise TableBroken(
            f"gewone_woorden.csv: {', '.join(sorted(unused))} is no place in plaatsen.csv; "
            "mend or remove the row"
        )


def _ways_to_write(name: str) -> Iterator[str]:
    """The search key, "aan de(n)" in all its forms, and "het" for "'t"."""
    key = search_key(name)
    yield key
    if key.startswith("t "):
        yield f"he{key}"
    joined = re.split(r" aan den? ", key)
    if len(joined) == 2:
        yield from (joiner.join(joined) for joiner in (" aan de ", " aan den ", " a d ", " ad "))


def _cautions() -> dict[str, Caution]:
    return {
        key: Caution(row["soort"])
        for row in rows("gewone_woorden.csv")
        for key in _ways_to_write(row["naam"])
    }


def _provinces() -> Mapping[str, Codes]:
    found = _collect((search_key(row["provincie"]), row["gm_code"]) for row in _gemeenten())
    also = {search_key(said): found[search_key(name)] for said, name in PROVINCES_ALSO.items()}
    return {**found, **also}


def _gemeenten() -> Iterator[dict[str, str]]:
    gemeenten()  # checks the table before any name of it is used
    return rows("gemeenten.csv")


def _collect(pairs: Iterable[tuple[str, str]]) -> Mapping[str, Codes]:
    collected: dict[str, set[str]] = defaultdict(set)
    for key, code in pairs:
        collected[key].add(code)
    return {key: frozenset(codes) for key, codes in collected.items()}
