"""Runs the project's own encoder: multilingual-e5-small, taught Dutch messages to Veilig Thuis.

The files lie in `models/encoder/`, with a card that says how they were made and a checksum that is
compared at loading. Nothing is fetched: without the files `load_encoder` returns None, and what
is built on it goes on with words and rules alone.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from bot.encoder.labels import GEVAAR, HEADS
from bot.encoder.words import Words

FOLDER = Path(__file__).parents[2] / "models" / "encoder"
MODEL, TOKENIZER, CHECKSUMS = "encoder.onnx", "tokenizer.json", "SHA256SUMS"
LONGEST = 128  # word pieces; more were not trained
# Of the words beside the encoder, 0..1; chosen on the development messages (docs/decisions/0006).
WORDS_COUNT = {"gevaar": 0.3, "behoefte": 0.3, "rol": 0.2, "onderwerp": 0.45, "vormen": 0.45}
# Of the middle of a long text, which is read out of its context: the chance of danger from which
# it counts.
FROM_MIDDLE = 0.8
GEEN = GEVAAR.index("geen")
MOST_CHARACTERS = 4000  # of what is longer, the beginning and the end are read


class EncoderDamaged(RuntimeError):
    """A file of the encoder is not the one that was committed."""


Numbers = npt.NDArray[Any]


@dataclass(frozen=True)
class Reading:
    """`vector` [384]: the meaning of the text as a point; `chances`: for every label of every head
    of labels.HEADS a probability 0..1. Those of a head add up to 1, but for `vormen`."""

    vector: Numbers
    chances: Mapping[str, Numbers]


class Encoder:
    """Thread-safe; one message takes some milliseconds of one core."""

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / MODEL), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._words = Words(folder)

    def read(self, text: str) -> Reading:
        """Of a long text the beginning and the end, and for danger all that is between as well."""
        text = _shortened(text)
        parts = list(_parts(self._tokenizer.encode(text).ids))
        vectors, outputs = zip(*map(self._run, parts), strict=True)
        chances = _both(_chances(outputs[0]), self._words.chances(text))
        others = [_chances(part)["gevaar"] for part in outputs[1:]]
        sure = [read for read in others if 1 - read[GEEN] >= FROM_MIDDLE]
        worst = min([chances["gevaar"], *sure], key=lambda read: float(read[GEEN]))
        return Reading(vectors[0], {**chances, "gevaar": worst})

    def _run(self, ids: list[int]) -> tuple[Numbers, Numbers]:
        row = np.array([ids], dtype=np.int64)
        vectors, outputs = self._session.run(None, {"ids": row, "mask": np.ones_like(row)})
        return vectors[0], outputs[0]

    def read_all(self, texts: Iterable[str]) -> list[Reading]:
        """Many texts, on all cores."""
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            return list(threads.map(self.read, texts))


def load_encoder(folder: Path = FOLDER) -> Encoder | None:
    """None when there is no model. Raises EncoderDamaged when a file is missing or another."""
    if not (folder / MODEL).is_file():
        return None
    check_encoder(folder)
    return Encoder(folder)


def check_encoder(folder: Path = FOLDER) -> None:
    """Raises EncoderDamaged unless all files are those that were committed, or the model is not
    there at all."""
    if not (folder / MODEL).is_file():
        return
    try:
        sums = [line.split() for line in (folder / CHECKSUMS).read_text().splitlines()]
        damaged = [n for wanted, n in sums if _sum(folder / n) != wanted]
    except (OSError, ValueError) as missing:
        raise EncoderDamaged(f"{folder} is incomplete; run: git checkout {folder}") from missing
    if damaged:
        raise EncoderDamaged(f"{folder / damaged[0]} is damaged; run: git checkout {folder}")


def _sum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _shortened(text: str) -> str:
    half = MOST_CHARACTERS // 2
    return text if len(text) <= MOST_CHARACTERS else text[:half] + " " + text[-half:]


def head_and_tail(ids: list[int]) -> list[int]:
    half = LONGEST // 2
    return ids if len(ids) <= LONGEST else ids[:half] + ids[-half:]


def _parts(ids: list[int]) -> Iterator[list[int]]:
    """First what a text is read by: all of it, or its beginning and end, where in a chat the point
    is often made. Then, of a longer one, overlapping windows over the middle."""
    if len(ids) <= LONGEST:
        yield ids
        return
    yield head_and_tail(ids)
    half = LONGEST // 2
    begin, *middle, end = ids
    for start in range(half // 2, len(middle) - half // 2, half):
        yield [begin, *middle[start : start + LONGEST - 2], end]


def _both(read: Mapping[str, Numbers], words: Mapping[str, Numbers]) -> Mapping[str, Numbers]:
    return {head: p + WORDS_COUNT[head] * (words[head] - p) for head, p in read.items()}


def _chances(outputs: Numbers) -> dict[str, Numbers]:
    chances, at = {}, 0
    for head, labels in HEADS.items():
        part = outputs[at : at + len(labels)].astype(np.float64)
        at += len(labels)
        if head == "vormen":
            chances[head] = 1 / (1 + np.exp(-part))
        else:
            grown = np.exp(part - part.max())
            chances[head] = grown / grown.sum()
    return chances
