"""The questions of questions.yml, each with its answer, source and date of review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

QUESTIONS_FILE = Path(__file__).with_name("questions.yml")


@dataclass(frozen=True)
class Question:
    """`also` are other ways in which people ask it. `answer` holds helplines as [[id]]; after
    `review_before` it may not be released."""

    id: str
    topic: str
    question: str
    also: tuple[str, ...]
    answer: str
    source: str
    owner: str
    reviewed_on: date
    review_before: date
    status: str


@cache
def questions() -> tuple[Question, ...]:
    entries = YAML(typ="safe").load(QUESTIONS_FILE.read_text(encoding="utf-8"))
    return tuple(Question(**{**entry, "also": tuple(entry["also"])}) for entry in entries)


@cache
def questions_by_id() -> Mapping[str, Question]:
    return {question.id: question for question in questions()}
