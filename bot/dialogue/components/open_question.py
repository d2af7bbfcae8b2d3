"""Reads a message in the light of the open question (bot/melding/hearing.py).

The last part of the pipeline: what the classifier says about the words alone becomes an answer,
a story, or something else that the visitor wants. Works the same under `rasa run` and
`rasa shell`: the tracker is part of Rasa's prediction graph.
"""

# Rasa reads the annotations of components as types: no `from __future__ import annotations`.
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    INTENT,
    INTENT_NAME_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from bot.encoder.meaning import MEANING, sure_role
from bot.melding.fields import fields, fields_by_name
from bot.melding.hearing import hear

SAID = "gezegd"  # the classifier's own intent, kept beside what is made of it


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class OpenQuestionReader(GraphComponent):
    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "OpenQuestionReader":
        return cls()

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        slots = tracker.current_slot_values()
        answers = {field.name: slots.get(field.name) for field in fields()}
        asked = fields_by_name().get(slots.get(REQUESTED_SLOT) or "")
        for message in messages:
            said = message.get(INTENT) or {}
            intent = said.get(INTENT_NAME_KEY) or ""
            confidence = float(said.get(PREDICTED_CONFIDENCE_KEY) or 0.0)
            text = message.get(TEXT) or ""
            role = sure_role(message.get(MEANING) or {})
            heard = hear(asked, text, intent, confidence, answers, role)
            message.set(SAID, {INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: confidence},
                        add_to_output=True)  # fmt: skip
            meant = {INTENT_NAME_KEY: heard.intent, PREDICTED_CONFIDENCE_KEY: confidence}
            message.set(INTENT, meant, add_to_output=True)
            message.set(ENTITIES, entities(heard.answers), add_to_output=True)
        return messages


def entities(answers: Any) -> list[dict[str, Any]]:
    """Answers in the form in which Rasa hands them to slots."""
    return [
        {ENTITY_ATTRIBUTE_TYPE: name, ENTITY_ATTRIBUTE_VALUE: value, "extractor": "hear"}
        for name, value in answers.items()
    ]
