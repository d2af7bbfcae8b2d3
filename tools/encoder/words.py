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
    rows, is_label, counts = [], [], []
    for i, example in enumerate(learnt):
        for opinion in example.opinions:  # where two labellers differ, both count for half
            found = opinion.get(head)
            if found is not None:
                rows.append(i)
                is_label.append(label in found if isinstance(found, list) else label == found)
                counts.append(1 / len(example.opinions))
    model = LogisticRegression(C=1.0, class_weight="balanced", solver="liblinear", max_iter=60)
    return model.fit(features[rows], is_label, counts), len({*rows})


if __name__ == "__main__":
    main()
