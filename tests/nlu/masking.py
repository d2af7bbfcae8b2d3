"""What the masker leaves of personal data, and what it takes from messages that have none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from math import nan

from tests.nlu.intervals import Figure, bootstrap, share_of
from tests.nlu.messages import Marked

# Text in, the pieces (start, end) that are replaced out.
Mask = Callable[[str], Iterable[tuple[int, int]]]


def covered_characters(marked: Sequence[Marked], mask: Mask, kind: str | None = None) -> Figure:
    """The share of the characters of personal data that is replaced, whatever for; of one `kind`
    or of all. A piece that is half replaced counts for half."""
    counted = [_characters(message, mask, kind) for message in marked]
    return bootstrap([pair for pair in counted if pair[1]], _ratio)


def whole_spans(marked: Sequence[Marked], mask: Mask, kind: str | None = None) -> Figure:
    """The share of the pieces of personal data of which no character is left."""
    verdicts = []
    for message in marked:
        hidden = _hidden(message.text, mask)
        for start, end, its_kind in message.spans:
            if kind in (None, its_kind):
                verdicts.append(hidden.issuperset(range(start, end)))
    return share_of(verdicts)


def wrongly_masked_words(marked: Sequence[Marked], mask: Mask) -> Figure:
    """The share of the words of clean messages of which a character is replaced. The interval
    takes words as independent of one another, which is a little too sure."""
    verdicts = []
    for message in marked:
        if not message.spans:
            hidden = _hidden(message.text, mask)
            for word in re.finditer(r"\S+", message.text):
                verdicts.append(not hidden.isdisjoint(range(*word.span())))
    return share_of(verdicts)


def kinds(marked: Sequence[Marked]) -> list[str]:
    return sorted({kind for message in marked for _, _, kind in message.spans})


def _characters(message: Marked, mask: Mask, kind: str | None) -> tuple[int, int]:
    """(replaced, all) of the personal data in a message."""
    hidden = _hidden(message.text, mask)
    wanted = {
        place
        for start, end, its_kind in message.spans
        if kind in (None, its_kind)
        for place in range(start, end)
    }
    return len(wanted & hidden), len(wanted)


def _hidden(text: str, mask: Mask) -> set[int]:
    return {place for start, end in mask(text) for place in range(start, end)}


def _ratio(counted: Sequence[tuple[int, int]]) -> float:
    every = sum(whole for _, whole in counted)
    return sum(part for part, _ in counted) / every if every else nan
