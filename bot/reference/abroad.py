"""Whether a text without a Dutch place speaks of Flanders or another country (abroad.yml)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

FILE = Path(__file__).with_name("abroad.yml")


@cache
def _names() -> Mapping[str, frozenset[str]]:
    read: Mapping[str, str] = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
    return {where: frozenset(names.split()) for where, names in read.items()}


def abroad(words: list[str]) -> str | None:
    """ "vlaanderen" or "buitenland", of words in small letters without accents; else None."""
    said = set(words)
    return next((where for where, names in _names().items() if names & said), None)
