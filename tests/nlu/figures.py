"""What the analysis of messages is worth against their labels.

An analysis is a dict as `advieslijn analyse` prints it, `gevaar behoefte onderwerp vormen rol`. The
first labeller is the measure; that either of the two is right is told beside it, since a message
that people label differently has no one right answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import nan
from typing import Any

from tests.nlu.agreement import micro_f1
from tests.nlu.intervals import Figure, bootstrap, share_of
from tests.nlu.messages import Message

Analysis = dict[str, Any]
Analyse = Callable[[Sequence[str]], list[Analysis]]
DANGERS = ("acuut", "suicide")
STARTS_A_MELDING = "wil_melden"


@dataclass(frozen=True)
class Judged:
    """A message and what was made of it."""

    message: Message
    analysis: Analysis

    def is_right(self, label: str) -> bool:
        return bool(self.analysis[label] == getattr(self.message.labels, label))

    def is_right_for_either(self, label: str) -> bool:
        """Nothing found is never right here: the second labeller may have seen no question."""
        said = self.analysis[label]
        wanted = {getattr(self.message.labels, label), getattr(self.message.second, label)}
        return said is not None and said in wanted

    @property
    def is_alarm(self) -> bool:
        return bool(self.analysis["gevaar"] != "geen")

    @property
    def starts_melding(self) -> bool:
        said = self.analysis
        return said["behoefte"] == "melding" or said.get("intent") == STARTS_A_MELDING


def judge(messages: Sequence[Message], analyse: Analyse) -> list[Judged]:
    found = analyse([message.text for message in messages])
    return [Judged(m, a) for m, a in zip(messages, found, strict=True)]


def of_danger(judged: Sequence[Judged], *dangers: str) -> list[Judged]:
    return [j for j in judged if j.message.labels.gevaar in (dangers or DANGERS)]


def of_need(judged: Sequence[Judged], need: str) -> list[Judged]:
    return [j for j in judged if j.message.labels.behoefte == need]


def danger_recall(judged: Sequence[Judged], *dangers: str) -> Figure:
    """Share of the messages of these dangers (default: both) that raise any level: the visitor is
    then told 112 or 113, and a colleague is asked."""
    return share_of([j.is_alarm for j in of_danger(judged, *dangers)])


def exact_danger(judged: Sequence[Judged], *dangers: str) -> Figure:
    return share_of([j.is_right("gevaar") for j in of_danger(judged, *dangers)])


def false_alarms(judged: Sequence[Judged]) -> Figure:
    """Share of the messages without danger that raise a level."""
    return share_of([j.is_alarm for j in of_danger(judged, "geen")])


def accuracy(judged: Sequence[Judged], label: str) -> Figure:
    """`onderwerp` is measured on questions only."""
    return share_of([j.is_right(label) for j in _measured(judged, label)])


def accuracy_for_either(judged: Sequence[Judged], label: str) -> Figure:
    return share_of([j.is_right_for_either(label) for j in _measured(judged, label)])


def forms_f1(judged: Sequence[Judged]) -> Figure:
    """Micro-F1 of `vormen`."""
    return bootstrap(judged, _f1)


def need_recall(judged: Sequence[Judged], need: str) -> Figure:
    return share_of([j.is_right("behoefte") for j in of_need(judged, need)])


def melding_started(judged: Sequence[Judged]) -> list[Judged]:
    """Messages out of scope that would start a melding; there should be none."""
    return [j for j in of_need(judged, "buiten_scope") if j.starts_melding]


@dataclass(frozen=True)
class FormFigure:
    """How well one of `vormen` is found: of those said, and of those there."""

    form: str
    precision: float
    recall: float
    count: int


def per_form(judged: Sequence[Judged]) -> list[FormFigure]:
    """In the order of how often a form is there."""
    wanted = Counter(form for j in judged for form in j.message.labels.vormen)
    said = Counter(form for j in judged for form in set(j.analysis["vormen"]))
    both = Counter(
        form for j in judged for form in j.message.labels.vormen & set(j.analysis["vormen"])
    )
    return [
        FormFigure(form, both[form] / (said[form] or nan), both[form] / count, count)
        for form, count in wanted.most_common()
    ]


def confusions(judged: Sequence[Judged], label: str) -> list[tuple[str, str, list[str]]]:
    """(label, what was said instead, ids), the most frequent first."""
    found: dict[tuple[str, str], list[str]] = {}
    for j in _measured(judged, label):
        if not j.is_right(label):
            pair = (str(getattr(j.message.labels, label)), str(j.analysis[label]))
            found.setdefault(pair, []).append(j.message.id)
    return sorted(((*pair, ids) for pair, ids in found.items()), key=lambda row: -len(row[2]))


def _measured(judged: Sequence[Judged], label: str) -> Sequence[Judged]:
    return of_need(judged, "informatie") if label == "onderwerp" else judged


def _f1(judged: Sequence[Judged]) -> float:
    return micro_f1([(j.message.labels.vormen, frozenset(j.analysis["vormen"])) for j in judged])
