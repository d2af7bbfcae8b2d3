"""From the chances of the labels to what a message means.

Pure: `Meaning` is what the use cases see of the model. The points from which a label holds were
chosen on the development messages (docs/decisions/0006), never on the test set.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.encoder.labels import BEHOEFTE, GEVAAR, HEADS, ONDERWERP, ROL, VORMEN

Chances = Mapping[str, Any]  # of every label of a head, in its order, a probability

MEANING = "betekenis"  # under which a message carries the chances of its labels

FORM_HOLDS = 0.5
SURE_OF_FORM = 0.7
OUT_OF_SCOPE_FROM = 0.2
SURE_OF_ROLE = 0.8
CHOICE_OF_ROLE = {
    "slachtoffer": "zelf",
    "kind": "kind",
    "omstander": "omstander",
    "professional": "professional",
    "pleger": "pleger",
}


@dataclass(frozen=True)
class Meaning:
    """`danger` and `suicide` are probabilities 0..1 that such a thing is said; the rest are
    labels of bot.encoder.labels. `topic` is given whatever the need; it matters with
    `informatie`."""

    danger: float
    suicide: float
    need: str
    topic: str
    role: str
    forms: tuple[str, ...]


def meaning_of(chances: Chances) -> Meaning:
    return Meaning(
        danger=float(chances["gevaar"][GEVAAR.index("acuut")]),
        suicide=float(chances["gevaar"][GEVAAR.index("suicide")]),
        need=_need(chances["behoefte"]),
        topic=_likeliest(ONDERWERP, chances["onderwerp"]),
        role=_likeliest(ROL, chances["rol"]),
        forms=tuple(
            form for form, p in zip(VORMEN, chances["vormen"], strict=True) if p >= FORM_HOLDS
        ),
    )


def surest_forms(chances: Chances) -> tuple[str, ...]:
    """The forms to advise about: where some are sure, those that are only likely would crowd out
    the advice that is meant."""
    forms = list(zip(VORMEN, chances["vormen"], strict=True))
    sure = tuple(form for form, p in forms if p >= SURE_OF_FORM)
    return sure or meaning_of(chances).forms


def _need(chances: Sequence[float]) -> str:
    """What does not belong here is many things, and seldom the likeliest of one kind."""
    if chances[BEHOEFTE.index("buiten_scope")] >= OUT_OF_SCOPE_FROM:
        return "buiten_scope"
    return _likeliest(BEHOEFTE, chances)


def _likeliest(labels: Sequence[str], chances: Sequence[float]) -> str:
    return max(zip(chances, labels, strict=True))[1]


def sure_role(chances: Chances) -> str | None:
    """The writer's role as a choice of the field rol; None when it is not certain."""
    if "rol" not in chances:
        return None
    sure = [label for label, p in zip(ROL, chances["rol"], strict=True) if p >= SURE_OF_ROLE]
    return CHOICE_OF_ROLE.get(sure[0]) if sure else None


def as_json(chances: Chances) -> dict[str, list[float]]:
    """For Rasa's messages, which are written as JSON."""
    return {head: [round(float(p), 5) for p in chances[head]] for head in HEADS}
