"""Which spaCy pipeline reads Dutch here, and where a sentence ends in all of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.util import is_package

from bot.logs import event

OFFICIAL = "nl_core_news_sm"
OWN = Path(__file__).parents[2] / "models" / "taal"  # made by tools/taalmodel
ENDS = [".", "!", "?", "…", "\n"]


def first_of(candidates: Sequence[str | Path]) -> tuple[Language, str]:
    """The first of these packages and folders that is there, with its name; a blank pipeline,
    and an empty name, when none is."""
    for candidate in candidates:
        if Path(candidate).is_dir() or is_package(str(candidate)):
            return with_our_sentences(spacy.load(candidate)), Path(candidate).name
    event("taal.geen_model", gezocht=len(candidates))
    return blank(), ""


def blank() -> Language:
    """Tokens and sentences only."""
    return with_our_sentences(spacy.blank("nl"))


def with_our_sentences(pipeline: Language) -> Language:
    """A parser keeps to boundaries that are there already. Its own are worse in messages, and a
    sentence that is stored as the source of an answer must not depend on the model."""
    pipeline.add_pipe("sentencizer", first=True, config={"punct_chars": ENDS})
    return pipeline
