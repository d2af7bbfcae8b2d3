"""Which texts of the test set are (nearly) equal to one that the model learns from.

Short messages such as "nee" are in every collection. They are measured neither way: a figure over
unseen messages must not count them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tools.encoder.examples import read_development, read_examples

PROJECT = Path(__file__).parents[2]
LETTERS = 5
TOO_ALIKE = 0.5  # Jaccard


def grams(text: str) -> frozenset[str]:
    """Every run of five letters, without regard to case and white space."""
    text = " ".join(text.lower().split())
    return frozenset(text[i : i + LETTERS] for i in range(max(1, len(text) - LETTERS + 1)))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard: the share of runs that both have; 1 is equal."""
    both = len(one & other)
    return both / (len(one) + len(other) - both)


def seen_among(texts: Mapping[str, str], learnt: Iterable[str]) -> dict[str, float]:
    """{id: likeness} of the texts that are more than half alike to one of `learnt`.

    Two texts that are half alike share one of the rarest half of their runs; comparing only those
    that do is what makes this quick.
    """
    known = [grams(text) for text in learnt]
    often = Counter(run for runs in known for run in runs)
    holders: dict[str, list[int]] = defaultdict(list)
    for index, runs in enumerate(known):
        for run in _rarest_half(runs, often):
            holders[run].append(index)
    found = {}
    for id, text in texts.items():
        runs = grams(text)
        near = {index for run in _rarest_half(runs, often) for index in holders.get(run, ())}
        sizes = range(len(runs) // 2, 2 * len(runs) + 1)  # others cannot be half alike
        alike = (likeness(runs, known[i]) for i in near if len(known[i]) in sizes)
        most = max(alike, default=0.0)
        if most > TOO_ALIKE:
            found[id] = most
    return found


def _rarest_half(runs: frozenset[str], often: Counter[str]) -> list[str]:
    """In one order for all texts: by how often a run is there, then by the run itself."""
    return sorted(runs, key=lambda run: (often[run], run))[: len(runs) // 2 + 1]


def training_texts(data: Path = PROJECT / "data") -> Iterator[str]:
    """Of data/taal and data/nlu."""
    return (example.text for example in read_examples(data) + read_development(data))
