"""`advieslijn masker`: what the door leaves out in the advice stage, and places besides."""

from __future__ import annotations

from bot.cli.lines import Row, text_of
from bot.privacy.mask import mask
from bot.privacy.spans import Label
from bot.reference.places import place_names


def masked(row: Row) -> Row:
    """`{"text", "spans": [[start, end, label], …]}`; the offsets are characters of the original,
    end exclusive. The other keys of the row are kept. Raises LineRefused."""
    found = mask(text_of(row), places=place_names(), replace=frozenset(Label))
    spans = [[span.start, span.end, span.label.value] for span in found.spans]
    return {**row, "text": found.text, "spans": spans}
