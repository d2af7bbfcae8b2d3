"""Towns with one letter wrong: "in hoogezant", "naar amersvoort", "uit bergen op zom"."""

from collections.abc import Container
from string import ascii_lowercase

from bot.privacy.dictionary import in_dictionary
from bot.privacy.lexicon import Kind
from bot.privacy.message import Message, Word

# A shorter word at one letter from a town is too often another word.
_SHORTEST = 6
_LONGEST = 25
_MOST_WORDS = 4
_LINKS = frozenset(("aan", "op", "in", "bij", "den", "de", "der", "het", "d"))


def misspelt_end(message: Message, start: int) -> int | None:
    """Position behind a town from `start` that is one letter off; the longest one."""
    for end in range(min(start + _MOST_WORDS, len(message.words)), start, -1):
        words = message.words[start:end]
        is_one = len(words) == 1 and _is_no_word(words[0])
        is_linked = len(words) > 2 and words[1].low in _LINKS
        is_joined = words[-1].is_word and all(word.gap == " " for word in words[1:])
        if not (is_joined and (is_one or is_linked)):
            continue
        if _is_near(" ".join(word.low for word in words), message.places):
            return end
    return None


def _is_no_word(word: Word) -> bool:
    return word.kind is Kind.UNKNOWN and not in_dictionary(word.low)


def _is_near(key: str, places: Container[str]) -> bool:
    if not _SHORTEST <= len(key) <= _LONGEST:
        return False
    for at in range(1, len(key) + 1):
        before, after = key[:at], key[at:]
        if after and before + after[1:] in places:
            return True
        if len(after) > 1 and before + after[1] + after[0] + after[2:] in places:
            return True
        for letter in ascii_lowercase:
            if before + letter + after in places or (
                after and before + letter + after[1:] in places
            ):
                return True
    return False
