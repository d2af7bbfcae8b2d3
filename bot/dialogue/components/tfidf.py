"""Words, word pairs and pieces of words, weighted by how rare they are (TF-IDF).

Pieces of words keep misspelt text recognisable.
"""

# Rasa reads the annotations of components as types: no `from __future__ import annotations`.
import json
from typing import Any

import numpy as np
import scipy.sparse
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfVectorizer

STATE_FILE = "tfidf.json"  # not a pickle: a model file must not be able to run code


def vectorizers() -> list[TfidfVectorizer]:
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)
    return [words, pieces]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class TfidfWords(SparseFeaturizer, GraphComponent):
    @classmethod
    def required_components(cls) -> list[type]:
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**SparseFeaturizer.get_default_config(), "scale": 4.5}

    def __init__(
        self,
        config: dict[str, Any],
        name: str,
        model_storage: ModelStorage,
        resource: Resource,
        state: list[dict[str, Any]] | None = None,
    ) -> None:
        super().__init__(name, config)
        self._model_storage = model_storage
        self._resource = resource
        self._vectorizers = vectorizers()
        for vectorizer, kept in zip(self._vectorizers, state or [], strict=state is not None):
            vectorizer.vocabulary_ = kept["vocabulary"]
            vectorizer.idf_ = np.array(kept["idf"])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "TfidfWords":
        return cls(config, execution_context.node_name, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "TfidfWords":
        with model_storage.read_from(resource) as folder:
            state = json.loads((folder / STATE_FILE).read_text(encoding="utf-8"))
        return cls(config, execution_context.node_name, model_storage, resource, state)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        if config["scale"] <= 0:
            raise ValueError("config.yml: scale of TfidfWords must be above 0")

    def train(self, training_data: TrainingData) -> Resource:
        texts = [m.get(TEXT).lower() for m in training_data.training_examples if m.get(TEXT)]
        for vectorizer in self._vectorizers:
            vectorizer.fit(texts)
        state = [
            {
                "vocabulary": {word: int(at) for word, at in vectorizer.vocabulary_.items()},
                "idf": vectorizer.idf_.tolist(),
            }
            for vectorizer in self._vectorizers
        ]
        with self._model_storage.write_to(self._resource) as folder:
            (folder / STATE_FILE).write_text(json.dumps(state), encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if message.get(TEXT):
                text = [message.get(TEXT).lower()]
                row = scipy.sparse.hstack([v.transform(text) for v in self._vectorizers])
                scaled = scipy.sparse.coo_matrix(row * self._config["scale"])
                alias = self._config[FEATURIZER_CLASS_ALIAS]
                message.add_features(Features(scaled, FEATURE_TYPE_SENTENCE, TEXT, alias))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data
