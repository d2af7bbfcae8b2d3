"""Municipalities and the Veilig Thuis region that each belongs to.

Regions are a table, never a constant: there were 26 until 2022 and 25 after a merger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from bot.reference.tables import TableBroken, rows


@dataclass(frozen=True)
class Region:
    """A Veilig Thuis organisation and its area; `phone` is the national number, which routes."""

    code: str
    name: str
    organisation: str
    phone: str
    website: str


@dataclass(frozen=True)
class Gemeente:
    """A municipality; `code` is that of CBS ("GM0479"), `name` is unique ("Bergen (L.)")."""

    code: str
    name: str
    region_code: str


class CodeUnknown(LookupError):
    """A code that is not in the tables; such a code comes from our own data, not from a visitor."""


def gemeente(code: str) -> Gemeente:
    """Raises CodeUnknown."""
    try:
        return gemeenten()[code]
    except KeyError:
        raise CodeUnknown(f"{code} is not in gemeenten.csv; add the row or mend the code") from None


def region(code: str) -> Region:
    """The region, or its successor when it was merged ("VT16" → Oost-Brabant).

    Raises CodeUnknown.
    """
    try:
        return regions()[_successors().get(code, code)]
    except KeyError:
        raise CodeUnknown(
            f"{code} is not in regios.csv or regios_vervallen.csv; add the row or mend the code"
        ) from None


def region_of(gemeente: Gemeente) -> Region:
    return region(gemeente.region_code)


@cache
def regions() -> Mapping[str, Region]:
    """The regions of today by code."""
    return MappingProxyType({row["vt_code"]: _region(row) for row in rows("regios.csv")})


@cache
def gemeenten() -> Mapping[str, Gemeente]:
    """All municipalities by code. Raises TableBroken when one lies in a region we do not know."""
    table = list(rows("gemeenten.csv"))
    named = Counter(row["gemeente"] for row in table)
    by_code = {row["gm_code"]: _gemeente(row, named) for row in table}
    for found in by_code.values():
        if found.region_code not in regions():
            raise TableBroken(
                f"gemeenten.csv: {found.code} lies in region {found.region_code}, "
                "which is not in regios.csv; add the region or mend the row"
            )
    return MappingProxyType(by_code)


def _region(row: Mapping[str, str]) -> Region:
    return Region(
        code=row["vt_code"],
        name=row["regio"],
        organisation=row["organisatie"],
        phone=row["telefoon"],
        # An empty website was not confirmed; the national page is right for everybody.
        website=row["website"] or row["website_terugval"],
    )


def _gemeente(row: Mapping[str, str], named: Mapping[str, int]) -> Gemeente:
    # There are two municipalities called Bergen; a choice between "Bergen" and "Bergen" is none.
    name = row["gemeente"] if named[row["gemeente"]] == 1 else row["gemeente_cbs"]
    return Gemeente(code=row["gm_code"], name=name, region_code=row["vt_code"])


@cache
def _successors() -> Mapping[str, str]:
    return {row["vt_code"]: row["opgevolgd_door"] for row in rows("regios_vervallen.csv")}
