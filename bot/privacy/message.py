"""A message as words that know their place in it."""

from collections.abc import Container
from dataclasses import dataclass
from functools import cached_property

from bot.privacy.lexicon import Kind, Lexicon
from bot.privacy.spans import Label, Span
from bot.privacy.wordlists import group

# A token of an earlier round becomes a run of one of these (private use, no letters), as long
# as the token: patterns cannot match in it, and rules still see that a name stood there.
NAME_VEIL = "\ue000"
OTHER_VEIL = "\ue001"


@dataclass(frozen=True)
class Word:
    """One word; `gap` is what stands between it and the word before, spaces made one."""

    text: str
    start: int
    end: int
    gap: str
    low: str
    opens: bool  # a sentence: a capital here says nothing
    kind: Kind

    @property
    def is_veil(self) -> bool:
        return self.text[0] in (NAME_VEIL, OTHER_VEIL)

    @property
    def is_name_veil(self) -> bool:
        return self.text[0] == NAME_VEIL

    @property
    def is_number(self) -> bool:
        return self.text[0].isdigit()

    @cached_property
    def is_word(self) -> bool:
        return not self.is_veil and not any(char.isdigit() for char in self.text)

    @cached_property
    def is_capital(self) -> bool:
        """One capital in front and small letters behind it: Karim, Al-Masri, McDonald."""
        letters = self.text.lstrip("'’")
        return letters[:1].isupper() and any(char.islower() for char in letters)

    @property
    def is_initial(self) -> bool:
        letters = self.text.replace(".", "")
        return letters.isupper() and (len(letters) == 1 or "." in self.text)


@dataclass(frozen=True)
class Message:
    """A text, veiled where it was masked before, with its words."""

    text: str
    words: tuple[Word, ...]
    lexicon: Lexicon
    places: Container[str]
    place_ranges: tuple[tuple[int, int], ...] = ()  # positions of the words of each place

    @cached_property
    def in_place(self) -> frozenset[int]:
        """Positions of words that belong to a place."""
        return frozenset(at for start, end in self.place_ranges for at in range(start, end))

    @cached_property
    def capitals_count(self) -> bool:
        """Whether a capital tells anything: not in a message that shouts or capitalises all."""
        return not (self._is_shouted or self.is_title_cased)

    @cached_property
    def is_title_cased(self) -> bool:
        plain = [word for word in self.words if not word.opens and self._is_plain(word)]
        return len(plain) > 2 and sum(word.is_capital for word in plain) > len(plain) / 2

    @cached_property
    def shielded(self) -> frozenset[int]:
        """Positions of words inside a fixed phrase, such as "Jan en alleman"."""
        lows = [word.low for word in self.words]
        inside: set[int] = set()
        for start in range(len(lows)):
            for length in range(1, 5):
                if tuple(lows[start : start + length]) in self.lexicon.phrases:
                    inside.update(range(start, start + length))
        return frozenset(inside)

    def at(self, position: int) -> Word | None:
        """The word at a position; None before the first and behind the last."""
        return self.words[position] if 0 <= position < len(self.words) else None

    def lows(self, start: int, end: int) -> list[str]:
        return [word.low for word in self.words[max(start, 0) : max(end, 0)]]

    def is_odd_capital(self, position: int) -> bool:
        """A capital that means something, on a word that is no day, people or organisation."""
        word = self.words[position]
        return self.capitals_count and word.is_capital and word.low not in self.lexicon.not_names

    def is_marked_capital(self, position: int) -> bool:
        """A capital that is not due to the start of a sentence."""
        word = self.words[position]
        return self.capitals_count and word.is_capital and not word.opens

    def acts(self, position: int) -> bool:
        """A verb follows that a person does: "slaat", "heeft"."""
        following = self.at(position + 1)
        if following is None or following.gap != " ":
            return False
        return following.low in group("subject_verbs")

    def span(self, start: int, end: int, label: Label) -> Span:
        """From the word at `start` up to the word before `end`."""
        return Span(self.words[start].start, self.words[end - 1].end, label)

    @cached_property
    def _is_shouted(self) -> bool:
        letters = [char for char in self.text if char.isalpha()]
        return len(letters) > 12 and sum(char.isupper() for char in letters) > len(letters) / 2

    def _is_plain(self, word: Word) -> bool:
        return word.low in self.lexicon.ordinary and word.low not in self.lexicon.not_names
