"""A short answer to a question that is not the open one: "in Utrecht" while the role was asked.

It is taken only when nothing but that answer is said, and when it fits just one question that is
still to come: what was not understood is asked again, what was misunderstood stands in a melding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.melding.fields import fields_by_name
from bot.melding.kind import Unclear
from bot.melding.kinds import NUMBER_WORDS, Moment, read
from bot.melding.route import is_answered
from bot.melding.schema import Answers, Field
from bot.melding.words import plain

MOST_WORDS = 5
# In these a moment alone is no answer, though they take any words.
NEVER_A_MOMENT = frozenset({"om_wie", "wat_gebeurd"})
_AROUND_A_MOMENT = frozenset(
    "een de het dat was is op in nog net paar al om half rond ongeveer ergens deze dit eind begin "
    "twee drie keer".split()
) | frozenset(NUMBER_WORDS)
_AGES = re.compile(
    r"\b\d{1,2} ?(?:jaar|jr)\b|^\W*(?:ze zijn |van )?\d{1,2}(?:(?:, ?| en )\d{1,2})+\W*$"
)


def answer_elsewhere(asked: Field, text: str, answers: Answers) -> dict[str, Any]:
    """{field: value}, or nothing."""
    if not 0 < len(plain(text).split()) <= MOST_WORDS or "?" in text:
        return {}
    found = dict(_read(asked, text, answers))
    return found if len(found) == 1 else {}


def _read(asked: Field, text: str, answers: Answers) -> Iterator[tuple[str, Any]]:
    for name, says in (("wanneer", is_moment), ("leeftijden", _says_ages), ("gemeente", bool)):
        field = fields_by_name()[name]
        is_open = field.applies(answers) and not is_answered(field, answers)
        if name != asked.name and is_open and says(text):
            try:
                yield name, read(field, text)
            except Unclear:
                continue


def is_moment(text: str) -> bool:
    """Whether the text is a moment alone: "vorige week", not "de buurman van vorige week"."""
    words = plain(text).split()
    is_time = [Moment.TIME.fullmatch(word) is not None for word in words]
    return any(is_time) and all(
        time or word in _AROUND_A_MOMENT or word.isdigit()
        for word, time in zip(words, is_time, strict=True)
    )


def _says_ages(text: str) -> bool:
    return _AGES.search(text.lower()) is not None
