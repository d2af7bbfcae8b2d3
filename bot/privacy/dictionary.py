"""Whether a word stands in a dictionary of Dutch: what stands there is hardly ever a name."""

from functools import lru_cache

from simplemma import is_known


@lru_cache(maxsize=8192)
def in_dictionary(low: str) -> bool:
    """`low` as folded; read at the first word that no list of this package knows."""
    return bool(low) and is_known(low, lang="nl")
