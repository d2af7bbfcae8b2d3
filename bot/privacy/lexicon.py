"""What is known about a single word: name, ordinary word, compound or typing error."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from string import ascii_lowercase

from bot.privacy.dictionary import in_dictionary

# Letters that do not fall apart into a base letter and an accent.
_PLAIN = str.maketrans("ıłøđ’‘", "ilod''", "") | {ord("ß"): "ss", ord("æ"): "ae"}
# Dutch endings, and verb forms by prefix or by a consonant before the t.
_BUILT_AS_A_WORD = re.compile(
    r"..+(?:ing|ingen|heid|heden|lijk|lijke|isch|ische|atie|aties|iteit|baar|bare|loos|loze|schap|"
    r"erij|erig|erige|eerd|eerde|eren|tief|tieve|tioneel|ologisch|gezin|jarige|end|ende)"
    r"|(?:ge|be|ver|ont|op|over|on|uit|in|aan|af|door|voor|na|toe|mee|terug|weg|om|plat|schoon)"
    r"[a-z]{2,}(?:[td]e?|en)"
    r"|[a-z]{2,}[bfgklmnprsvz]t"
)
# Below this length nearly every name is one letter away from some word.
_SHORTEST_TYPO = 5
# No Dutch word or name is longer; looking into longer ones would cost quadratic time.
_LONGEST = 40
_RUNS = re.compile(r"(.)\1+")


class Kind(Enum):
    """What a word is on its own, before its surroundings are looked at."""

    NAME = auto()
    MAYBE = auto()  # an ordinary word that is a name as well
    KNOWN = auto()  # an ordinary word, a country, an organisation, a day
    UNKNOWN = auto()


def fold(text: str) -> str:
    """Lower case without accents; only for looking up, as the length may change."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.lower().translate(_PLAIN))
    return "".join(char for char in parts if not unicodedata.combining(char))


@dataclass(frozen=True)
class Lexicon:
    """Sets of folded words."""

    listed: frozenset[str]
    trigger_names: frozenset[str]
    capital_only: frozenset[str]
    surnames: frozenset[str]
    loose_surnames: frozenset[str]
    not_names: frozenset[str]
    brands: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    ordinary: frozenset[str]

    def kind(self, low: str) -> Kind:
        """The kind of a folded word, looking through a genitive s and a hyphen."""
        for form in (low, *_without_genitive(low)):
            if form in self.listed:
                return Kind.NAME
            if form in self.trigger_names:
                return Kind.MAYBE
            if form in self.not_names or form in self.ordinary:
                return Kind.KNOWN
        if "-" in low:
            return self._kind_of_parts(low.split("-"))
        return Kind.KNOWN if self._is_brand_compound(low) else Kind.UNKNOWN

    def is_surname(self, low: str) -> bool:
        return low in self.surnames or low in self.loose_surnames

    def is_strange(self, low: str) -> bool:
        """In no list, and neither built as a Dutch word nor mistyped from one: likely a name."""
        if len(low) < 3 or self.kind(low) is not Kind.UNKNOWN or in_dictionary(low):
            return False
        return not self.looks_ordinary(low)

    def is_small_name(self, low: str) -> bool:
        """An ordinary word that in small letters still may be a name: roos, storm."""
        return low in self.trigger_names and low not in self.capital_only

    def looks_ordinary(self, low: str) -> bool:
        return self.is_built(low) or self.is_typo(low)

    def is_built(self, low: str) -> bool:
        """A compound of ordinary words, or a word with a Dutch ending."""
        return self.is_compound(low) or bool(_BUILT_AS_A_WORD.fullmatch(low))

    def is_compound(self, low: str) -> bool:
        """Two ordinary words in one, as in "schoolmaatschappelijk"."""
        cuts = range(3, min(len(low), _LONGEST) - 2)
        return any(low[:cut] in self.ordinary and self._is_head(low[cut:]) for cut in cuts)

    def is_typo(self, low: str) -> bool:
        """One letter away from an ordinary word, or one with letters drawn out."""
        if self.is_stretched(low):
            return True
        if not _SHORTEST_TYPO <= len(low) <= _LONGEST:
            return False
        return any(form in self.ordinary for form in _one_letter_away(low))

    def is_near_name(self, low: str) -> bool:
        """One letter away from a listed name: "mareike", "mohammet"."""
        if not _SHORTEST_TYPO <= len(low) <= _LONGEST:
            return False
        return any(form in self.listed for form in _one_letter_away(low))

    def is_stretched(self, low: str) -> bool:
        """ "Hoiii", "neeeee"."""
        return any(_RUNS.sub(kept, low) in self.ordinary for kept in (r"\1", r"\1\1"))

    def _kind_of_parts(self, parts: list[str]) -> Kind:
        kinds = {self.kind(part) for part in parts if part}
        ranked = (Kind.NAME, Kind.UNKNOWN, Kind.MAYBE)
        return next((kind for kind in ranked if kind in kinds), Kind.KNOWN)

    def _is_brand_compound(self, low: str) -> bool:
        """ "Tinderprofiel", "Whatsappgroep"."""
        cuts = range(4, min(len(low), _LONGEST) - 2)
        return any(low[:cut] in self.brands and low[cut:] in self.ordinary for cut in cuts)

    def _is_head(self, low: str) -> bool:
        linked = low.startswith("s") and len(low) > 3 and low[1:] in self.ordinary
        return linked or low in self.ordinary


def _without_genitive(low: str) -> Iterator[str]:
    if low.endswith(("'s", "'")):
        yield low.removesuffix("s").removesuffix("'")
    elif low.endswith("s") and len(low) > 3:
        yield low[:-1]


@lru_cache(maxsize=4096)
def _one_letter_away(low: str) -> frozenset[str]:
    """Words one slip from `low`; the first letter is hardly ever the wrong one."""
    cuts = [(low[:cut], low[cut:]) for cut in range(1, len(low) + 1)]
    dropped = {left + right[1:] for left, right in cuts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    changed = {left + c + right[1:] for left, right in cuts if right for c in ascii_lowercase}
    added = {left + c + right for left, right in cuts for c in ascii_lowercase}
    return frozenset(dropped | swapped | changed | added | {low[1] + low[0] + low[2:]})
