"""Short remarks that were labelled by hand, as they are looked up."""

from __future__ import annotations

from collections.abc import Iterable

from bot.melding.words import plain

MOST_WORDS = 12  # what is longer is a story, and nobody tells it in the same words


def known_phrases(labelled: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The short texts, written plainly, each with its intent; those with two are left out."""
    found: dict[str, set[str]] = {}
    for text, intent in labelled:
        words = plain(text)
        if 0 < len(words.split()) <= MOST_WORDS:
            found.setdefault(words, set()).add(intent)
    return {words: intents.pop() for words, intents in found.items() if len(intents) == 1}
