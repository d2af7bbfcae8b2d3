"""Reads Dutch text: tokens, sentences, lemmas, parts of speech, and names of persons and places.

`tokens` and `sentences` need no model: by spaCy's Dutch tokeniser and a rule for the end of a
sentence, the same on every machine. `load_dutch` is for the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Token as SpacyToken

from bot.language.lemmas import lemma_of
from bot.language.pipelines import OFFICIAL, OWN, blank, first_of
from bot.privacy.spans import Label, Span


class Token(NamedTuple):
    text: str
    start: int  # offset in characters


# What pipelines call them; other labels (organisations, works of art) are no names here.
LABELS = {
    "PERSOON": Label.PERSOON, "PERSON": Label.PERSOON, "PER": Label.PERSOON,
    "PLAATS": Label.PLAATS, "GPE": Label.PLAATS, "LOC": Label.PLAATS,
}  # fmt: skip


@dataclass(frozen=True)
class Word:
    """`pos` is of Universal Dependencies ("NOUN"), empty without a model."""

    text: str
    start: int
    lemma: str
    pos: str


@dataclass(frozen=True)
class Text:
    """What was read. `names` are those of persons and places; a name is missed easily."""

    words: tuple[Word, ...]
    sentences: tuple[str, ...]
    names: tuple[Span, ...]


class Dutch:
    """`model` is the name of the pipeline, empty when there is none: then there are no parts of
    speech and no names."""

    def __init__(self, pipeline: Language, model: str) -> None:
        self._pipeline = pipeline
        self.model = model

    def read(self, text: str) -> Text:
        doc = self._pipeline(text)
        return Text(
            words=tuple(_word(token) for token in doc if not token.is_space),
            sentences=tuple(_sentences(doc)),
            names=tuple(
                Span(found.start_char, found.end_char, LABELS[found.label_])
                for found in doc.ents
                if found.label_ in LABELS
            ),
        )


def load_dutch(candidates: Sequence[str | Path] = (OFFICIAL, OWN)) -> Dutch:
    """With the first of these pipelines that is there; takes a second and is done once."""
    return Dutch(*first_of(candidates))


def tokens(text: str) -> list[Token]:
    """The tokens of a text, white space left out."""
    return [Token(t.text, t.idx) for t in _rules().make_doc(text) if not t.is_space]


def sentences(text: str) -> list[str]:
    """The sentences of a text, without the white space around them; none for an empty text."""
    return _sentences(_rules()(text))


@cache
def _rules() -> Language:
    return blank()


def _sentences(doc: Doc) -> list[str]:
    return [s.text.strip() for s in doc.sents if s.text.strip()]


def _word(token: SpacyToken) -> Word:
    return Word(token.text, token.idx, lemma_of(token.text), token.pos_)
