"""A melding in the codes of the Informatieprotocol Veilig Thuis, and an example of an export.

The finest grain is stored once and mapped here (Uitvoeringsregeling Wmo 2015, bijlage A). What the
visitor did not say has no code: nothing is concluded.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.melding.fields import fields, fields_by_name
from bot.melding.melding import document
from bot.melding.route import is_answered
from bot.melding.schema import DECLINED, MORE, UNKNOWN, Answers, Field
from bot.melding.several import NO_MORE

# Item of the protocol: the field that gives it. Of a professional the sector says the hoedanigheid,
# of anybody else the role.
UNBORN = "99999999"
ITEMS = {"aanleiding": "aanleiding", "aard": "aard", "aanvullend": "speelt_mee", "duur": "duur"}


def informatieprotocol(answers: Answers) -> dict[str, Any]:
    """{"aanleiding": [codes], "aard": [codes], "aanvullend": [codes], "duur": code or None,
    "hoedanigheid": code or None, "betrokkenen": [{"geboortedatum", "geslacht"}, codes or None]}."""
    items: dict[str, Any] = {item: _codes(name, answers) for item, name in ITEMS.items()}
    items["duur"] = next(iter(items["duur"]), None)
    role = _codes("sector", answers) or _codes("rol", answers)
    people = answers.get("betrokkenen")
    items["betrokkenen"] = [_person(p) for p in people] if isinstance(people, list) else []
    return {**items, "hoedanigheid": next(iter(role), None)}


def _person(person: Mapping[str, Any]) -> dict[str, str | None]:
    """Somebody of a melding, as the protocol counts people."""
    unborn = person.get("rol_in_situatie") == "ongeboren_kind"
    born = UNBORN if unborn else person.get("geboortedatum")
    sex = fields_by_name()["geslacht"].choice(person.get("geslacht"))
    return {
        "geboortedatum": None if born in (UNKNOWN, DECLINED) else born,
        "geslacht": sex.cbs or None if sex else None,
    }


def _codes(name: str, answers: Answers) -> list[str]:
    said = answers.get(name)
    values = said if isinstance(said, list) else [said]
    chosen = (fields_by_name()[name].choice(value) for value in values)
    return [choice.cbs for choice in chosen if choice and choice.cbs]


def example_export() -> dict[str, Any]:
    """A melding of an invented professional who answered everything, as it is handed on."""
    answers = example_answers()
    return {**document(answers), "informatieprotocol": informatieprotocol(answers)}


def example_answers() -> dict[str, Any]:
    """An answer to every question that this professional gets."""
    answers: dict[str, Any] = {"rol": "professional", "wens": "melding", MORE: "ja"}
    while True:
        unasked = [f for f in fields() if f.is_recorded or f.adds_to]
        open_still = [f for f in unasked if f.applies(answers) and not is_answered(f, answers)]
        if not open_still:
            return answers
        answers[open_still[0].name] = _example(open_still[0])


def _example(field: Field) -> Any:
    """Raises ValueError when fields.yml has none: the field needs an `example`."""
    if field.adds_to:
        return NO_MORE
    if field.example is not None:
        return field.example
    known = [choice.value for choice in field.choices if choice.value != UNKNOWN]
    if not known:
        raise ValueError(f"fields.yml, {field.name}: give it an example")
    return known[:1] if field.kind == "keuzes" else known[0]
