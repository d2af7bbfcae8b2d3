"""Number plates, of all Dutch side codes and the Belgian ones."""

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
_AFTER_WORD = re.compile(
    r"(?:kenteken|nummerbord|nummerplaat|\bplaat|\bbord)\b[^\w\n]{0,3}"
    r"(?:[^\W\d]{1,9}[^\w\n]{1,3}){0,5}?"
    r"((?!(?:met|is|op|van|het|de|een|en|was|dat|die|zijn|haar|begint|staat)\b)"
    r"(?=[A-Z\s.-]{0,8}\d)[A-Z0-9]{1,4}(?:[ .-]?[A-Z0-9]{1,4}){1,3})(?!\w)",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[A-Z]+", re.IGNORECASE)


def find_plates(message: Message) -> Iterator[Span]:
    for pattern in _patterns():
        for found in pattern.finditer(message.text):
            if not _reads_as_text(found[0]):
                yield Span(*found.span(), Label.KENTEKEN)
    for found in _AFTER_WORD.finditer(message.text):
        yield Span(*found.span(1), Label.KENTEKEN)


def _reads_as_text(plate: str) -> bool:
    """ "12-en-13", "16 op 17" and "1000mg" have the shape of a plate."""
    letters = {block.lower() for block in _LETTERS.findall(plate)}
    return not letters.isdisjoint(group("pairs_after_numbers") | group("not_on_plates"))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """With dashes or dots in any case, with spaces only in capitals, and written as one."""
    three_blocks = tuple(code for code in _SIDECODES if code.count("-") == 2)
    return (
        _pattern(_SIDECODES, r"\s?[-–.]\s?", re.IGNORECASE),
        _pattern(three_blocks, " ", re.NOFLAG),
        _pattern(three_blocks, "", re.IGNORECASE),
    )


def _pattern(codes: tuple[str, ...], joint: str, flags: re.RegexFlag) -> re.Pattern[str]:
    shapes = (joint.join(map(_block, code.split("-"))) for code in codes)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(shapes)})(?!\w|-\w)", flags)


def _block(block: str) -> str:
    return rf"\d{{{len(block)}}}" if block[0] == "9" else rf"[A-Z]{{{len(block)}}}"
