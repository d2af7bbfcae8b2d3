"""The danger signals of `signals.yml`, read and checked once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.danger.context import ABOUT_DYING, CONTEXTS
from bot.danger.patterns import Pattern, compiled
from bot.danger.row_check import complaints
from bot.danger.word_lists import PatternNotUnderstood, word_lists

SIGNALS_FILE = Path(__file__).with_name("signals.yml")
VOCABULARY_FILE = Path(__file__).with_name("vocabulary.yml")

WISH_TO_DIE = ("D09", "D10")

# Word list name → its expressions.
Words = Mapping[str, Sequence[str]]


class Action(Enum):
    """What a signal asks for (domein 6.2)."""

    R = "R"  # 112 block and a human now
    O = "O"  # noqa: E741  human with priority; the letter is the table's
    S = "S"  # 113 block and a human
    C = "C"  # Centrum Seksueel Geweld block
    E = "E"  # quick exit


class SignalsNotUsable(ValueError):
    """`signals.yml` or `vocabulary.yml` is wrong; the message says which row and what to do."""


@dataclass(frozen=True)
class Signal:
    """One row of the danger table.

    It is heard when one of `patterns` is found in a sentence and none of `unless` is in that
    sentence; with `also`, only if one of those is somewhere in the conversation too. `despite`
    names what would make others doubtful but not this one (see `context.py`); a row that is not
    about a wish to die is heard despite what is said about dying. `at_most`: the most words a
    conversation may have for this row, None for any.
    """

    code: str
    name: str
    action: Action
    source: str
    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    also: tuple[Pattern, ...]
    despite: frozenset[str]
    at_most: int | None
    match: tuple[str, ...]
    no_match: tuple[str, ...]


@dataclass(frozen=True)
class Signals:
    """All `rows`, and by name the `contexts` that make a finding doubtful."""

    rows: tuple[Signal, ...]
    contexts: Mapping[str, tuple[Pattern, ...]]


@lru_cache(maxsize=1)
def signals() -> Signals:
    """The checked table; read on first use. Raises SignalsNotUsable."""
    return read_signals(SIGNALS_FILE, VOCABULARY_FILE)


def read_signals(rows_file: Path, vocabulary_file: Path) -> Signals:
    """The table in these files. Raises SignalsNotUsable."""
    vocabulary = _loaded(vocabulary_file)
    words = _words(vocabulary["words"])
    rows: dict[str, Signal] = {}
    for entry in _loaded(rows_file):
        complaint = next(complaints(entry, rows, Action.__members__), None)
        if complaint:
            # A row that is not complete must stop the program at its start, not fail a visitor.
            raise SignalsNotUsable(f"{entry.get('name', 'a row without a name')}: {complaint}")
        rows[entry["name"]] = _signal(entry, words)
    contexts = {
        name: _patterns(f"context {name}", vocabulary["contexts"].get(name, ()), words)
        for name in CONTEXTS
    }
    return Signals(tuple(rows.values()), contexts)


def _words(lists: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    try:
        return word_lists(lists)
    except PatternNotUnderstood as error:
        raise SignalsNotUsable(str(error)) from error


def _loaded(file: Path) -> Any:
    try:
        return YAML(typ="safe").load(file)
    except (OSError, YAMLError) as error:
        raise SignalsNotUsable(
            f"{file.name} cannot be read: {error}; restore or mend it"
        ) from error


def _signal(entry: Mapping[str, Any], words: Words) -> Signal:
    name = entry["name"]
    return Signal(
        code=entry["code"],
        name=name,
        action=Action(entry["action"]),
        source=entry["source"],
        patterns=_patterns(name, entry["patterns"], words),
        unless=_patterns(name, entry.get("unless", ()), words),
        also=_patterns(name, entry.get("also", ()), words),
        despite=frozenset(entry.get("despite", ()))
        | (frozenset() if entry["code"] in WISH_TO_DIE else ABOUT_DYING),
        at_most=entry.get("at_most"),
        match=tuple(entry["match"]),
        no_match=tuple(entry["no_match"]),
    )


def _patterns(name: str, written: Sequence[str], words: Words) -> tuple[Pattern, ...]:
    try:
        return tuple(compiled(pattern, words) for pattern in written)
    except PatternNotUnderstood as error:
        raise SignalsNotUsable(f"{name}: {error}") from error
