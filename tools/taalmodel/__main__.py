"""Trains the Dutch pipeline, scores it and writes it with its card.

make taalmodel UD=<folder with the .conllu files>     about ten minutes on two cores
python -m tools.taalmodel <folder> --score            only scores the pipeline that is there
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from random import Random

import spacy

from tools.taalmodel.card import card
from tools.taalmodel.evaluate import evaluate
from tools.taalmodel.messages import docs, read_messages
from tools.taalmodel.train import Part, joined, train
from tools.taalmodel.treebank import read_treebank

SEED = 7


def main() -> None:
    given = _arguments()
    treebank = read_treebank(given.ud)
    messages = read_messages(treebank.learn, Random(SEED))  # noqa: S311
    if not given.score:
        nlp = spacy.blank("nl")
        parts = (
            Part("grammar", treebank.learn, treebank.stop),
            Part("names", docs(messages.learn, nlp), docs(messages.stop, nlp)),
        )
        with tempfile.TemporaryDirectory() as work:
            joined(*train(parts, Path(work))).to_disk(given.out)
    scores = evaluate(spacy.load(given.out), treebank, messages)
    page = card(scores, treebank, messages, given.out)
    (given.out / "KAART.md").write_text(page, encoding="utf-8")
    print(page)


def _arguments() -> argparse.Namespace:
    ask = argparse.ArgumentParser(prog="tools.taalmodel", description=__doc__.split("\n")[0])
    ask.add_argument("ud", type=Path, help="folder with the treebanks of Universal Dependencies")
    ask.add_argument("--out", type=Path, default=Path("models/taal"))
    ask.add_argument("--score", action="store_true", help="do not train")
    return ask.parse_args()


if __name__ == "__main__":
    main()
