"""Trains the two parts, each on a core of its own, and joins them to one pipeline."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import spacy
from spacy.cli.train import train as spacy_train  # the function: its command line is not needed
from spacy.language import Language
from spacy.tokens import Doc, DocBin

HERE = Path(__file__).parent
VERSION = "1.0.0"
LICENCE = "CC BY-SA 4.0"
SOURCES = [
    {
        "name": f"UD Dutch {bank}",
        "url": f"https://github.com/UniversalDependencies/UD_Dutch-{bank}",
        "author": "Gosse Bouma and Gertjan van Noord",
        "license": LICENCE,
    }
    for bank in ("Alpino", "LassySmall")
]


@dataclass(frozen=True)
class Part:
    """`name` is that of its config, in this folder."""

    name: str
    learn: Iterable[Doc]
    stop: Iterable[Doc]


def train(parts: Iterable[Part], work: Path) -> list[Language]:
    """The trained parts, in their order; `work` is a folder for what comes in between."""
    jobs = [(part.name, _stored(part, work / part.name)) for part in parts]
    with ProcessPoolExecutor(len(jobs), mp_context=get_context("spawn")) as pool:
        folders = list(pool.map(_train, *zip(*jobs, strict=True)))
    return [spacy.load(folder) for folder in folders]


def joined(grammar: Language, names: Language) -> Language:
    """Both as one pipeline, without the paths of this machine and the words of the messages."""
    config = {k: v for k, v in names.get_pipe_config("ner").items() if k != "factory"}
    learnt = names.get_pipe("ner").to_bytes(exclude=["vocab"])
    grammar.add_pipe("ner", config=config).from_bytes(learnt, exclude=["vocab"])
    grammar.config["paths"] = dict.fromkeys(grammar.config["paths"])
    grammar.meta.update(
        name="advieslijn_taal",
        version=VERSION,
        description="Dutch for the messages of visitors; see KAART.md",
        author="Advieslijn",
        license=LICENCE,
        sources=SOURCES,
    )
    return grammar


def _stored(part: Part, folder: Path) -> Path:
    folder.mkdir(parents=True)
    DocBin(docs=part.learn).to_disk(folder / "learn.spacy")
    DocBin(docs=part.stop).to_disk(folder / "stop.spacy")
    return folder


def _train(name: str, folder: Path) -> Path:
    paths = {"paths.train": str(folder / "learn.spacy"), "paths.dev": str(folder / "stop.spacy")}
    spacy_train(HERE / f"{name}.cfg", folder / "made", overrides=paths)
    return folder / "made/model-best"
