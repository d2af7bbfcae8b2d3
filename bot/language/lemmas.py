"""The form of a word that stands in a dictionary.

By simplemma alone: it does better than the lemmatizer of models/taal (its KAART.md), and a lemma
is then the same on every machine.
"""

from __future__ import annotations

from simplemma import lemmatize


def lemma_of(word: str) -> str:
    return lemmatize(word, lang="nl")
