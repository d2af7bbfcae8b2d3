"""Towns and quarters of place_lists.yml, read once at the first message."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

_FILE = Path(__file__).with_name("place_lists.yml")
MOST_WORDS = 4


def place_list(name: str) -> frozenset[str]:
    """The names of one list, as `place_key` writes them."""
    return _lists()[name]


def place_key(words: list[str]) -> str:
    """How folded words are looked up: "sint-truiden" → "sint truiden"."""
    return " ".join(words).replace("-", " ")


def opens_place(low: str) -> bool:
    """Whether some name starts with this word."""
    return low.partition("-")[0] in _first_words()


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split()[0] for names in _lists().values() for name in names)


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    loaded: dict[str, str] = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    return {
        name: frozenset(entry.strip() for entry in entries.split(",") if entry.strip())
        for name, entries in loaded.items()
    }
