"""JSON lines in, JSON lines out: what `advieslijn analyse` and `advieslijn masker` share."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TextIO

Row = Mapping[str, Any]


class LineRefused(ValueError):
    """A line that is not what was asked for; the message never holds the line itself."""


def each_line(
    lines: Iterable[bytes], answer: Callable[[Row], Row], out: TextIO, errors: TextIO
) -> int:
    """A line out for every good line in; for every other an error that names its number.

    The exit code is 1 when there was one. What stands in a line is never written to `errors`:
    it may be a visitor's.
    """
    failed = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found = answer(_row(line))
        except LineRefused as refused:
            failed += 1
            print(f"line {number}: {refused}", file=errors)
            continue
        print(json.dumps(found, ensure_ascii=False), file=out, flush=True)
    return 1 if failed else 0


def text_of(row: Row) -> str:
    """Raises LineRefused."""
    if not isinstance(row.get("text"), str):
        raise LineRefused('an object with a "text" was expected')
    return str(row["text"])


def _row(line: bytes) -> Row:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise LineRefused("this is not JSON in UTF-8") from None
    if not isinstance(row, dict):
        raise LineRefused("an object was expected")
    return row
