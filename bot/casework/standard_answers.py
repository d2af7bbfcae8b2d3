"""Texts that a colleague can choose, read and change before sending; nothing is sent by itself.

They stand in standard_answers.yml, in Dutch and in English, with helplines as [[id]] and variables
as {name}. What is not known stays a gap that cannot be sent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.reference.helplines import HelplineUnknown, NoNumber, fill_numbers

STANDARD_ANSWERS_FILE = Path(__file__).with_name("standard_answers.yml")
LONGEST_TITLE = 40  # characters
OWNERS = frozenset({"jurist", "gedragsdeskundige", "vertrouwensarts", "communicatie", "beheerder"})
STATUSES = frozenset({"concept", "vastgesteld"})

# Every variable, with the words that stand in its gap. The first three are known when the
# conversation tells them; the others only the colleague can fill in.
VARIABLES: Mapping[str, str] = {
    "gemeente": "gemeente",
    "regio": "Veilig Thuis in welke regio",
    "nummer_melding": "nummer van de melding",
    "minuten": "hoeveel",
    "moment": "dag en tijd",
}
_VARIABLE = re.compile(r"\{([^{}]*)\}")
GAP_BEGINS = "[vul in: "
_GAP = re.compile(re.escape(GAP_BEGINS) + r"[^\[\]]*\]")


class StandardAnswersInvalid(ValueError):
    """standard_answers.yml cannot be used as it is; the message names the text and the mistake."""


@dataclass(frozen=True)
class StandardAnswer:
    """`text` and `english` as they stand in the file; after `review_before` it has to be read again
    before a release."""

    id: str
    title: str
    text: str
    english: str
    source: str
    owner: str
    reviewed_on: date
    review_before: date
    status: str


@cache
def standard_answers() -> tuple[StandardAnswer, ...]:
    """All of them, in the order of the file. Raises StandardAnswersInvalid on a bad file."""
    return read_standard_answers(STANDARD_ANSWERS_FILE.read_text(encoding="utf-8"))


def read_standard_answers(text: str) -> tuple[StandardAnswer, ...]:
    """The texts that a YAML text defines. Raises StandardAnswersInvalid."""
    found: dict[str, StandardAnswer] = {}
    for entry in YAML(typ="safe").load(text):
        answer = _answer(entry)
        if answer.id in found:
            raise StandardAnswersInvalid(f"{answer.id}: defined twice; give one another id")
        found[answer.id] = answer
    return tuple(found.values())


def filled(text: str, known: Mapping[str, str]) -> str:
    """The text with its numbers and with what is known; a gap for what is not."""

    def value(variable: re.Match[str]) -> str:
        name = variable[1]
        return known.get(name) or f"{GAP_BEGINS}{VARIABLES[name]}]"

    return _VARIABLE.sub(value, fill_numbers(text))


def has_gap(text: str) -> bool:
    """Whether something is still to be filled in."""
    return _GAP.search(text) is not None


def _answer(entry: dict[str, Any]) -> StandardAnswer:
    id = entry.get("id", "a text without an id")
    expected = {field.name for field in fields(StandardAnswer)}
    if set(entry) != expected:
        wrong = ", ".join(sorted(expected.symmetric_difference(entry)))
        raise StandardAnswersInvalid(f"{id}: missing or unknown: {wrong}")
    answer = StandardAnswer(**entry)
    for mistake in _mistakes(answer):
        raise StandardAnswersInvalid(f"{id}: {mistake}")
    return answer


def _mistakes(answer: StandardAnswer) -> list[str]:
    found = []
    if not 0 < len(answer.title) <= LONGEST_TITLE:
        found.append(f"a title has 1 to {LONGEST_TITLE} characters")
    if answer.owner not in OWNERS:
        found.append(f"owner {answer.owner!r} is unknown; known are {', '.join(sorted(OWNERS))}")
    if answer.status not in STATUSES:
        found.append(f"status {answer.status!r} is unknown")
    if not answer.reviewed_on < answer.review_before:
        found.append("it is to be read again after it was read")
    for text in (answer.text, answer.english):
        unknown = set(_VARIABLE.findall(text)) - set(VARIABLES)
        if unknown:
            found.append(f"variables {', '.join(sorted(unknown))} are unknown")
        try:
            fill_numbers(text)
        except (HelplineUnknown, NoNumber) as wrong:
            found.append(str(wrong))
    if _tokens(answer.text) != _tokens(answer.english):
        found.append("the English has other helplines or variables than the Dutch")
    return found


def _tokens(text: str) -> list[str]:
    return sorted(set(re.findall(r"\[\[[^\[\]]*\]\]|\{[^{}]*\}", text)))
