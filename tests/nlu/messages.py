"""The unseen test set: messages with the labels of two labellers, and those with personal data.

A message is named by its file and line, `hand_2:17`; its words stay in the file. Where the
labellers differ about `gevaar`, `beslist.jsonl` says what it is and why. The style is that of the
first labeller, who wrote down for each message how it was typed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
PARTS = 4


class TestSetBroken(ValueError):
    """A file of the test set does not fit the others; the message names the file."""

    __test__ = False  # no class of tests, whatever pytest thinks of its name


@dataclass(frozen=True)
class Labels:
    """What a labeller says of one message; `onderwerp` only when `behoefte` is informatie."""

    gevaar: str
    behoefte: str
    onderwerp: str | None
    vormen: frozenset[str]
    rol: str


@dataclass(frozen=True)
class Message:
    """`labels` are the first labeller's with the decided `gevaar`; `first` are as they came."""

    id: str
    text: str
    stijl: str
    labels: Labels
    first: Labels
    second: Labels


@dataclass(frozen=True)
class Marked:
    """A message and where personal data stand in it: (start, end, kind)."""

    id: str
    text: str
    spans: tuple[tuple[int, int, str], ...]


def read_messages(folder: Path = FOLDER) -> list[Message]:
    """Every message in the order of the files. Raises TestSetBroken."""
    decided = {row["id"]: row["gevaar"] for row in _rows(folder / "beslist.jsonl")}
    found = []
    for part in range(1, PARTS + 1):
        rows = list(_rows(folder / f"berichten/hand_{part}.jsonl"))
        seconds = list(_rows(folder / f"berichten/tweede_{part}.jsonl"))
        if len(rows) != len(seconds):
            raise TestSetBroken(f"tweede_{part}.jsonl: not as many lines as hand_{part}.jsonl")
        for line, (row, other) in enumerate(zip(rows, seconds, strict=True), start=1):
            id = f"hand_{part}:{line}"
            first, second = _labels(row), _labels(other)
            if first.gevaar != second.gevaar and id not in decided:
                raise TestSetBroken(f"beslist.jsonl: the labellers differ about {id}, decide it")
            final = replace(first, gevaar=decided.get(id, first.gevaar))
            found.append(Message(id, row["text"], row["stijl"], final, first, second))
    return found


def read_marked(file: Path = FOLDER / "persoonsgegevens.jsonl") -> list[Marked]:
    """Messages with personal data, and clean ones: those without spans."""
    return [
        Marked(f"pii:{line}", row["text"], tuple((a, b, kind) for a, b, kind in row["spans"]))
        for line, row in enumerate(_rows(file), start=1)
    ]


def _labels(row: dict[str, Any]) -> Labels:
    return Labels(
        row["gevaar"], row["behoefte"], row["onderwerp"], frozenset(row["vormen"]), row["rol"]
    )


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)
