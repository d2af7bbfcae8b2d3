"""How far the two labellers agree: a label that people cannot agree on cannot be learnt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import nan

from tests.nlu.messages import Labels, Message

SINGLE = ("gevaar", "behoefte", "rol")


@dataclass(frozen=True)
class Agreement:
    """Shares of 1; kappa is what is left of the agreement when chance is taken off."""

    label: str
    count: int
    same: float
    kappa: float


def agreement(label: str, pairs: Sequence[tuple[Hashable, Hashable]]) -> Agreement:
    """Cohen's kappa; not a number when both always say one and the same."""
    count = len(pairs)
    if not count:
        return Agreement(label, 0, nan, nan)
    same = sum(one == other for one, other in pairs) / count
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    by_chance = sum(ones[value] * others[value] for value in ones) / count**2
    return Agreement(label, count, same, (same - by_chance) / (1 - by_chance or nan))


def micro_f1(pairs: Sequence[tuple[frozenset[str], frozenset[str]]]) -> float:
    """Of sets of labels, over all messages together; the order of a pair does not matter."""
    both = sum(len(one & other) for one, other in pairs)
    all = sum(len(one) + len(other) for one, other in pairs)
    return 2 * both / all if all else nan


def agreements(messages: Sequence[Message]) -> list[Agreement]:
    """Of every label with one value, before anything was decided; of `onderwerp` only where both
    say `informatie`, since elsewhere it does not exist."""
    pairs = [(m.first, m.second) for m in messages]
    found = [
        agreement(label, [(getattr(a, label), getattr(b, label)) for a, b in pairs])
        for label in SINGLE
    ]
    asked = [(a.onderwerp, b.onderwerp) for a, b in pairs if _both_ask(a, b)]
    return [*found, agreement("onderwerp", asked)]


def agreement_per_form(messages: Sequence[Message]) -> list[Agreement]:
    """Of each of `vormen`: whether it is there or not."""
    forms = sorted({form for m in messages for form in m.first.vormen | m.second.vormen})
    return [
        agreement(form, [(form in m.first.vormen, form in m.second.vormen) for m in messages])
        for form in forms
    ]


def _both_ask(one: Labels, other: Labels) -> bool:
    return one.behoefte == other.behoefte == "informatie"
