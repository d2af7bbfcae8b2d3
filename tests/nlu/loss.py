"""What is lost when people misspell: the same figures with one wrong word in every sentence.

The loss is taken message by message and over several ways of misspelling, so that one lucky or
unlucky error weighs little; the interval is over messages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean

from tests.nlu.figures import Analyse, Judged, of_danger, of_need
from tests.nlu.intervals import Figure, mean
from tests.nlu.messages import Message
from tests.nlu.misspelling import misspelt

SEEDS = (1, 2, 3)
Verdict = Callable[[Judged], bool]


@dataclass(frozen=True)
class Loss:
    """`lost` is a share of 1; below 0 when the misspelt messages go better."""

    name: str
    lost: Figure


@dataclass(frozen=True)
class _Measure:
    name: str
    of: Callable[[Sequence[Judged]], Sequence[Judged]]
    is_right: Verdict


MEASURES = (
    _Measure("gevaar gevonden", of_danger, lambda j: j.is_alarm),
    _Measure("geen vals alarm", lambda js: of_danger(js, "geen"), lambda j: not j.is_alarm),
    _Measure("behoefte", lambda js: js, lambda j: j.is_right("behoefte")),
    _Measure("onderwerp", lambda js: of_need(js, "informatie"), lambda j: j.is_right("onderwerp")),
    _Measure("rol", lambda js: js, lambda j: j.is_right("rol")),
)
TARGETED = ("gevaar gevonden", "behoefte")


def misspelt_message(text: str, id: str, seed: int) -> str:
    """The same at every run, and for a message whatever stands before it in the list."""
    return misspelt(text, Random(f"{seed}:{id}"))  # noqa: S311 - no secret


def losses(judged: Sequence[Judged], analyse: Analyse) -> list[Loss]:
    """Of each measure: right as typed, less right with a misspelling."""
    messages = [j.message for j in judged]
    worse = [judge_misspelt(messages, analyse, seed) for seed in SEEDS]
    return [_loss(measure, judged, worse) for measure in MEASURES]


def judge_misspelt(messages: Sequence[Message], analyse: Analyse, seed: int) -> list[Judged]:
    found = analyse([misspelt_message(m.text, m.id, seed) for m in messages])
    return [Judged(m, a) for m, a in zip(messages, found, strict=True)]


def _loss(measure: _Measure, judged: Sequence[Judged], worse: Sequence[Sequence[Judged]]) -> Loss:
    before = [measure.is_right(j) for j in measure.of(judged)]
    after = [[measure.is_right(j) for j in measure.of(one)] for one in worse]
    return Loss(
        measure.name,
        mean([right - fmean(each) for right, *each in zip(before, *after, strict=True)]),
    )
