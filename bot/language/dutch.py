"""Tokens and sentences of Dutch text, by spaCy.

The official `nl_core_news_sm` is used when it is installed; else spaCy's Dutch tokeniser with
its rule-based sentence splitter, which is all that is needed here.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import spacy
from spacy.language import Language
from spacy.util import is_package

MODEL = "nl_core_news_sm"


class Token(NamedTuple):
    text: str
    start: int  # offset in characters


@cache
def pipeline() -> Language:
    if is_package(MODEL):
        return spacy.load(MODEL)
    nlp = spacy.blank("nl")
    nlp.add_pipe("sentencizer", config={"punct_chars": [".", "!", "?", "…", "\n"]})
    return nlp


def tokens(text: str) -> list[Token]:
    """The tokens of a text, white space left out."""
    return [Token(t.text, t.idx) for t in pipeline().make_doc(text) if not t.is_space]


def sentences(text: str) -> list[str]:
    """The sentences of a text, without the white space around them; none for an empty text."""
    return [s.text.strip() for s in pipeline()(text).sents if s.text.strip()]
