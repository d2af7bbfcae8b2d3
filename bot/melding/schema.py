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
    CONTACT = "contact"  # only with consent: how a colleague may call the visitor back
    MELDING = "melding"  # only after the explicit, informed switch
    GESPREK = "gesprek"  # steers the conversation; not part of any record


class Retention(Enum):
    """How long an answer is kept."""

    BEURT = "beurt"  # not at all: it steers one turn
    VERZOEK = "verzoek"  # until a colleague has called back, at most thirty days
    GESPREK = "gesprek"  # until the conversation ends, or with the melding that comes of it
    DOSSIER = "dossier"  # with the file of the melding


class Step(Enum):
    """The parts of a conversation, in the order of `route.next_step`."""

    KENNISMAKING = "kennismaking"
    UITLEG = "uitleg"
    SITUATIE = "situatie"
    ADVIES = "advies"
    VERVOLG = "vervolg"
    MELDER = "melder"
    AANVULLING = "aanvulling"
    CONTROLE = "controle"
    KLAAR = "klaar"
    VEILIGHEID = "veiligheid"
    STOP = "stop"
    CORRECTIE = "correctie"
    VRAGEN = "vragen"
    MELDCODE = "meldcode"
    CONTACT = "contact"


@dataclass(frozen=True)
class Choice:
    """One possible answer.

    `also` are phrases that mean it anywhere in a short text, `alone` only as the whole text,
    `patterns` regular expressions on a text of any length. `intents` are the ways of saying it
    that the model recognises; `danger` is the level ("acuut") that choosing it means. `cbs` is the
    code of the Informatieprotocol Veilig Thuis; `only_for` the roles that are offered it.
    """

    value: str
    label: str
    also: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    intents: tuple[str, ...] = ()
    danger: str | None = None
    cbs: str = ""
    only_for: tuple[str, ...] = ()

    def is_offered_to(self, rol: str | None) -> bool:
        return not self.only_for or rol in self.only_for


# Stands in a question about each of a list for the one whom it is about.
ABOUT = "over_wie"
# The question whether the visitor wants to tell more than a melding needs.
MORE = "meer_vertellen"
# The question whether a colleague may call back, and its answer once that has been passed on.
CONSENT, PASSED_ON = "contact_toestemming", "doorgegeven"


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
    before_for: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    after: str = ""
    question_for: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    only_if: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    asked_of: tuple[str, ...] = ()
    required: bool = False
    personal: bool = False
    strict: bool = False
    adds_to: str = ""
    of_each: str = ""
    each: tuple[Field, ...] = ()
    extra_for: tuple[str, ...] = ()
    retention: Retention = Retention.GESPREK
    example: Any = None

    def applies(self, answers: Answers) -> bool:
        """Whether this question is for this visitor, given the answers so far."""
        if self.asked_of and role_of(answers) not in self.asked_of:
            return False
        if role_of(answers) in self.extra_for and answers.get(MORE) != "ja":
            return False
        if self.adds_to and answers.get(self.adds_to) in (None, UNKNOWN, DECLINED):
            return False
        if self.of_each and not self.lacking(answers):
            return False
        return all(answers.get(name) in values for name, values in self.only_if.items())

    def lacking(self, answers: Answers) -> list[dict[str, Any]]:
        """Of a question about each of a list: those for whom it has no answer yet, in order."""
        listed = answers.get(self.of_each)
        return [one for one in listed if self.name not in one] if isinstance(listed, list) else []

    @property
    def is_recorded(self) -> bool:
        """Whether the answer is part of a record by itself: not what steers or only adds to another
        answer, and not what is kept with a person of a list."""
        by_itself = not (self.adds_to or self.of_each or self.name == MORE)
        return self.stage in (Stage.ADVIES, Stage.MELDING) and by_itself

    def offered(self, rol: str | None) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.choices if choice.is_offered_to(rol))

    def wording(self, rol: str | None) -> str:
        return self.question_for.get(rol or "", self.question)

    def choice(self, value: object) -> Choice | None:
        return next((choice for choice in self.choices if choice.value == value), None)
