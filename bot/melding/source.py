"""Where an answer came from: the sentence of the message that says it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.melding.kind import Unclear
from bot.melding.kinds import read
from bot.melding.schema import Field

WHOLE_MESSAGE = ("tekst",)


def source_of(asked: Field, value: Any, sentences: Sequence[str]) -> str:
    """The first sentence that gives this value by itself; else the whole message."""
    whole = " ".join(sentences)
    if asked.kind in WHOLE_MESSAGE:
        return whole
    for sentence in sentences:
        try:
            if read(asked, sentence) == value:
                return sentence
        except Unclear:
            continue
    return whole
