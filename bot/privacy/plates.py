"""Number plates, of all Dutch side codes, the Belgian ones and those of other countries."""

import re
from collections.abc import Iterator
from functools import cache

from bot.privacy.message import Message
from bot.privacy.spans import Label, Span
from bot.privacy.wordlists import group

# A for a letter, 9 for a digit, in the blocks in which a plate shows them.
_SIDECODES = (
    *("AA-99-99", "99-99-AA", "99-AA-99", "AA-99-AA", "AA-AA-99", "99-AA-AA", "99-AAA-9"),
    *("9-AAA-99", "AA-999-A", "A-999-AA", "AAA-99-A", "A-99-AAA", "9-AA-999", "999-AA-9"),
    *("9-AAA-999", "AAA-999", "999-AAA"),
)
_LETTER = "[A-ZÄÖÜ]"
# In capitals only: K-AB 1234, AB-123-CD, AB12 CDE, B 123 XYZ, 34 ABC 123, 1234 BCD.
_FOREIGN = re.compile(
    r"(?<![\w-])(?:"
    rf"{_LETTER}{{1,3}}-[A-Z]{{1,2}}[ -]?\d{{1,4}}[EH]?"
    r"|[A-Z]{1,3}-\d{2,4}-[A-Z]{1,3}"
    r"|[A-Z]{2}\d\d ?[A-Z]{3}"
    r"|[A-Z]{1,2} \d{2,4} [A-Z]{2,3}"
    r"|\d\d [A-Z]{1,3} \d{3,4}"
    r"|\d{4} [BCDFGHJKLMNPRSTVWXYZ]{3}"
    r")(?!\w|-\w)"
)
_AFTER_WORD = re.compile(
    r"(?:kenteken(?:plaat)?|nummerbord|nummerplaat|\bplaat|\bbord)\b[^\w\n]{0,3}"
    r"(?:[^\W\d]{1,9}[ :=,(-]{1,3}){0,5}?"
    r"((?!(?:met|is|op|van|het|de|een|en|was|dat|die|zijn|haar|begint|staat|al)\b)"
    r"(?=[A-ZÄÖÜ\s.-]{0,8}\d)[A-ZÄÖÜ0-9]{1,4}(?:[ .-]?(?!"
    r"(?:en|is|in|op|met|van|de|het|een|dat|die|ik|hij|ze|zij|was|om|al|nu|te|of|bij|aan|er|uit|dus)\b)"
    r"(?:\d{1,5}[A-Z]{0,3}|[A-Z]{1,3}(?![A-Z]))){1,3})(?!\w)",
    re.IGNORECASE,
)
# Behind a vehicle a plate may stand in small letters with spaces.
_VEHICLE = re.compile(
    r"(?:\b|[a-z])(?:rijdt|reed|auto|bus|busje|wagen|golf|polo|motor|brommer|scooter|aanhanger|caravan|camper"
    r"|taxi|kenteken|plaat|bord|bestelbus)\b[^.!?\n]{0,40}$",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[A-Z]+", re.IGNORECASE)


def find_plates(message: Message) -> Iterator[Span]:
    dashed, spaced, joined = _patterns()
    for pattern in (dashed, spaced, joined, _FOREIGN):
        for found in pattern.finditer(message.text):
            if not _reads_as_text(found[0]) and not _is_loose(message.text, found):
                yield Span(*found.span(), Label.KENTEKEN)
    for found in _small_spaced().finditer(message.text):
        is_by_vehicle = _VEHICLE.search(message.text, max(found.start() - 60, 0), found.start())
        if is_by_vehicle and not _reads_as_text(found[1]):
            yield Span(*found.span(1), Label.KENTEKEN)
    for found in _AFTER_WORD.finditer(message.text):
        yield Span(*found.span(1), Label.KENTEKEN)


def _is_loose(text: str, found: re.Match[str]) -> bool:
    """ "base64": four letters in one need capitals or a vehicle in front."""
    is_one_block = re.fullmatch(r"[a-z]{4}\d\d|\d\d[a-z]{4}", found[0]) is not None
    return is_one_block and not _VEHICLE.search(text, max(found.start() - 60, 0), found.start())


def _reads_as_text(plate: str) -> bool:
    """ "12-en-13", "16 op 17" and "1000mg" have the shape of a plate."""
    letters = {block.lower() for block in _LETTERS.findall(plate)}
    if plate.isupper() and "-" in plate:
        return not letters.isdisjoint(group("not_on_plates"))
    return not letters.isdisjoint(group("pairs_after_numbers") | group("not_on_plates"))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """With dashes or dots in any case, with spaces only in capitals, and written as one."""
    return (
        _pattern(_SIDECODES, r"(?:\s?[-–]\s?|\.)", re.IGNORECASE),
        _pattern(_three_blocks(), " ", re.NOFLAG),
        _pattern(_three_blocks(), "", re.IGNORECASE),
    )


@cache
def _small_spaced() -> re.Pattern[str]:
    """Looks ahead only: in "in tx 48 gh" the first two words and a number have a shape as well."""
    plain = _pattern(_three_blocks(), " ", re.IGNORECASE).pattern
    return re.compile(rf"(?=({plain}))", re.IGNORECASE)


def _three_blocks() -> tuple[str, ...]:
    return tuple(code for code in _SIDECODES if code.count("-") == 2)


def _pattern(codes: tuple[str, ...], joint: str, flags: re.RegexFlag) -> re.Pattern[str]:
    shapes = (joint.join(map(_block, code.split("-"))) for code in codes)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(shapes)})(?!\w|-\w)", flags)


def _block(block: str) -> str:
    return rf"\d{{{len(block)}}}" if block[0] == "9" else rf"[A-Z]{{{len(block)}}}"
