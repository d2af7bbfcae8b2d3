"""docs/privacy.md: a text that people wrote (privacy.md beside this file) with tables that are made
of what the program does: fields, terms, roles, and what is sealed in the database."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from bot.casework.audit import TO_CHOOSE
from bot.casework.retention import TERMS, Term
from bot.casework.staff import RIGHTS, Right, Role
from bot.melding.fields import fields
from bot.melding.render import holds_own_words
from bot.melding.schema import Field, Retention, Stage
from bot.store.sealed import SEALED, SUFFIX, Purpose
from bot.store.tables import metadata

TEXT = Path(__file__).with_name("privacy.md")
MARK = re.compile(r"<!-- (\w+) -->")
TO_DECIDE = "[te besluiten]"
KEPT = {
    Retention.BEURT: "niet",
    Retention.VERZOEK: "tot er gebeld is; anders `terugbelverzoek`",
    Retention.GESPREK: "tot het gesprek eindigt (met een medewerker: `adviesgesprek`); met een "
    "melding: `melding`",
    Retention.DOSSIER: "`melding`",
}
KEYS = {
    Purpose.GESPREK: "van het gesprek",
    Purpose.TERUGBELLEN: "van het terugbelverzoek",
    Purpose.ZAAK: "van de zaak",
}


def privacy_page() -> str:
    """Raises KeyError for a table that nobody makes."""
    made = {
        "advies": _fields(Stage.ADVIES),
        "contact": _fields(Stage.CONTACT),
        "melding": _fields(Stage.MELDING),
        "gesprek": _fields(Stage.GESPREK),
        "termijnen": _terms(),
        "rollen": _roles(),
        "redenen": ", ".join(label.lower() for label in TO_CHOOSE.values()) + ".",
        "opslag": _storage(),
    }
    return MARK.sub(lambda found: made[found[1]].rstrip("\n"), TEXT.read_text(encoding="utf-8"))


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    titles = list(head)
    lines = [titles, ["---"] * len(titles), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _fields(stage: Stage) -> str:
    return _table(
        ("veld", "wat", "wie het geeft", "wat de bezoeker kan schrijven", "bewaren", "bron"),
        (_field(field) for field in fields() if field.stage is stage),
    )


def _field(field: Field) -> list[str]:
    said = "eigen woorden" if holds_own_words(field) else "een keuze, getal, tijd of plaats"
    if field.personal:
        said = "gegevens over een persoon"
    asked = ", ".join(field.asked_of) or "iedereen"
    if field.extra_for:
        asked += "; wie meer wil vertellen"
    return [f"`{field.name}`", field.label, asked, said, KEPT[field.retention], field.source]


def _terms() -> str:
    return _table(
        ("soort", "wat", "hoe lang", "vanaf", "in te stellen", "waarom"),
        (
            [
                f"`{term.record}`",
                term.what,
                _time(term.kept) + ("" if term.sure else f" {TO_DECIDE}"),
                term.since,
                _bounds(term),
                term.source,
            ]
            for term in TERMS
        ),
    )


def _bounds(term: Term) -> str:
    if term.shortest == term.longest:
        return "nee"
    return f"{_time(term.shortest)} tot {_time(term.longest)}"


def _time(time: timedelta) -> str:
    years, days = divmod(time.days, 365)
    if years and not days:
        return f"{years} jaar"
    return f"{time.days} dag" if time.days == 1 else f"{time.days} dagen"


def _roles() -> str:
    return _table(
        ("recht", *(role.value for role in Role)),
        (
            [right.value, *("ja" if right in RIGHTS[role] else "nee" for role in Role)]
            for right in Right
        ),
    )


def _storage() -> str:
    return _table(("tabel", "versleuteld", "leesbaar"), map(_columns, sorted(metadata.tables)))


def _columns(name: str) -> list[str]:
    sealed = [
        f"`{one.name}` (sleutel {KEYS[one.purpose] if one.of_conversation else 'van de dienst'})"
        for one in SEALED
        if one.table == name
    ]
    clear = [
        f"`{column.name}`"
        for column in metadata.tables[name].columns
        if not column.name.endswith(SUFFIX)
    ]
    return [f"`{name}`", ", ".join(sealed) or "–", ", ".join(clear)]
