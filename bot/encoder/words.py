"""What the words of a message say of its labels: linear, on words and pieces of words (TF-IDF).

Beside the encoder: words that decide ("meldcode", "spuugzat") are seen more sharply here, and
the mean of both is better than either (docs/decisions/0006).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.encoder.labels import HEADS

WEIGHTS, STATE = "words.npz", "words.json"
SCALE = 4.5


def vectorizers() -> tuple[TfidfVectorizer, TfidfVectorizer]:
    """Words and pairs of them; pieces within words, which keep misspelt text recognisable."""
    return (
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2, max_features=30_000),
        TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=3, max_features=50_000
        ),
    )


class Words:
    """Read from `models/encoder/words.*`; thread-safe."""

    def __init__(self, folder: Path) -> None:
        with np.load(folder / WEIGHTS, allow_pickle=False) as kept:
            self._weights = kept["weights"].astype(np.float32)
            self._biases = kept["biases"]
        state = json.loads((folder / STATE).read_text(encoding="utf-8"))
        self._vectorizers = vectorizers()
        for vectorizer, kept in zip(self._vectorizers, state, strict=True):
            vectorizer.vocabulary_ = {word: at for at, word in enumerate(kept["words"])}
            vectorizer.idf_ = np.array(kept["rarity"])

    def chances(self, text: str) -> Mapping[str, npt.NDArray[Any]]:
        """For every label of every head 0..1; those of a head add up to 1, but for `vormen`."""
        row = hstack([v.transform([text.lower()]) for v in self._vectorizers]).tocsr()
        outputs = self._weights[:, row.indices] @ (row.data * SCALE) + self._biases
        each = 1 / (1 + np.exp(-outputs))
        chances, at = {}, 0
        for head, labels in HEADS.items():
            part = each[at : at + len(labels)]
            at += len(labels)
            chances[head] = part if head == "vormen" else part / part.sum()
        return chances
