"""A sentence as 384 numbers and what it means, by the project's own encoder (bot/encoder).

The encoder reads a message once: the numbers are features for the intent classifier, the chances of
every label go with the message (`MEANING`). Without the encoder there are neither, and the words
alone must do.
"""

# Rasa reads the annotations of components as types: no `from __future__ import annotations`.
import hashlib
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoder.encoder import CHECKSUMS, FOLDER, Encoder, Reading, load_encoder
from bot.encoder.meaning import MEANING, as_json


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEmbedding(DenseFeaturizer, GraphComponent):
    """`scale` is the length of the vectors; for Rasa's logistic regression, whose regularisation
    is fixed, it does what C would do."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        # Another encoder is another configuration: Rasa then trains what comes after it anew.
        return {**DenseFeaturizer.get_default_config(), "scale": 8.0, "encoder": encoder_made()}

    def __init__(self, config: dict[str, Any], name: str, encoder: Encoder | None) -> None:
        super().__init__(name, config)
        self._encoder = encoder

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SentenceEmbedding":
        return cls(config, execution_context.node_name, load_encoder())

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        if config["scale"] <= 0:
            raise ValueError("config.yml: scale of SentenceEmbedding must be above 0")

    def process(self, messages: list[Message]) -> list[Message]:
        if self._encoder is None:
            return messages
        for message in messages:
            text = message.get(TEXT)
            if text:
                reading = self._encoder.read(text)
                self._add(message, reading)
                message.set(MEANING, as_json(reading.chances), add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        examples = [m for m in training_data.training_examples if m.get(TEXT)]
        if self._encoder is not None:
            readings = self._encoder.read_all(m.get(TEXT) for m in examples)
            for message, reading in zip(examples, readings, strict=True):
                self._add(message, reading)
        return training_data

    def _add(self, message: Message, reading: Reading) -> None:
        alias = self._config[FEATURIZER_CLASS_ALIAS]
        vector = reading.vector / (np.linalg.norm(reading.vector) + 1e-9) * self._config["scale"]
        row = vector.astype(np.float32)[None, :]
        message.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, alias))


def encoder_made() -> str:
    """Which encoder lies in models/encoder: a checksum of its checksums, or "none"."""
    sums = FOLDER / CHECKSUMS
    return hashlib.sha256(sums.read_bytes()).hexdigest()[:16] if sums.is_file() else "none"
