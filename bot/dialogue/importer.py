"""Gives Rasa the slots, forms and questions that follow from fields.yml.

Named under `importers` in config.yml, so that training, `rasa data validate` and `rasa shell`
see the generated part next to the handwritten one in domain/ and data/. Generation is
deterministic: Rasa fingerprints the domain by its content.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import cached_method

from bot.answers.questions import questions
from bot.melding.fields import fields, fields_of
from bot.melding.from_story import NOTE
from bot.melding.hearing import ANSWER, STORY, UNCLEAR
from bot.melding.route import answer_response, is_steering
from bot.melding.schema import ABOUT, Choice, Field, Step
from bot.reference.helplines import fill_numbers

# Intents that no text is trained for: they come from buttons, from the open question
# (components/open_question.py) and from the service around the dialogue (brain.py).
OPENED = "start"
DANGER = "gevaar_gemeld"
SUICIDE = "suicide_gemeld"
GIVEN_INTENTS = (ANSWER, STORY, UNCLEAR, OPENED, DANGER, SUICIDE)

STEP_SLOT = "stap"
WAIT = "wachten"
NOTES = (
    "advies_gegeven",
    "eerder_advies",
    "vormen",
    "ingediend",
    "misverstanden",
    NOTE,
    ABOUT,
)  # what the dialogue remembers besides answers


class MeldingImporter(RasaFileImporter):
    """Reads the project's files, then adds what follows from fields.yml and questions.yml."""

    @cached_method
    def get_domain(self) -> Domain:
        written = super().get_domain().as_dict()
        return Domain.from_dict(with_numbers(written)).merge(Domain.from_dict(fields_domain()))

    @cached_method
    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        written: TrainingData = super().get_nlu_data(language)
        return written.merge(TrainingData(list(asked_questions())))


def asked_questions() -> Iterator[Message]:
    """Every way of asking that bot/answers knows: who asks so is answered, and tells no story."""
    for known in questions():
        for way in (known.question, *known.also):
            yield Message.build(text=way, intent=f"vraag_{known.topic}")


def with_numbers(domain: dict[str, Any]) -> dict[str, Any]:
    """The domain with every [[helpline]] in a response replaced by its number."""
    responses = {
        name: [{**variant, "text": fill_numbers(variant.get("text", ""))} for variant in variants]
        for name, variants in domain.get("responses", {}).items()
    }
    return {**domain, "responses": responses}


def fields_domain() -> dict[str, Any]:
    """The part of the Rasa domain that follows from the fields."""
    steps = [step for step in Step if fields_of(step)]
    return {
        "version": "3.1",
        "intents": list(GIVEN_INTENTS),
        "entities": [field.name for field in fields()],
        "slots": {
            **{field.name: _slot(field) for field in fields()},
            STEP_SLOT: _step_slot(),
            **{note: _note_slot() for note in NOTES},
        },
        "forms": {
            form_name(step): {"required_slots": [field.name for field in fields_of(step)]}
            for step in steps
        },
        "responses": {
            **{f"utter_ask_{field.name}": _question(field) for field in fields()},
            **{
                answer_response(known.id): [{"text": fill_numbers(known.answer)}]
                for known in questions()
            },
        },
        "actions": [f"validate_{form_name(step)}" for step in steps],
    }


def form_name(step: Step) -> str:
    return f"{step.value}_form"


def _slot(field: Field) -> dict[str, Any]:
    mapping: dict[str, Any] = {"type": "from_entity", "entity": field.name}
    if is_steering(field):
        # Rasa extracts slots again when the next form starts; a steering answer, used once and
        # emptied by then, must not come back.
        form = form_name(field.step)
        mapping["conditions"] = [{"active_loop": form, "requested_slot": field.name}]
    return {"type": "any", "influence_conversation": False, "mappings": [mapping]}


def _step_slot() -> dict[str, Any]:
    return {
        "type": "categorical",
        "values": [*(step.value for step in Step), WAIT],
        "influence_conversation": True,
        "mappings": [{"type": "custom"}],
    }


def _note_slot() -> dict[str, Any]:
    return {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]}


def _question(field: Field) -> list[dict[str, Any]]:
    """The question, its wording and choices for some roles, and what goes before it for some."""
    roles = {rol for choice in field.choices for rol in choice.only_for} | {*field.question_for}
    variants = [_variant(field, None)]
    for name, texts in field.before_for.items():
        for value, text in texts.items():
            condition = {"type": "slot", "name": name, "value": value}
            more = replace(field, before=f"{field.before}\n{text}".strip())
            variants.append({**_variant(more, None), "condition": [condition]})
    for rol in sorted(roles):
        condition = {"type": "slot", "name": "rol", "value": rol}
        variants.append({**_variant(field, rol), "condition": [condition]})
    return variants


def _variant(field: Field, rol: str | None) -> dict[str, Any]:
    wording = field.wording(rol)
    text = f"{field.before}\n\n{wording}" if field.before else wording
    variant: dict[str, Any] = {"text": fill_numbers(text)}
    if field.choices:
        variant["buttons"] = [button(field, choice) for choice in field.offered(rol)]
    return variant


def button(field: Field, choice: Choice) -> dict[str, str]:
    # Rasa formats responses, so the braces of the payload are doubled.
    payload = f'/{ANSWER}{{{{"{field.name}": "{choice.value}"}}}}'
    return {"title": choice.label, "payload": payload}
