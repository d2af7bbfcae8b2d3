"""Which chance of danger raises the level: rules and encoder together on the development messages.

    .venv/bin/python -m tools.encoder.calibrate

The development messages are in no training; the test set is not touched.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bot.danger.assess import Level, assess
from bot.danger.sentences import sentences
from bot.encoder.encoder import Encoder, load_encoder
from bot.encoder.labels import GEVAAR
from bot.encoder.meaning import Meaning, meaning_of
from tools.encoder.examples import Example, read_development

PROJECT = Path(__file__).parents[2]
FROM = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def main() -> None:
    encoder = load_encoder()
    if encoder is None:
        raise SystemExit("models/encoder is empty; run: make encoder")
    kept_back = read_development(PROJECT / "data")
    whole = [meaning_of(encoder.read(e.text).chances) for e in kept_back]
    by_sentence = [_worst(encoder, e.text) for e in kept_back]
    rules = np.array([assess(e.text).level is not Level.GEEN for e in kept_back])
    for name, meanings in (("whole text", whole), ("and by sentence", by_sentence)):
        print(
            f"\n{name}: chance, then recall acuut / suicide and false alarms; with rules the same"
        )
        chance = np.array([m.danger + m.suicide for m in meanings])
        for least in FROM:
            said = chance >= least
            print(f"{least:.2f}  {shares(said, kept_back)}   {shares(said | rules, kept_back)}")
    print(f"rules {shares(rules, kept_back)}")
    for head, said in (("behoefte", "need"), ("rol", "role"), ("onderwerp", "topic")):
        known = [(getattr(m, said), e.labels[head]) for m, e in zip(whole, kept_back, strict=True)
                 if e.labels[head]]  # fmt: skip
        print(head, round(np.mean([a == b for a, b in known]), 3))
    scores = [set(e.labels["vormen"]) for e in kept_back]
    both = sum(len(set(x.forms) & y) for x, y in zip(whole, scores, strict=True))
    said = sum(len(x.forms) for x in whole) + sum(map(len, scores))
    print("vormen F1", round(2 * both / said, 3))


def _worst(encoder: Encoder, text: str) -> Meaning:
    """The text or that sentence of it in which most danger is heard."""
    read = [meaning_of(encoder.read(part).chances)
            for part in (text, *(one.said for one in sentences(text)))]  # fmt: skip
    return max(read, key=lambda meaning: meaning.danger + meaning.suicide)


def shares(said: np.ndarray, examples: list[Example]) -> str:
    """Of each level the share for which danger was said."""
    levels = np.array([e.labels["gevaar"] for e in examples])
    found = {level: said[levels == level].mean() for level in GEVAAR}
    return f"{found['acuut']:.3f} {found['suicide']:.3f} {found['geen']:.3f}"


if __name__ == "__main__":
    main()
