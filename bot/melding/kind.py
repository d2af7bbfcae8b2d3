"""What every kind of answer can do, and how it refuses."""

from __future__ import annotations

from typing import Any, Protocol

from bot.melding.schema import Field
from bot.melding.words import plain

LONGEST_TEXT = 4000  # characters


class Unclear(ValueError):
    """The text does not answer the question; ask again, saying `reason`.

    `options` are the possibilities to offer when asking, as (value, label), if there are a few.
    """

    def __init__(self, reason: str, options: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.options = options


class Kind(Protocol):
    def read(self, field: Field, text: str) -> Any:
        """The JSON-able value that `text` gives. Raises Unclear."""

    def show(self, field: Field, value: Any) -> str:
        """The value in words that a visitor and a colleague both understand."""

    def json_schema(self, field: Field) -> dict[str, Any]: ...


class Tekst:
    """Free text, kept as written; a bare "ja" or "ok" tells nothing."""

    TELLS_NOTHING = frozenset(
        "ja nee neen ok oke oké hm hmm eh ehm nou tja goed prima hoi hallo".split()
    )

    def read(self, field: Field, text: str) -> str:
        if sum(letter.isalpha() for letter in text) < 2 or plain(text) in self.TELLS_NOTHING:
            raise Unclear("leeg")
        return text.strip()[:LONGEST_TEXT]

    def show(self, field: Field, value: Any) -> str:
        return str(value)

    def json_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "minLength": 2, "maxLength": LONGEST_TEXT}
