"""Kinds of answers that are lists: several choices, several things; people are in people.py.

A list grows by its question "nog iemand?": a field that `adds_to` another. What is said there
is added to the list, and the question comes back until the visitor says that this was all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.melding.choices import choice_in, choices_in
from bot.melding.kind import LONGEST_TEXT, Kind, Tekst, Unclear
from bot.melding.schema import DECLINED, UNKNOWN, Field
from bot.melding.words import plain

NONE = "geen"  # the choice of a list that there are none
NO_MORE = "nee"  # the value of a question "nog iemand?" when the list is complete
MOST = 20  # entries of a list


class Keuzes:
    """One or more of the field's choices, each once, in the order of the choices."""

    def read(self, field: Field, text: str) -> list[str] | str:
        found = [choice.value for choice in choices_in(field, text)]
        if not found:
            raise Unclear("kies")
        return UNKNOWN if found == [UNKNOWN] else [one for one in found if one != UNKNOWN]

    def show(self, field: Field, value: Any) -> str:
        if isinstance(value, str):
            return _label(field, value)
        return ", ".join(_label(field, one) for one in value)

    def json_schema(self, field: Field) -> dict[str, Any]:
        values = [choice.value for choice in field.choices if choice.value != UNKNOWN]
        return {"type": "array", "items": {"enum": values}, "minItems": 1, "uniqueItems": True}


def _label(field: Field, value: object) -> str:
    choice = field.choice(value)
    return choice.label if choice else str(value)


class Lijst:
    """Things in the visitor's own words, one of a line or of a sentence with a semicolon; or one
    of the field's choices, such as that there are none."""

    def read(self, field: Field, text: str) -> list[str] | str:
        if chosen := choice_in(field, text):
            return chosen.value
        found = [
            part for part in lines_of(Tekst().read(field, text)) if any(map(str.isalpha, part))
        ]
        return found[:MOST]

    def show(self, field: Field, value: Any) -> str:
        return _label(field, value) if isinstance(value, str) else "; ".join(map(str, value))

    def json_schema(self, field: Field) -> dict[str, Any]:
        item = {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}
        things = {"type": "array", "items": item, "minItems": 1, "maxItems": MOST}
        values = [choice.value for choice in field.choices]
        return {"anyOf": [things, {"enum": values}]} if values else things


class Erbij:
    """The answer to "nog iemand?": NO_MORE, or what is to be added to the list. The kind of what
    is added is that of the field that it adds to."""

    NO_MORE_SAID = re.compile(
        r"(?:nee|neen|nah|nope|niemand|niets|niks|klaar|dit|dat|was|is|verder|meer|alles|iedereen|"
        r"het|t|geen|niet|nie|er|zijn|anders|dank|je|hoor|wel|allemaal|nog|zo|voor|nu|genoeg)"
    )

    def __init__(self, added: Kind) -> None:
        self._added = added

    def read(self, field: Field, text: str) -> Any:
        words = plain(text).split()
        if words and all(self.NO_MORE_SAID.fullmatch(word) for word in words):
            return NO_MORE
        return self._added.read(field, re.sub(r"^\W*ja\b\W*", "", text, flags=re.I))

    def show(self, field: Field, value: Any) -> str:
        return "Nee" if value == NO_MORE else self._added.show(field, value)

    def json_schema(self, field: Field) -> dict[str, Any]:
        return {"enum": [NO_MORE]}


def is_complete(value: Any) -> bool:
    """Whether nobody is asked for another: a list names several at once, or there are none."""
    if isinstance(value, list):
        return len(value) > 1
    return value in (NONE, UNKNOWN, DECLINED)


def extended(before: Any, more: Any) -> Any:
    """The list with more in it, nothing twice; a text with another line."""
    if isinstance(before, list):
        return [*before, *(one for one in more if one not in before)][:MOST]
    if isinstance(before, str):
        return f"{before}\n{more}"[:LONGEST_TEXT]
    return more


def lines_of(text: str) -> Iterator[str]:
    for part in re.split(r"[\n;•]+", text):
        if part.strip(" -"):
            yield part.strip(" -")
