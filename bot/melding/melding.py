"""What a melding consists of: which answers belong to it and whether it is complete."""

from __future__ import annotations

from typing import Any

from bot.melding.fields import fields, fields_by_name
from bot.melding.route import is_answered, wants_melding
from bot.melding.schema import Answers, Field, Stage

SCHEMA_VERSION = 2  # raise when an existing field changes its meaning


class MeldingIncomplete(ValueError):
    """A melding cannot be submitted yet: required answers are missing."""

    def __init__(self, missing: list[Field]) -> None:
        super().__init__(f"{len(missing)} required answers are missing")
        self.missing = missing


def recorded_fields(answers: Answers) -> list[Field]:
    """The fields that make up the record, that apply and have an answer, in order."""
    return [
        f
        for f in fields()
        if f.is_recorded and f.applies(answers) and answers.get(f.name) is not None
    ]


def missing(answers: Answers) -> list[Field]:
    return [
        f for f in fields() if f.required and f.applies(answers) and not is_answered(f, answers)
    ]


def document(answers: Answers) -> dict[str, Any]:
    """The melding as it is submitted: {"versie": int, "antwoorden": {field: value}}.

    Raises MeldingIncomplete when a required answer is missing or the visitor has not
    chosen to make a melding (read the explanation, agreed to the read-back).
    """
    open_still = missing(answers)
    agreed = answers.get("uitleg_gelezen") == answers.get("samenvatting_akkoord") == "ja"
    if open_still or not agreed or not wants_melding(answers):
        raise MeldingIncomplete(open_still)
    kept = {f.name: answers[f.name] for f in recorded_fields(answers)}
    return {"versie": SCHEMA_VERSION, "antwoorden": kept}


def may_store(name: str, in_melding: bool, with_contact: bool = False) -> bool:
    """Whether the answer to this field may be stored in the present stage.

    Answers that only a melding may hold are refused in the advice stage: Wmo 2015
    art. 5.1.6 lid 2 gives the power to record data about a family for a melding only.
    """
    stage = fields_by_name()[name].stage
    if stage is Stage.CONTACT:
        return with_contact
    return stage is Stage.ADVIES or (in_melding and stage is Stage.MELDING)
