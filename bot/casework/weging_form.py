"""What a colleague writes down in a weging, and which parts cannot be missing.

The judgements are the colleague's. Nothing here fills, computes or compares them; names of people
may be taken over, because those are facts of the melding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from enum import Enum
from typing import Any

LONGEST_TEXT, LONGEST_ROW, LONGEST_NAME = 4000, 800, 120  # characters
MOST_ROWS = 10  # of a kind: a form must fit in a request (bot/web/app.py)
SHORTEST = 10  # characters of what another colleague must be able to follow


class Onveiligheid(Enum):
    """Unsafety as the colleague judges it (domain dossier 4.4)."""

    ACUUT = "ACUUT"
    STRUCTUREEL = "STRUCTUREEL"
    BEIDE = "BEIDE"
    GEEN = "GEEN"
    ONDUIDELIJK = "ONDUIDELIJK"


ONVEILIGHEID_LABELS = {
    Onveiligheid.ACUUT: "Acute onveiligheid",
    Onveiligheid.STRUCTUREEL: "Structurele onveiligheid",
    Onveiligheid.BEIDE: "Acute en structurele onveiligheid",
    Onveiligheid.GEEN: "Geen onveiligheid gevonden",
    Onveiligheid.ONDUIDELIJK: "Nog niet duidelijk",
}


@dataclass(frozen=True)
class Safety:
    """How safe somebody is now, in the colleague's words."""

    wie: str = ""
    veiligheid: str = ""


@dataclass(frozen=True)
class Earlier:
    """Radar: what a colleague looked for and found; also that nothing was found."""

    waar: str = ""
    door: str = ""
    gevonden: str = ""


@dataclass(frozen=True)
class Information:
    """What was told by somebody who was asked. `wanneer` is a day in words."""

    van: str = ""
    wanneer: str = ""
    wat: str = ""


Row = Safety | Earlier | Information


@dataclass(frozen=True)
class WegingForm:
    """`besluit` and `onveiligheid` hold a code, or nothing as long as nothing was chosen;
    `correctie` says why there is a new version."""

    bekend: str = ""
    volwassenen: tuple[Safety, ...] = ()
    kinderen: tuple[Safety, ...] = ()
    onveiligheid: str = ""
    onveiligheid_reden: str = ""
    eerder: tuple[Earlier, ...] = ()
    informatie: tuple[Information, ...] = ()
    besluit: str = ""
    reden: str = ""
    correctie: str = ""

    def rows(self, part: str) -> tuple[Row, ...]:
        found: tuple[Row, ...] = getattr(self, part)
        return found


ROWS: Mapping[str, type[Row]] = {
    "volwassenen": Safety,
    "kinderen": Safety,
    "eerder": Earlier,
    "informatie": Information,
}
TEXTS = ("bekend", "onveiligheid_reden", "reden", "correctie")
CODES = ("onveiligheid", "besluit")


@dataclass(frozen=True)
class Lacking:
    """`place` is the id of the field on the page, such as "kinderen-2-veiligheid"; `text` the name
    of a fixed text."""

    place: str
    text: str


class FormIncomplete(ValueError):
    """Parts that a weging cannot be without are missing."""

    def __init__(self, lacking: Sequence[Lacking]) -> None:
        super().__init__(f"{len(lacking)} parts are missing")
        self.lacking = tuple(lacking)


def row_fields(part: str) -> tuple[str, ...]:
    return tuple(one.name for one in fields(ROWS[part]))


def longest(name: str) -> int:
    """Characters that fit in a field of a row, or in one of TEXTS."""
    if name in TEXTS:
        return LONGEST_TEXT
    return LONGEST_ROW if name in ("veiligheid", "gevonden", "wat") else LONGEST_NAME


def with_row(form: WegingForm, part: str) -> WegingForm:
    """One empty row more, unless there are MOST_ROWS."""
    rows = form.rows(part)
    return form if len(rows) >= MOST_ROWS else _with_rows(form, part, (*rows, ROWS[part]()))


def without_empty_rows(form: WegingForm) -> WegingForm:
    for part in ROWS:
        kept = tuple(row for row in form.rows(part) if any(asdict(row).values()))
        form = _with_rows(form, part, kept)
    return form


def _with_rows(form: WegingForm, part: str, rows: tuple[Row, ...]) -> WegingForm:
    changed: dict[str, Any] = {part: rows}
    return replace(form, **changed)


def check_complete(
    form: WegingForm, decisions: Sequence[str], *, is_correction: bool = False
) -> None:
    """Raises FormIncomplete, naming every part in the order of the page."""
    lacking = list(_lacking(form, decisions, is_correction))
    if lacking:
        raise FormIncomplete(lacking)


def _lacking(form: WegingForm, decisions: Sequence[str], is_correction: bool) -> Iterator[Lacking]:
    if is_correction and len(form.correctie) < SHORTEST:
        yield Lacking("correctie", "weging_correctie")
    if len(form.bekend) < SHORTEST:
        yield Lacking("bekend", "weging_bekend")
    if not (form.volwassenen or form.kinderen):
        yield Lacking("volwassenen-0-wie", "weging_wie")
    yield from _halves(form, "volwassenen", "weging_veiligheid")
    yield from _halves(form, "kinderen", "weging_veiligheid")
    if form.onveiligheid not in {one.value for one in Onveiligheid}:
        yield Lacking(f"onveiligheid-{Onveiligheid.ACUUT.value}", "weging_onveiligheid")
    if len(form.onveiligheid_reden) < SHORTEST:
        yield Lacking("onveiligheid_reden", "weging_onveiligheid_reden")
    if not form.eerder:
        yield Lacking("eerder-0-waar", "weging_eerder")
    yield from _halves(form, "eerder", "weging_rij")
    yield from _halves(form, "informatie", "weging_rij")
    if form.besluit not in decisions:
        yield Lacking("besluit", "weging_besluit")
    if len(form.reden) < SHORTEST:
        yield Lacking("reden", "weging_reden")


def _halves(form: WegingForm, part: str, text: str) -> Iterator[Lacking]:
    """Rows of which something was filled in, and not all."""
    for number, row in enumerate(form.rows(part)):
        empty = [name for name, said in asdict(row).items() if not said]
        if empty:
            yield Lacking(f"{part}-{number}-{empty[0]}", text)


def for_correction(form: WegingForm) -> WegingForm:
    """To begin a next version with: all that was written; what was judged is chosen anew."""
    return replace(form, onveiligheid="", besluit="", correctie="")


def as_json(form: WegingForm) -> dict[str, Any]:
    return asdict(form)


def of_json(stored: Mapping[str, Any]) -> WegingForm:
    rows = {part: tuple(kind(**row) for row in stored[part]) for part, kind in ROWS.items()}
    return WegingForm(**{**stored, **rows})
