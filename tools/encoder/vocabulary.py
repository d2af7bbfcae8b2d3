"""The words of e5 that Dutch needs, and a tokenizer of them.

e5 knows 250,000 word pieces of a hundred languages; keeping those of Dutch makes the model a
sixth of its size. Everything is read in small letters: chats mostly are, and it halves the words.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from tools.encoder.pretrained import Pretrained

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")  # at 0..3, there as here
UNKNOWN = SPECIAL.index("<unk>")
SHORT = 3  # pieces so short are all kept: any misspelling still falls apart into known ones
LATIN = 0x180
PREFIX = "query: "  # e5 was taught to read questions after it


def tokenizer_of(pieces: list[str], scores: Iterable[float]) -> Tokenizer:
    tokenizer = Tokenizer(
        models.Unigram(list(zip(pieces, map(float, scores), strict=True)), UNKNOWN)
    )
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Lowercase(),
            normalizers.Replace("’", "'"),
            normalizers.Prepend(PREFIX),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()]
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return tokenizer


def prune(made: Pretrained, texts: Iterable[str]) -> tuple[Tokenizer, np.ndarray]:
    """A tokenizer with the pieces that `texts` need, and the rows of e5 that these are."""
    whole = tokenizer_of(made.pieces, made.scores)
    kept = set(range(len(SPECIAL))) | {i for i, piece in enumerate(made.pieces) if _is_short(piece)}
    for read in whole.encode_batch(list(texts)):
        kept.update(read.ids)
    rows = np.array(sorted(kept))
    return tokenizer_of([made.pieces[i] for i in rows], made.scores[rows]), rows


def _is_short(piece: str) -> bool:
    bare = piece.strip("▁")
    return len(bare) <= SHORT and bare == bare.lower() and all(ord(c) < LATIN for c in bare)
