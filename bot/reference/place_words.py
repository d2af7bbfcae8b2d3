"""Text as the words that place names are compared with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_lowercase

# A visitor names a place in a few words; what comes after this many words is not looked at.
MOST_WORDS = 150

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?\n]")
_WRITTEN_OUT = {"st": "sint", "gem": "gemeente"}


@dataclass(frozen=True)
class Word:
    """One word of a text: `key` is what is compared, `written` is as typed."""

    key: str
    written: str
    starts_sentence: bool

    @property
    def is_capitalised(self) -> bool:
        """ "Best", not "best" and not "BEST"."""
        return self.written.istitle()

    @property
    def is_name(self) -> bool:
        """Whether the capital says something: every sentence starts with one."""
        return self.is_capitalised and not self.starts_sentence


def listed(words: str) -> frozenset[str]:
    """The words of a row, as a set."""
    return frozenset(words.split())


def words(text: str) -> list[Word]:
    """The words of a text, without accents and punctuation."""
    # Compatibility form: a phone may send "ĳ" as one letter, and letters with loose accents.
    text = unicodedata.normalize("NFKC", text)
    found: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        if len(found) == MOST_WORDS:
            break
        starts_sentence = not found or _SENTENCE_END.search(text, end, match.start()) is not None
        found.append(Word(_key(match.group()), match.group(), starts_sentence))
        end = match.end()
    return found


def search_key(name: str) -> str:
    """How a name is looked up: "St.-Annaparochie" → "sint annaparochie"."""
    return " ".join(word.key for word in words(name))


def one_edit_away(key: str) -> Iterator[str]:
    """Every spelling at one letter more, less, other or swapped; about 54 for each letter.

    A space may be missing ("denhaag") or too many, but never stands for a letter: "in huis en"
    would be Huissen.
    """
    for place in range(len(key) + 1):
        before, after = key[:place], key[place:]
        yield from (f"{before}{letter}{after}" for letter in ascii_lowercase + " ")
        if after:
            yield before + after[1:]
        if after and after[0] != " ":
            yield from (f"{before}{letter}{after[1:]}" for letter in ascii_lowercase)
        if len(after) > 1 and " " not in after[:2]:
            yield f"{before}{after[1]}{after[0]}{after[2:]}"


def _key(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return _WRITTEN_OUT.get(plain, plain)
