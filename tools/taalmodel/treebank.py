"""Reads the Universal Dependencies treebanks of Dutch as spaCy documents.

Only the files that are here are used, and three parts never overlap: to learn from, to see when
learning may stop, and to score. Alpino's test file and the tail of LassySmall's are for scoring.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc
from spacy.training.converters import conllu_to_docs

SENTENCES_IN_A_DOC = 10  # several, so that the parser learns where one ends
TAIL = 300
STOPPING = 20  # every so many documents of the learning part
LEMMA = 2  # column


class TreebankMissing(FileNotFoundError):
    """A file of Universal Dependencies is not in the folder that was named."""


@dataclass(frozen=True)
class Treebank:
    learn: list[Doc]
    stop: list[Doc]
    alpino: list[Doc]
    lassy: list[Doc]


def read_treebank(folder: Path) -> Treebank:
    """Train files are used as well when they are there. Raises TreebankMissing."""
    lassy_test = _sentences(folder / "nl_lassysmall-ud-test.conllu")
    learn = [
        *_sentences(folder / "nl_lassysmall-ud-dev.conllu"),
        *lassy_test[:-TAIL],
        *_sentences(folder / "nl_alpino-ud-dev.conllu"),
    ]
    for name in ("nl_alpino-ud-train.conllu", "nl_lassysmall-ud-train.conllu"):
        if (folder / name).is_file():
            learn += _sentences(folder / name)
    docs = _docs(learn)
    return Treebank(
        learn=[doc for i, doc in enumerate(docs) if i % STOPPING],
        stop=docs[::STOPPING],
        alpino=_docs(_sentences(folder / "nl_alpino-ud-test.conllu")),
        lassy=_docs(lassy_test[-TAIL:]),
    )


def _sentences(path: Path) -> list[str]:
    if not path.is_file():
        raise TreebankMissing(
            f"{path.name} is not in {path.parent}: take it from UD_Dutch-Alpino or "
            "UD_Dutch-LassySmall on github.com/UniversalDependencies"
        )
    parts = path.read_text(encoding="utf-8").strip().split("\n\n")
    return ["\n".join(_lines(part)) for part in parts]


def _lines(sentence: str) -> Iterator[str]:
    """The treebank writes compounds apart in the lemma (basis_niveau); people do not."""
    for line in sentence.splitlines():
        columns = line.split("\t")
        if len(columns) > LEMMA and len(columns[LEMMA]) > 1:
            columns[LEMMA] = columns[LEMMA].replace("_", "") or "_"
        yield "\t".join(columns)


def _docs(sentences: Iterable[str]) -> list[Doc]:
    text = "\n\n".join(sentences) + "\n\n"
    return list(conllu_to_docs(text, n_sents=SENTENCES_IN_A_DOC, no_print=True))
