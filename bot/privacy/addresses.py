"""Streets and house numbers."""

import re
from collections.abc import Iterator

from bot.privacy.lexicon import Kind
from bot.privacy.message import Message, Word
from bot.privacy.spans import Label, Span
from bot.privacy.wordlists import group

_HOUSE_NUMBER = re.compile(
    r"(?:[\s,]{1,2}|\.?\s?[,:]?\s?(?:huisnummer|huisnr|nummer|nr)\b\.?:?\s?|\.\s)"
    r"\d{1,5}"
    r"(?:[ -]{0,2}(?:bis|hs|huis|rood|zwart|boven|beneden|hoog|(?-i:[IVX]{1,4}|[A-Z]))(?!\w)"
    r"|-?[a-z]{1,2}(?:-\d{1,3})?(?!\w)|-\d{1,4}(?!\w)|-\d?hoog)?"
    r"(?![\w:]|[.,/-]\d)(?:\s(?:wagen|bus|kamer|toevoeging)\s\d{1,4})?",
    re.IGNORECASE,
)
_LOOSE_NUMBER = re.compile(
    r"\b(?:huisnummer|huisnr\.?|(?:op|bij|van|aan|woont|wonen|woon) (?:nummer|nr\.?)"
    r"|bel(?= \d+[a-z]))[\s:]{1,2}(\d{1,5}[a-z]{0,2}(?:-\d{1,4})?)(?!\w)",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(r"\s?([^\W\d]+)")
# No house number: a comma as in "mevrouw Wolf, 81", or a year.
_NO_HOUSE = re.compile(r"\s?,|\s(?:19|20)\d\d(?!\d)")
_PREPOSITIONS = frozenset(
    ("aan", "op", "in", "bij", "naar", "van", "langs", "adres", "woonachtig", "te")
)
_ARTICLES = frozenset(("de", "het", "'t", "den", "der", "t"))


def find_addresses(message: Message) -> Iterator[Span]:
    for found in _LOOSE_NUMBER.finditer(message.text):
        yield Span(*found.span(1), Label.ADRES)
    for position, word in enumerate(message.words):
        number_end = _number_end(message, word) if word.is_word else None
        if word.is_word and _is_street(message, position, has_number=number_end is not None):
            start = message.words[_first_of_street(message, position)].start
            yield Span(start, number_end or word.end, Label.ADRES)


def _number_end(message: Message, word: Word) -> int | None:
    """Where the house number behind this word ends; None when there is none.

    "Kerkstraat 3 keer" and "Max 16 jaar" count something.
    """
    found = _HOUSE_NUMBER.match(message.text, word.end)
    if not found:
        return None
    following = _NEXT_WORD.match(message.text, found.end())
    is_counted = following is not None and following[1].lower() in group("units")
    return None if is_counted else found.end()


def _is_street(message: Message, position: int, *, has_number: bool) -> bool:
    word = message.words[position]
    is_inner_capital = word.is_capital and not word.opens
    if word.low in group("not_streets"):
        return has_number and is_inner_capital
    if word.low in group("common_streets"):
        return has_number or is_inner_capital
    if _ends_as(word, "street_suffixes"):
        return has_number or is_inner_capital or _is_lived_in(message, position)
    if has_number and _ends_as(word, "numbered_suffixes") and word.kind is Kind.UNKNOWN:
        return True
    return has_number and _is_named_place(message, position)


def _ends_as(word: Word, suffixes: str) -> bool:
    ends = (word.low[-length:] for length in range(2, min(len(word.low) - 1, 12)))
    return any(end in group(suffixes) for end in ends)


def _is_lived_in(message: Message, position: int) -> bool:
    """ "op de marnixkade": in lower case without a number it must be no word we know."""
    word = message.words[position]
    is_loose = _ends_as(word, "loose_street_suffixes")
    if word.kind is Kind.KNOWN or (is_loose and message.lexicon.is_compound(word.low)):
        return False
    if word.opens:
        return word.is_capital and word.kind is Kind.UNKNOWN
    return word.gap == " " and _is_placed(message, position)


def _is_placed(message: Message, position: int) -> bool:
    """Behind "aan", or behind "op de"."""
    before = message.lows(position - 2, position)
    if not before:
        return False
    return before[-1] in _PREPOSITIONS or (
        before[-1] in _ARTICLES and before[0] in _PREPOSITIONS and len(before) > 1
    )


def _is_named_place(message: Message, position: int) -> bool:
    """ "Aalscholver 219", "aan de Brink 4": a capital and a number, and no person's age."""
    word = message.words[position]
    if position in message.shielded or not message.is_odd_capital(position):
        return False
    if _NO_HOUSE.match(message.text, word.end):
        return False
    is_unknown = word.kind is Kind.UNKNOWN and (not word.opens or ":" in word.gap)
    return is_unknown or _is_placed(message, _first_of_street(message, position))


def _first_of_street(message: Message, position: int) -> int:
    """Capitals in front belong to the name: "Prins Hendrikkade", "Laan van Meerdervoort"."""
    first, words = position, message.words
    while first > 0 and _leads(message, first - 1, words[first].gap):
        first -= 1
    while first < position and not (words[first].is_capital or words[first].is_initial):
        first += 1
    return first


def _leads(message: Message, position: int, gap: str) -> bool:
    word = message.words[position]
    if gap not in (" ", ". ", ".") or not word.is_word:
        return False
    if word.low in group("particles"):
        return True
    if word.low in group("street_suffixes"):
        return word.is_capital
    is_capital = word.is_capital and (not word.opens or word.kind is not Kind.KNOWN)
    return is_capital or word.is_initial
