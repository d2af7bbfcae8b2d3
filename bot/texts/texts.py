"""Looks up fixed texts; a missing name or filling is an error of ours, found by tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

TEXTS_FILE = Path(__file__).with_name("nl.yml")


class TextMissing(KeyError):
    """There is no fixed text of this name; add it to bot/texts/nl.yml."""


class Texts:
    """The fixed texts with their telephone numbers filled in.

    Everything is read when it is made, so that no later failure of disk, database or model can
    keep the 112 text from a visitor.
    """

    def __init__(self, fill_numbers: Callable[[str], str]) -> None:
        self._texts = {name: fill_numbers(text) for name, text in written().items()}

    def __call__(self, name: str, **fillings: str) -> str:
        try:
            text = self._texts[name]
        except KeyError:
            raise TextMissing(name) from None
        return text.format(**fillings) if fillings else text

    def __contains__(self, name: str) -> bool:
        return name in self._texts


@cache
def written() -> Mapping[str, str]:
    """The texts as they stand in the file, by name."""
    return dict(YAML(typ="safe").load(TEXTS_FILE.read_text(encoding="utf-8")))
