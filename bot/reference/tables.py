"""The rows of the CSV tables in this folder."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent


class TableBroken(ValueError):
    """A reference table cannot be used; the message names the file, the row and the next step."""


def rows(filename: str) -> Iterator[dict[str, str]]:
    """The rows of one table by column name; lines that start with `#` are its source notes."""
    with (FOLDER / filename).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))
