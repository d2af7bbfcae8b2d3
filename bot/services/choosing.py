"""An answer to the open question that is one of its choices."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from bot.conversation.conversation import Question
from bot.melding.fields import fields_by_name
from bot.melding.kind import Unclear
from bot.melding.kinds import read
from bot.melding.words import plain
from bot.services.door import MessageRefused
from bot.services.safety import Alarm, alarm_of_choice


@dataclass(frozen=True)
class Chosen:
    field: str
    value: str
    label: str
    alarm: Alarm


def pressed(question: Question | None, choice: str) -> Chosen:
    """The button with this value or label. Raises MessageRefused when the question has none."""
    if question is not None:
        for value, label in options_of(question):
            if choice == value or plain(choice) == plain(label):
                return _chosen(question.field, value, label)
    raise MessageRefused("fout_keuze")


def typed(question: Question | None, text: str) -> Chosen | None:
    """A typed answer that needs no model: one that means danger, or one of the places offered."""
    return _typed_danger(question, text) or _typed_place(question, text)


def _typed_danger(question: Question | None, text: str) -> Chosen | None:
    """A typed answer to the open question that means danger, such as "ja" to "Is er nu iemand in
    gevaar?". Recognised without the model."""
    asked = fields_by_name().get(question.field) if question else None
    if asked is None or asked.kind != "keuze":
        return None
    try:
        chosen = _chosen(asked.name, read(asked, text), text)
    except Unclear:
        return None
    return chosen if chosen.alarm.steps.blocks else None


def _typed_place(question: Question | None, text: str) -> Chosen | None:
    """Which of several places of one name is meant: after "Bergen", "die in Limburg"."""
    asked = fields_by_name().get(question.field) if question else None
    if question is None or asked is None or asked.kind != "plaats":
        return None
    words = text.split()
    names = {label.split(" (")[0] for _, label in question.options}
    for name, start in product(names, range(len(words))):
        try:
            found = read(asked, " ".join([name, *words[start:]]))
        except Unclear:
            continue
        if found in dict(question.options):
            return _chosen(asked.name, found, text)
    return None


def options_of(question: Question) -> tuple[tuple[str, str], ...]:
    """The (value, label) pairs of a question's buttons; none for free text."""
    if question.options:
        return question.options
    return tuple((c.value, c.label) for c in fields_by_name()[question.field].choices)


def _chosen(field: str, value: str, label: str) -> Chosen:
    return Chosen(field, value, label, alarm_of_choice(fields_by_name()[field], value))
