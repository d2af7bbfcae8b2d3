"""The word lists of this package, read once at the first message."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.privacy.lexicon import Lexicon, fold

_FOLDER = Path(__file__).parent


def group(name: str) -> frozenset[str]:
    """A group of phrases.yml, folded; a phrase of several words is one string."""
    return _groups()[name]


@cache
def load_lexicon() -> Lexicon:
    names, others = _read("first_names.yml"), _read("not_names.yml")
    phrases = others.pop("phrases")
    trigger_names = _words(names["needs_trigger"])
    listed = _words(*names["names"].values()) | _words(names["family_names"])
    ordinary = _words(_read("ordinary_words.yml")["words"]) | _single_words(_groups().values())
    return Lexicon(
        listed=listed - trigger_names,
        trigger_names=trigger_names,
        capital_only=_words(names["capital_only"]),
        surnames=_words(names["surnames"]),
        loose_surnames=_words(names["loose_surnames"]),
        not_names=_words(*others.values()),
        brands=_words(others["brands"]),
        phrases=frozenset(tuple(phrase.split()) for phrase in phrases),
        ordinary=ordinary - listed,
    )


@cache
def _groups() -> Mapping[str, frozenset[str]]:
    return {name: _entries(entries) for name, entries in _read("phrases.yml").items()}


def _entries(entries: str | list[str]) -> frozenset[str]:
    listed = entries.split() if isinstance(entries, str) else entries
    return frozenset(fold(entry) for entry in listed)


def _single_words(groups: Iterable[frozenset[str]]) -> frozenset[str]:
    """Relations, trades, kinds of school and the like are ordinary words themselves."""
    return frozenset(entry for entries in groups for entry in entries if " " not in entry)


def _words(*texts: str) -> frozenset[str]:
    return frozenset(fold(word) for text in texts for word in text.split())


def _read(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe").load((_FOLDER / name).read_text(encoding="utf-8"))
    return loaded
