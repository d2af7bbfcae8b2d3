"""Words that stand in the data exactly so mean what people said they mean.

The classifier only comes close, and how close differs a little from one processor to another;
a short remark that was labelled by hand needs no guess.
"""

# Rasa reads the annotations of components as types: no `from __future__ import annotations`.
import json
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.dialogue.phrases import known_phrases
from bot.melding.words import plain

STATE_FILE = "phrases.json"
KNOWN = "bekend"  # whether the intent was looked up


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class KnownPhrase(GraphComponent):
    def __init__(
        self, model_storage: ModelStorage, resource: Resource, known: dict[str, str] | None = None
    ) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._known = known or {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "KnownPhrase":
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "KnownPhrase":
        with model_storage.read_from(resource) as folder:
            known = json.loads((folder / STATE_FILE).read_text(encoding="utf-8"))
        return cls(model_storage, resource, known)

    def train(self, training_data: TrainingData) -> Resource:
        labelled = [(m.get(TEXT), m.get(INTENT)) for m in training_data.intent_examples]
        with self._model_storage.write_to(self._resource) as folder:
            (folder / STATE_FILE).write_text(json.dumps(known_phrases(labelled)), encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            intent = self._known.get(plain(message.get(TEXT) or ""))
            if intent:
                known = {INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: 1.0}
                message.set(INTENT, known, add_to_output=True)
                message.set(KNOWN, True, add_to_output=True)
        return messages
