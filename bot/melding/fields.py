"""The fields themselves: loaded from fields.yml and checked, in the order they are asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.answers.questions import questions
from bot.melding.kinds import KINDS, MAY_HAVE_CHOICES, WITH_CHOICES
from bot.melding.schema import UNKNOWN, Choice, Field, Retention, Stage, Step

# How long an answer is kept, unless its field says otherwise.
KEPT = {
    Stage.ADVIES: Retention.GESPREK,
    Stage.CONTACT: Retention.VERZOEK,
    Stage.MELDING: Retention.DOSSIER,
    Stage.GESPREK: Retention.BEURT,
}
FIELDS_FILE = Path(__file__).with_name("fields.yml")


class FieldsInvalid(ValueError):
    """fields.yml cannot be used as it is; the message names the field and the mistake."""


@cache
def fields() -> tuple[Field, ...]:
    """All fields in the order they are asked. Raises FieldsInvalid on a bad file."""
    return read_fields(FIELDS_FILE.read_text(encoding="utf-8"))


@cache
def fields_by_name() -> Mapping[str, Field]:
    return {field.name: field for field in fields()}


def fields_of(step: Step) -> tuple[Field, ...]:
    return tuple(field for field in fields() if field.step is step)


def read_fields(text: str) -> tuple[Field, ...]:
    """The fields that a YAML text defines. Raises FieldsInvalid, naming field and mistake."""
    found: dict[str, Field] = {}
    for entry in YAML(typ="safe").load(text):
        new = _field(entry, found)
        _check(new, found)
        found[new.name] = new
    return tuple(_with_each(field, found.values()) for field in found.values())


def _with_each(listed: Field, all_fields: Iterable[Field]) -> Field:
    return replace(listed, each=tuple(f for f in all_fields if f.of_each == listed.name))


def _field(entry: dict[str, Any], earlier: Mapping[str, Field]) -> Field:
    entry = dict(entry)
    name = entry.get("name", "a field without a name")
    try:
        for key in ("also", "asked_of", "extra_for"):
            entry[key] = tuple(entry.get(key, ()))
        entry["step"] = Step(entry["step"])
        entry["stage"] = Stage(entry["stage"])
        entry["retention"] = Retention(entry.get("retention", KEPT[entry["stage"]]))
        entry["only_if"] = {key: tuple(values) for key, values in entry.get("only_if", {}).items()}
        entry["choices"] = _choices(entry.get("choices", {}), earlier)
        if entry["kind"] == "keuze_erbij":  # the same choices as the list that grows
            listed = earlier[entry["adds_to"]].choices
            entry["choices"] += tuple(c for c in listed if c.value != UNKNOWN)
        return Field(**entry)
    except (KeyError, TypeError, ValueError) as mistake:
        raise FieldsInvalid(f"fields.yml, {name}: {mistake}") from mistake


def _choices(written: Any, earlier: Mapping[str, Field]) -> tuple[Choice, ...]:
    if written == "fields":  # the answer names another field
        recorded = (field for field in earlier.values() if field.is_recorded)
        return tuple(Choice(field.name, field.label, also=field.also) for field in recorded)
    if written == "questions":  # the answer is a question that has an answer
        return tuple(Choice(known.id, known.question) for known in questions())
    return tuple(_choice(str(value), said) for value, said in written.items())


def _choice(value: str, said: dict[str, Any]) -> Choice:
    lists = ("also", "alone", "patterns", "intents", "only_for")
    return Choice(value=value, **{**said, **{n: tuple(map(str, said.get(n, ()))) for n in lists}})


def _check(new: Field, earlier: Mapping[str, Field]) -> None:
    def refuse(mistake: str) -> None:
        raise FieldsInvalid(f"fields.yml, {new.name}: {mistake}")

    if new.name in earlier:
        refuse("defined twice; give one of the two another name")
    if new.kind not in KINDS:
        refuse(f"kind {new.kind!r} is unknown; known are {', '.join(KINDS)}")
    may_have = new.kind in MAY_HAVE_CHOICES
    if not may_have and (new.kind in WITH_CHOICES) != bool(new.choices):
        refuse(f"choices belong to the kinds {', '.join(sorted(WITH_CHOICES))}, and only to them")
    for name in filter(None, (new.adds_to, new.of_each, *new.before_for, *new.only_if)):
        if name not in earlier:
            refuse(f"it depends on {name!r}, which is not asked earlier")
    for name, values in (*new.only_if.items(), *new.before_for.items()):
        impossible = [value for value in values if earlier[name].choice(value) is None]
        if impossible:
            refuse(f"{name} can never be {impossible[0]!r}")
    unknown = _unknown_roles(new, earlier)
    if unknown:
        refuse(f"{unknown[0]!r} is not a rol")


def _unknown_roles(new: Field, earlier: Mapping[str, Field]) -> list[str]:
    known = {choice.value for choice in earlier["rol"].choices} if "rol" in earlier else set()
    return [r for r in (*new.asked_of, *new.question_for, *new.extra_for) if r not in known]
