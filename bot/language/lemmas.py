"""The form of a word that stands in a dictionary."""

from __future__ import annotations

from simplemma import lemmatize

# Where simplemma 1.2 does better than models/taal; measured in its KAART.md.
DICTIONARY_IS_BETTER = frozenset({"AUX", "PROPN", "VERB"})


def lemma_of(text: str, pos: str, of_pipeline: str) -> str:
    """That of the pipeline, or of the dictionary where there is none or it is worse."""
    if of_pipeline and pos not in DICTIONARY_IS_BETTER:
        return of_pipeline
    return lemmatize(text, lang="nl")
