"""What is read in a round, and in which batches: texts and labels as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import torch

from bot.encoder.encoder import head_and_tail
from bot.encoder.labels import HEADS
from tools.encoder.examples import Example
from tools.encoder.misspelling import misspelt

BATCH = 16
MISSPELT = 0.35
JOINED = 0.08  # two messages read as one: long texts are few, and calm ones alarmed too often
SINGLE = ("gevaar", "behoefte", "rol", "onderwerp")
AGAIN = 0.45  # of what it was taught before, the share that is read again in a round
HIDDEN = 0.08  # of the word pieces, so that no message is learnt by heart
UNKNOWN_PIECE = 3  # <unk> of the tokenizer


class Batches:
    """Texts and labels as tensors; texts of like length together, in an order by chance."""

    def __init__(self, tokenizer, intents: list[str], chance: random.Random) -> None:
        self._tokenizer, self._intents, self._chance = tokenizer, intents, chance

    def __call__(self, examples: list[Example]) -> Iterator[tuple]:
        order = self._chance.sample(examples, len(examples))
        groups = [order[i : i + BATCH * 12] for i in range(0, len(order), BATCH * 12)]
        batches = []
        for group in groups:
            group.sort(key=lambda e: len(e.text))
            batches += [group[i : i + BATCH] for i in range(0, len(group), BATCH)]
        self._chance.shuffle(batches)
        for batch in batches:
            texts = [self._typed(e.text) for e in batch]
            ids, mask = self.read(texts)
            yield self._hidden(ids), mask, self.targets(batch)

    def joined(self, examples: list[Example]) -> list[Example]:
        """With some that are two messages, one after the other, of which one is calm."""
        whole = [e for e in examples if e.is_whole]
        calm = [e for e in whole if e.labels["gevaar"] == "geen"]
        count = int(JOINED * len(whole))
        pairs = zip(
            self._chance.sample(calm, count), self._chance.sample(whole, count), strict=True
        )
        return examples + [
            one.before(other) if self._chance.random() < 0.5 else other.before(one)
            for one, other in pairs
        ]

    def read(self, texts: list[str]) -> tuple[torch.Tensor, torch.Tensor]:
        read = [e.ids for e in self._tokenizer.encode_batch(texts)]
        read = [head_and_tail(ids) for ids in read]
        longest = max(map(len, read))
        ids = [r + [1] * (longest - len(r)) for r in read]
        mask = [[1] * len(r) + [0] * (longest - len(r)) for r in read]
        return torch.tensor(ids), torch.tensor(mask)

    def targets(self, batch: list[Example]) -> dict[str, torch.Tensor]:
        found = {
            head: torch.tensor([_shares(HEADS[head], head, e) for e in batch]) for head in SINGLE
        }
        found["intent"] = torch.tensor(
            [[float(intent == e.intent) for intent in self._intents] for e in batch]
        )
        forms = [_shares(HEADS["vormen"], "vormen", e) for e in batch]
        found["vormen"] = torch.tensor(forms)
        found["whole"] = torch.tensor([float(e.is_whole) for e in batch])
        return found

    @staticmethod
    def _hidden(ids: torch.Tensor) -> torch.Tensor:
        """With some pieces unknown; those that begin, end and pad a text stay (0, 2 and 1)."""
        by_chance = (torch.rand(ids.shape) < HIDDEN) & (ids > UNKNOWN_PIECE)
        return ids.masked_fill(by_chance, UNKNOWN_PIECE)

    def _typed(self, text: str) -> str:
        return misspelt(text, self._chance) if self._chance.random() < MISSPELT else text


def _shares(labels: Sequence[str], head: str, example: Example) -> list[float]:
    """Of each label the share of those who labelled that gave it; nothing where nobody knows."""
    said = [opinion.get(head) for opinion in example.opinions]
    given = [one if isinstance(one, list) else [one] for one in said]
    return [sum(label in one for one in given) / len(given) for label in labels]


class Lesson:
    """What is read in a round: everything, or what is new or labelled differently by two, and by
    chance a part of the rest."""

    def __init__(self, learnt: list[Example], new: set[str], chance: random.Random) -> None:
        self._new = [e for e in learnt if e.text in new or e.second] if new else learnt
        self._old = [e for e in learnt if not (e.text in new or e.second)] if new else []
        self._chance = chance
        self._again = int(AGAIN * len(self._old))

    @property
    def size(self) -> int:
        return len(self._new) + self._again

    def round(self) -> list[Example]:
        return self._new + self._chance.sample(self._old, self._again)
