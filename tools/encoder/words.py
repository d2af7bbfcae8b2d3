"""Teaches the words beside the encoder: logistic regression on words and pieces of words.

    python -m tools.encoder.words

It reads the messages of `train.py` and writes models/encoder/words.*
What it adds to the encoder: docs/decisions/0006.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from scipy.sparse import hstack
from sklearn.linear_model import LogisticRegression

from bot.encoder.encoder import FOLDER
from bot.encoder.labels import HEADS
from bot.encoder.words import SCALE, STATE, WEIGHTS, vectorizers
from tools.encoder.examples import Example, read_examples

PROJECT = Path(__file__).parents[2]
DIGITS = 6  # of the weights of the words


def main() -> None:
    learnt = [e for e in read_examples(PROJECT / "data") if e.is_whole]
    made = vectorizers()
    texts = [e.text.lower() for e in learnt]
    features = hstack([v.fit_transform(texts) for v in made]).tocsr() * SCALE
    weights, biases = [], []
    for head, labels in HEADS.items():
        for label in labels:
            model, known = _learn(features, learnt, head, label)
            weights.append(model.coef_[0])
            biases.append(model.intercept_[0])
            print(f"{head} {label}: {known} messages", flush=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        FOLDER / WEIGHTS, weights=np.array(weights, np.float16), biases=np.array(biases)
    )
    state = [
        {"words": sorted(v.vocabulary_, key=v.vocabulary_.get),
         "rarity": [round(float(x), DIGITS) for x in v.idf_]}
        for v in made
    ]  # fmt: skip
    (FOLDER / STATE).write_text(json.dumps(state, ensure_ascii=False), encoding="utf-8")


def _learn(features, learnt: list[Example], head: str, label: str):
    """One label against the rest, among the messages that have a label of that head."""
    rows = [i for i, e in enumerate(learnt) if e.labels.get(head) is not None]
    found = [learnt[i].labels[head] for i in rows]
    is_label = [label in f if isinstance(f, list) else label == f for f in found]
    model = LogisticRegression(C=1.0, class_weight="balanced", solver="liblinear", max_iter=60)
    return model.fit(features[rows], is_label), len(rows)


if __name__ == "__main__":
    main()
