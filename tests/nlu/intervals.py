"""How sure a figure is: 95 % confidence intervals, all in shares of 1."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isnan, nan, sqrt
from random import Random
from statistics import fmean, stdev
from typing import TypeVar

Z = 1.959964  # two-sided, 95 %
ROUNDS = 1000
T = TypeVar("T")


@dataclass(frozen=True)
class Figure:
    """A value with its interval, over `count` things; not a number when there were none."""

    value: float
    low: float
    high: float
    count: int

    def __bool__(self) -> bool:
        return not isnan(self.value)


NOTHING = Figure(nan, nan, nan, 0)


def share(right: int, count: int) -> Figure:
    """`right` out of `count`, with Wilson's interval, which also holds near 0 and 1."""
    if not 0 <= right <= count:
        raise ValueError(f"{right} out of {count} is no share")
    if not count:
        return NOTHING
    found, room = right / count, Z * Z / count
    middle = (found + room / 2) / (1 + room)
    half = Z / (1 + room) * sqrt(found * (1 - found) / count + room / count / 4)
    return Figure(found, max(0.0, middle - half), min(1.0, middle + half), count)


def share_of(verdicts: Sequence[bool]) -> Figure:
    return share(sum(verdicts), len(verdicts))


def bootstrap(
    things: Sequence[T], measure: Callable[[Sequence[T]], float], seed: int = 1
) -> Figure:
    """For a measure that is no share of messages, such as F1: draws the messages anew, a thousand
    times, and takes the middle 95 % of what comes out. `measure` may answer with not-a-number."""
    if not things or isnan(found := measure(things)):
        return NOTHING
    chance = Random(seed)  # noqa: S311 - no secret
    drawn = (measure(chance.choices(things, k=len(things))) for _ in range(ROUNDS))
    outcomes = sorted(outcome for outcome in drawn if not isnan(outcome))
    low, high = outcomes[int(len(outcomes) * 0.025)], outcomes[int(len(outcomes) * 0.975)]
    return Figure(found, low, high, len(things))


def mean(values: Sequence[float]) -> Figure:
    """Of a value for each message, such as what it lost; normal approximation."""
    if len(values) < 2:
        return NOTHING
    found, half = fmean(values), Z * stdev(values) / sqrt(len(values))
    return Figure(found, found - half, found + half, len(values))
