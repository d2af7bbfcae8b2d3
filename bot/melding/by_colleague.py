"""Answers that a colleague writes down while talking with the visitor: which fields, how what was
typed is read, and which question is next. It is the same reading as of what a visitor types."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from bot.melding.fields import fields
from bot.melding.kind import Unclear
from bot.melding.kinds import KINDS, Keuze, read, show
from bot.melding.melding import may_store
from bot.melding.people import Personen
from bot.melding.route import Progress, is_answered, is_steering, still_to_ask, wants_melding
from bot.melding.schema import ABOUT, DECLINED, UNKNOWN, Answers, Field, role_of
from bot.melding.several import NO_MORE, Keuzes, Lijst, is_complete
from bot.reference.helplines import fill_numbers

# Danger, and what to do about it, is only ever said by the visitor.
ONLY_THE_VISITOR = frozenset({"direct_gevaar", "wens"})
NONE_GIVEN = {UNKNOWN: "Weet de bezoeker niet", DECLINED: "Zegt de bezoeker liever niet"}


def may_be_written(field: Field) -> bool:
    """Whether a colleague may write it down: a fact, and nothing that the visitor agrees to or
    chooses."""
    steers = field.strict or is_steering(field) or field.name in ONLY_THE_VISITOR
    return field.is_recorded and not steers


def writable(answers: Answers, in_melding: bool) -> list[Field]:
    """The fields that a colleague may write down now, in the order of the questions."""
    return [
        field
        for field in fields()
        if may_be_written(field) and may_store(field.name, in_melding) and field.applies(answers)
    ]


def read_typed(field: Field, said: Sequence[str], answers: Answers) -> Any:
    """The value of what was typed or chosen, as the same kind reads it of a visitor. Raises
    Unclear."""
    none = next((one for one in said if one in NONE_GIVEN), None)
    if none:
        if field.required and wants_melding(answers) and field.choice(none) is None:
            raise Unclear("nodig")
        return none
    kind = KINDS[field.kind]
    if isinstance(kind, Keuze | Keuzes):
        offered = [c.value for c in field.offered(role_of(answers)) if c.value in said]
        if not offered or not set(said) <= set(offered):
            raise Unclear("kies")
        return offered if isinstance(kind, Keuzes) else offered[0]
    value = read(field, "\n".join(said))
    return _with_what_was_asked(value, answers.get(field.name)) if field.each else value


def _with_what_was_asked(people: Any, before: Any) -> Any:
    """People keep what was asked about each of them before."""
    if not isinstance(before, list):
        return people
    known = {person["wie"]: person for person in before}
    return [{**known.get(person["wie"], {}), **person} for person in people]


def as_typed(field: Field, value: Any) -> str:
    """A value as somebody would type it, to be changed; empty when there is none."""
    if value is None or value in (UNKNOWN, DECLINED):
        return ""
    if isinstance(value, list) and isinstance(KINDS[field.kind], Personen):
        return "\n".join(person["wie"] for person in value)
    if isinstance(value, list) and isinstance(KINDS[field.kind], Lijst):
        return "\n".join(map(str, value))
    return show(field, value)


def is_chosen(field: Field) -> bool:
    """Whether the answer is one of the field's choices, or some of them."""
    return isinstance(KINDS[field.kind], Keuze | Keuzes)


def may_be_several(field: Field) -> bool:
    return isinstance(KINDS[field.kind], Keuzes)


def besides(field: Field, value: Any) -> dict[str, Any]:
    """What an answer changes in other fields: who names several of a list is asked for no more."""
    if not is_complete(value):
        return {}
    return {other.name: NO_MORE for other in fields() if other.adds_to == field.name}


def settles(field: Field, before: Answers, after: Answers) -> bool:
    """Whether a change of the answers leaves nothing to ask of this question."""
    answered = is_answered(field, after) and not is_answered(field, before)
    return answered or (field.applies(before) and not field.applies(after))


def next_questions(
    answers: Answers, in_melding: bool, skipped: Collection[str] = ()
) -> Iterator[tuple[Field, str]]:
    """The questions that nobody answered yet, also not with "I don't know", each with its words. In
    the order of the dialogue; `skipped` are those that the colleague leaves for what they are."""
    for field in still_to_ask(Progress(answers)):
        is_asked_once = answers.get(field.name) is None and not field.adds_to and not field.strict
        about = field.lacking(answers)[0]["wie"] if field.of_each else ""
        if is_asked_once and field.name not in skipped and may_store(field.name, in_melding):
            wording = field.wording(role_of(answers)).replace(f"{{{ABOUT}}}", about)
            yield field, fill_numbers(wording)
