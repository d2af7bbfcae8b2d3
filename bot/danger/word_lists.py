"""The word lists of `vocabulary.yml` → one regular expression each, and their plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

NAME = re.compile(r"\{([a-z_]+)\}")
DEEPEST_NESTING = 5
_BAR = re.compile(r"\s*\|\s*")


class PatternNotUnderstood(ValueError):
    """A pattern names an unknown word list or is not a regular expression."""


def word_lists(lists: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Name → its expressions, from "woord | twee woorden | woord\\w* | {andere_lijst}"."""
    return {name: tuple(_flat(name, lists)) for name in lists}


def either(expressions: Iterable[str]) -> str:
    """ "been", "hals", "buik" → "b(?:een|uik)|h(?:als)": a long list is tried much faster."""
    grouped: dict[str, list[str]] = {}
    for expression in expressions:
        is_plain = expression[:1].isalpha() and expression[1:2] not in set("?*+{")
        letter = expression[0] if is_plain else ""
        grouped.setdefault(letter, []).append(expression[len(letter) :])
    return "|".join(
        f"{letter}(?:{'|'.join(rest)})" if letter else "|".join(rest)
        for letter, rest in grouped.items()
    )


def split_outside_brackets(expression: str, at: str) -> list[str]:
    """ "a|b(?:c|d)" at "|" → "a", "b(?:c|d)"."""
    depth, pieces = 0, [""]
    for letter in expression:
        depth += (letter == "(") - (letter == ")")
        if letter == at and depth == 0:
            pieces.append("")
        else:
            pieces[-1] += letter
    return pieces


def _flat(name: str, lists: Mapping[str, str], depth: int = 0) -> Iterator[str]:
    """The words of a list, and those of the lists that it names. Raises PatternNotUnderstood."""
    if name not in lists:
        raise PatternNotUnderstood(f"no word list {name!r}; add it to vocabulary.yml")
    if depth > DEEPEST_NESTING:
        raise PatternNotUnderstood(f"word list {name!r} holds itself; take the circle out")
    for word in split_outside_brackets(_BAR.sub("|", lists[name].strip()), "|"):
        whole_list = NAME.fullmatch(word)
        if whole_list:
            yield from _flat(whole_list[1], lists, depth + 1)
        else:
            yield NAME.sub(lambda found: f"(?:{'|'.join(_flat(found[1], lists, depth + 1))})", word)
