"""What a field is: a question, its choices, and when its answer may be stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

UNKNOWN = "weet_niet"  # "I don't know" is an answer, never a blank
DECLINED = "liever_niet"  # and so is "I'd rather not say"

Answers = Mapping[str, Any]


class Stage(Enum):
    """When an answer may be stored."""

    ADVIES = "advies"  # from the first message on: nothing in it identifies the family
    MELDING = "melding"  # only after the explicit, informed switch
    GESPREK = "gesprek"  # steers the conversation; not part of any record


class Step(Enum):
    """The parts of a conversation, in the order of `route.next_step`."""

    KENNISMAKING = "kennismaking"
    UITLEG = "uitleg"
    SITUATIE = "situatie"
    ADVIES = "advies"
    VERVOLG = "vervolg"
    MELDER = "melder"
    CONTROLE = "controle"
    KLAAR = "klaar"
    VEILIGHEID = "veiligheid"
    STOP = "stop"
    CORRECTIE = "correctie"
    VRAGEN = "vragen"


@dataclass(frozen=True)
class Choice:
    """One possible answer.

    `also` are phrases that mean it anywhere in a short text, `alone` only as the whole text,
    `patterns` regular expressions on a text of any length. `intents` are the ways of saying it
    that the model recognises; `danger` is the level ("acuut") that choosing it means.
    """

    value: str
    label: str
    also: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    intents: tuple[str, ...] = ()
    danger: str | None = None


def role_of(answers: Answers) -> str | None:
    """The visitor's role; who does not know or say it is spoken to as a bystander."""
    rol = answers.get("rol")
    return "omstander" if rol in (UNKNOWN, DECLINED) else rol


@dataclass(frozen=True)
class Field:
    """One question and the rules for its answer; the keys are explained in fields.yml."""

    name: str
    step: Step
    kind: str
    stage: Stage
    label: str
    question: str
    why: str
    source: str
    simpler: str = ""
    before: str = ""
    after: str = ""
    question_for: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    only_if: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    asked_of: tuple[str, ...] = ()
    required: bool = False
    personal: bool = False
    strict: bool = False

    def applies(self, answers: Answers) -> bool:
        """Whether this question is for this visitor, given the answers so far."""
        if self.asked_of and role_of(answers) not in self.asked_of:
            return False
        return all(answers.get(name) in values for name, values in self.only_if.items())

    def wording(self, rol: str | None) -> str:
        return self.question_for.get(rol or "", self.question)

    def choice(self, value: object) -> Choice | None:
        return next((choice for choice in self.choices if choice.value == value), None)
