"""The small pattern language of `signals.yml` → compiled regular expressions.

    {hij} ... (met|heeft) .. {wapen}

`{name}` is a word list of `vocabulary.yml`, `..` leaves room for at most two words and `...` for
at most six; the rest is a regular expression on the normal form of a sentence. A pattern always
matches whole words, may step over a comma, and never reads over a "niet", "geen", "nooit" or
"zonder" in a gap: what stands behind it may well be denied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from bot.danger.word_lists import NAME, PatternNotUnderstood, either, split_outside_brackets

DENIALS = ("niet", "geen", "nooit", "zonder")

# One space, or a pause and a space.
_NEXT = "(?: ,)? "
_WORD_IN_GAP = f"(?!(?:{'|'.join(DENIALS)}) )[^ ]+ "
# Room counts words and commas together; the bound keeps matching linear in the text.
_BETWEEN = {
    " ": _NEXT,
    " .. ": f"{_NEXT}(?:{_WORD_IN_GAP}){{0,3}}?",
    " ... ": f"{_NEXT}(?:{_WORD_IN_GAP}){{0,7}}?",
}
_SPACE = re.compile(r" \.{2,3} | ")
_GROUP = re.compile(r"\((?:\?:)?(.*)\)")
_PLAIN = re.compile(r"[a-z0-9 ]+")


@dataclass(frozen=True)
class Pattern:
    """`written` as in the file; a sentence without any of `needs` cannot hold it (empty: may)."""

    written: str
    regex: re.Pattern[str]
    needs: frozenset[str]

    def places(self, plain: str, words: Set[str]) -> Iterator[re.Match[str]]:
        """Where it stands in a sentence in normal form; `words` are the words of that sentence."""
        if self.needs and self.needs.isdisjoint(words):
            return iter(())
        return self.regex.finditer(plain)

    def is_in(self, plain: str, words: Set[str]) -> bool:
        return next(self.places(plain, words), None) is not None


def compiled(written: str, words: Mapping[str, Sequence[str]]) -> Pattern:
    """The pattern `written`, with its word lists filled in. Raises PatternNotUnderstood."""
    unknown = sorted(set(NAME.findall(written)) - words.keys())
    if unknown:
        raise PatternNotUnderstood(
            f"{written!r}: no word list {unknown[0]!r}; add it to vocabulary.yml"
        )
    filled = NAME.sub(lambda found: f"(?:{either(words[found[1]])})", written)
    regex = _SPACE.sub(lambda space: _BETWEEN[space[0]], filled)
    try:
        whole_words = re.compile(rf"(?<![^ ])(?:{regex})(?![^ ])")
    except re.error as error:
        raise PatternNotUnderstood(f"{written!r}: {error}; mend the regular expression") from error
    return Pattern(written, whole_words, _needed(written, words))


def _needed(written: str, words: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The smallest set of words of which one must be there: looking them up is cheap."""
    choices = split_outside_brackets(written, "|")
    if len(choices) > 1:
        each = [_needed(choice, words) for choice in choices]
        return frozenset().union(*each) if all(each) else frozenset()
    # A space that may be left out ("aan ?doen") holds two words together.
    parts = split_outside_brackets(written.replace(" ?", "?"), " ")
    found = [_first_words(part, words) for part in parts if part.strip(".")]
    return min((one for one in found if one), key=len, default=frozenset())


def _first_words(part: str, words: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The words with which `part` can begin; none when it is more than a choice of plain words."""
    group = _GROUP.fullmatch(part)
    choices = split_outside_brackets(group[1] if group else part, "|")
    listed = [words[name[1]] if (name := NAME.fullmatch(one)) else [one] for one in choices]
    said = [one for choice in listed for one in choice]
    if not all(_PLAIN.fullmatch(one) for one in said):
        return frozenset()
    return frozenset(one.split()[0] for one in said)
