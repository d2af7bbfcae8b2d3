"""Finds the question that a visitor asks among those that have an answer.

By pieces of words, which survive misspelling, compared with every way of asking that questions.yml
knows. The topic that the model heard counts as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.answers.questions import Question, questions

# Chosen by leaving out every way of asking once (docs/decisions/0008).
SAME_TOPIC = 0.3  # what the topic adds to the likeness
CERTAIN = 0.8  # from here the answer is given without asking,
APART = 0.05  # if the next question is at least so much less like it
# Of one of several questions in a message, whose topic nobody heard: then 85 % was right.
CERTAIN_ALONE, APART_ALONE = 0.6, 0.2
# Where a message goes on with another question.
NEXT_QUESTION = re.compile(
    r"\?+\s*|,? \b(?:en|of)\b (?=(?:wat|hoe|hoeveel|wie|waar|wanneer|kan|kunnen|mag|moet|blijf\w*|"
    r"krijg\w*|is|zijn|word\w*|kost|weten|horen|komen?|gaan?)\b)",
    re.IGNORECASE,
)
LEAST_WORDS = 3


@dataclass(frozen=True)
class Found:
    """`likeness` 0..1 plus what the topic added."""

    question: Question
    likeness: float


class Finder:
    """Made of the questions once; thread-safe."""

    def __init__(self, known: Sequence[Question]) -> None:
        self._known = list(known)
        asked = [(k, way) for k, q in enumerate(self._known) for way in (q.question, *q.also)]
        self._of = np.array([k for k, _ in asked])
        self._vectorizer = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True
        )
        self._ways = self._vectorizer.fit_transform(way.lower() for _, way in asked)

    def find(self, text: str, topic: str | None = None) -> list[Found]:
        """Every question, the likeliest first."""
        said = self._vectorizer.transform([text.lower()])
        likeness = (self._ways @ said.T).toarray()[:, 0]
        best = np.zeros(len(self._known))
        np.maximum.at(best, self._of, likeness)
        found = [
            Found(question, float(best[k]) + (SAME_TOPIC if question.topic == topic else 0.0))
            for k, question in enumerate(self._known)
        ]
        return sorted(found, key=lambda one: -one.likeness)


def is_certain(found: Sequence[Found]) -> bool:
    """Whether the first of these is meant, and not one that resembles it."""
    first, second = found[0].likeness, found[1].likeness
    return first >= CERTAIN and first - second >= APART


def questions_in(text: str) -> list[str]:
    """The parts of a message that each ask something; one when there is nothing to part."""
    parts = [
        re.sub(r"^\W*(?:en|of)\b", "", part).strip(" ,.!") for part in NEXT_QUESTION.split(text)
    ]
    parts = [part for part in parts if len(part.split()) >= LEAST_WORDS]
    return parts if len(parts) > 1 else [text]


def meant_by(parts: Sequence[str], topic: str | None) -> list[Question]:
    """The questions that the parts of a message certainly ask, each once. `topic` is that of the
    whole message, so it counts for the part that is nothing without it."""
    meant = []
    for part in parts:
        found = finder().find(part)
        first, second = found[0].likeness, found[1].likeness
        if first < CERTAIN_ALONE or first - second < APART_ALONE:
            found = finder().find(part, topic)
            if not is_certain(found):
                continue
        meant.append(found[0].question)
    return list(dict.fromkeys(meant))


@cache
def finder() -> Finder:
    return Finder(questions())
