"""Dutch postcodes in all spacings; after the word "postcode" also four digits alone."""

import re
from collections.abc import Iterator

from bot.privacy.message import OTHER_VEIL, Message
from bot.privacy.spans import Label, Span
from bot.privacy.wordlists import group

_POSTCODE = re.compile(
    r"(?:(?<![\w.,-])|(?<=\bNL-))[1-9]\d{3}([ .-]{0,2})([A-Z]{2})(?![\w'’])", re.IGNORECASE
)
# The number behind a postcode finds the door.
_DOOR = re.compile(
    r"[\s,]{1,3}(?:nr\.? ?|nummer )?(\d{1,5}[a-z]?(?:-\d{1,4})?)(?![\w:.])", re.IGNORECASE
)
_WORD_BEFORE = re.compile(r"(?:postcode|\bpc\b)[^\d\n]{0,20}$", re.IGNORECASE)
_DIGITS_AFTER_WORD = re.compile(
    r"(?:\bpostcode(?:gebied)?|\bpc\b)[^\d\n]{0,20}"
    r"([1-9]\d{3}(?!\d)(?:[ .,_-]{1,3}[A-Z](?: ?)[A-Z](?!\w))?|[1-9]\d \d\d ?[A-Z]{2}(?!\w))",
    re.IGNORECASE,
)
# "dorpsstraat 12, 3011 za": behind an address also letters that make a word.
_ADDRESS_BEFORE = re.compile(rf"(?:\d[a-z]?|{OTHER_VEIL}),?\s$", re.IGNORECASE)
# The post never issues SA, SD and SS; the others follow an amount.
_NEVER_ISSUED = frozenset(("SA", "SD", "SS", "EU", "NL", "KM", "KG"))


def find_postcodes(message: Message) -> Iterator[Span]:
    for found in _POSTCODE.finditer(message.text):
        before = message.text[max(found.start() - 30, 0) : found.start()]
        is_clear = _is_postcode(found[1], found[2]) or _WORD_BEFORE.search(before)
        if not (is_clear or _ends_address(found, before)):
            continue
        yield Span(*found.span(), Label.POSTCODE)
        door = _DOOR.match(message.text, found.end())
        if door:
            yield Span(*door.span(1), Label.ADRES)
    for found in _DIGITS_AFTER_WORD.finditer(message.text):
        yield Span(*found.span(1), Label.POSTCODE)


def _ends_address(found: re.Match[str], before: str) -> bool:
    is_year = found[0].startswith(("19", "20"))
    return not is_year and found[2].lower() != "en" and bool(_ADDRESS_BEFORE.search(before))


def _is_postcode(gap: str, letters: str) -> bool:
    if letters.isupper():
        return letters not in _NEVER_ISSUED
    # "2000mg" is an amount, "2019 en" running text.
    return letters.lower() not in group("pairs_after_numbers" if gap else "units")
