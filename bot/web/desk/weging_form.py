"""The form of a weging as it is sent, and back: every field has a name that says where it belongs,
such as "kinderen-2-veiligheid"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from bot.casework.weging_form import (
    CODES,
    MOST_ROWS,
    ROWS,
    TEXTS,
    WegingForm,
    longest,
    row_fields,
)

LONGEST_CODE = 32  # characters
LEAST_ROWS = {"volwassenen": 1, "kinderen": 1, "eerder": 1, "informatie": 1}


def form_of(sent: Any) -> WegingForm:
    """What was typed, without the white space around it; more than fits is cut off."""
    values: dict[str, Any] = {name: _text(sent, name, longest(name)) for name in TEXTS}
    values |= {name: _text(sent, name, LONGEST_CODE) for name in CODES}
    for part, kind in ROWS.items():
        values[part] = tuple(
            kind(**{name: _text(sent, f"{part}-{row}-{name}", longest(name)) for name in names})
            for names in [row_fields(part)]
            for row in range(_count(sent, part))
        )
    return WegingForm(**values)


def fields_of(form: WegingForm) -> Iterator[tuple[str, str]]:
    """Name and value of every field, to send the same form again."""
    said = asdict(form)
    for name in (*TEXTS, *CODES):
        yield name, said[name]
    for part in ROWS:
        yield f"aantal-{part}", str(len(said[part]))
        for number, row in enumerate(said[part]):
            for name, value in row.items():
                yield f"{part}-{number}-{name}", value


def rows_shown(form: WegingForm) -> Mapping[str, list[dict[str, str]]]:
    """Of each part its rows, and empty ones up to the least that is shown."""
    found: dict[str, list[dict[str, str]]] = {}
    for part, kind in ROWS.items():
        rows = [asdict(row) for row in form.rows(part)]
        found[part] = rows + [asdict(kind())] * (LEAST_ROWS[part] - len(rows))
    return found


def number_of(text: str | None) -> int:
    """A version; 0 for what is no number."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else 0


def _count(sent: Any, part: str) -> int:
    return min(number_of(sent.get(f"aantal-{part}")), MOST_ROWS)


def _text(sent: Any, name: str, most: int) -> str:
    given = str(sent.get(name) or "")
    return "".join(c for c in given if c.isprintable() or c in "\n\t").strip()[:most]
