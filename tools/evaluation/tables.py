"""Tables of Markdown with Dutch numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tests.nlu.intervals import Figure

SHOWN_IDS = 12
NOT = "–"


def listed(ids: Sequence[str]) -> str:
    shown = ", ".join(ids[:SHOWN_IDS]) or "geen"
    return shown + (f" en {len(ids) - SHOWN_IDS} meer" if len(ids) > SHOWN_IDS else "")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(_lines(heads, rows))


def _lines(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|---" * len(heads) + "|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def with_interval(figure: Figure | None, unit: str = "%") -> str:
    if not figure:
        return NOT
    shown = value(figure.value, unit)
    if figure.low != figure.low:
        return shown
    return f"{shown} ({number(figure.low, unit)}–{number(figure.high, unit)})"


def count(figure: Figure | None) -> str:
    return str(figure.count) if figure else NOT


def value(amount: float, unit: str = "%") -> str:
    if amount != amount:
        return NOT
    after = {"%": "%", "punt": " punt", "ms": " ms", "aantal": ""}[unit]
    return number(amount, unit) + after


def number(amount: float, unit: str = "%") -> str:
    """With a Dutch decimal comma."""
    if unit == "aantal":
        return str(round(amount))
    shown = amount if unit == "ms" else amount * 100
    return f"{shown:.1f}".replace(".", ",").replace("-", "−")
