"""Telephone numbers and BSN, in digits or in words, however they are spaced."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bot.privacy.message import Message
from bot.privacy.spans import Label, Span

_UNITS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_TEENS = (
    *("tien", "elf", "twaalf", "dertien", "veertien"),
    *("vijftien", "zestien", "zeventien", "achttien", "negentien"),
)
_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")

# Free and paid service lines: a visitor must be able to read them back.
_SERVICE = re.compile(r"0(?:800|900|906|909)(?:\d{7}|\d{4,5})?")
_DATE = re.compile(
    r"\d{1,2}([-./])\d{1,2}\1(?:19|20)?\d\d(?![-./]?\d)|(?:19|20)\d\d-\d\d-\d\d(?!\d)"
)
_BSN_WORD = re.compile(
    r"(?:\bb\.?s\.?n\b\.?|burger\s?service|sofi)[^\W\d]*[^\d\n]{0,25}$", re.IGNORECASE
)
_JOINT = re.compile(r"[^\S\n]{0,3}[-–—./,()]{0,2}[^\S\n]{0,3}")
_MOST_GROUPS = 16


@dataclass(frozen=True)
class _Group:
    """Digits that were written together, or one spoken number."""

    start: int
    end: int
    digits: str
    is_spoken: bool


def find_numbers(message: Message) -> Iterator[Span]:
    """Telephone numbers and BSN; service numbers such as 0800-2000 are passed over."""
    for run in _runs(message.text):
        if _is_bsn(message.text, run):
            yield Span(run[0].start, run[-1].end, Label.BSN)
        else:
            yield from _phones(message.text, run)


def passes_elfproef(digits: str) -> bool:
    """The check on a BSN: weights 9 to 2 and -1, the sum divisible by eleven."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return total % 11 == 0 and digits != "000000000"


def _is_bsn(text: str, run: list[_Group]) -> bool:
    digits = "".join(group.digits for group in run)
    if _BSN_WORD.search(text[max(run[0].start - 60, 0) : run[0].start]):
        return 6 <= len(digits) <= 10
    is_written = not any(group.is_spoken for group in run)
    return len(digits) == 9 and is_written and passes_elfproef(digits)


def _phones(text: str, run: list[_Group]) -> Iterator[Span]:
    has_plus = text[run[0].start - 1 : run[0].start] == "+"
    position = 0
    while position < len(run):
        is_international = has_plus and position == 0
        end = _phone_end(run, position, is_international)
        if _DATE.match(text, run[position].start) or end == position or _is_service(run, position):
            yield from _long_number(run[position])
            position += 1
        else:
            start = run[position].start - (is_international or _opens_bracket(text, run[position]))
            yield Span(start, run[end - 1].end, Label.TELEFOON)
            position = end


def _opens_bracket(text: str, group: _Group) -> bool:
    """ "(0591) 55 01 23": the bracket belongs to the number."""
    return text[group.start - 1 : group.start] == "(" and text[group.end : group.end + 1] == ")"


def _long_number(group: _Group) -> Iterator[Span]:
    """No amount, date or age has nine digits in one piece: it is somebody's number."""
    if len(group.digits) < 9 or _SERVICE.fullmatch(group.digits):
        return
    is_phone = group.digits.startswith(("0", "6", "31", "32"))
    yield Span(group.start, group.end, Label.TELEFOON if is_phone else Label.BSN)


def _phone_end(run: list[_Group], start: int, is_international: bool) -> int:
    """Position behind the longest telephone number from `start`; `start` itself if none."""
    digits, end = "", start
    for position in range(start, min(start + _MOST_GROUPS, len(run))):
        digits += run[position].digits
        if _is_phone(digits, is_international, is_last=position + 1 == len(run)):
            end = position + 1
    return end


def _is_phone(digits: str, is_international: bool, *, is_last: bool) -> bool:
    """`is_last`: nothing follows, so a number with a digit too few or too many still counts."""
    if is_international:
        return 9 <= len(digits) <= 14
    if digits.startswith("00"):
        return 11 <= len(digits) <= 15
    if digits.startswith(("316", "3106", "324")):
        return 11 <= len(digits) <= 12
    if digits.startswith("0"):
        return len(digits) == 10 or (is_last and len(digits) in (9, 11))
    return digits.startswith("6") and len(digits) == 9 and is_last


def _is_service(run: list[_Group], start: int) -> bool:
    return bool(_SERVICE.match("".join(group.digits for group in run[start : start + 4])))


def _runs(text: str) -> Iterator[list[_Group]]:
    """Stretches of groups with nothing but spaces, dots, dashes or brackets in between."""
    run: list[_Group] = []
    for found in _group_pattern().finditer(text):
        if run and not _JOINT.fullmatch(text, run[-1].end, found.start()):
            yield run
            run = []
        run.append(_group(found))
    if run:
        yield run


def _group(found: re.Match[str]) -> _Group:
    written = found.group()
    is_spoken = not written[0].isdecimal()
    digits = "".join(str(unicodedata.decimal(char)) for char in written) if not is_spoken else ""
    return _Group(*found.span(), digits or _spoken()[written.lower().replace("é", "e")], is_spoken)


@cache
def _group_pattern() -> re.Pattern[str]:
    spoken = sorted((*_spoken(), "één"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:\d+|{'|'.join(spoken)})(?!\w)", re.IGNORECASE)


@cache
def _spoken() -> dict[str, str]:
    """Number words up to 99 with the digits a caller means by them."""
    spoken = {word: str(value) for value, word in enumerate((*_UNITS, *_TEENS))}
    for tens, ten in enumerate(_TENS, start=2):
        spoken[ten] = str(tens * 10)
        for unit, word in enumerate(_UNITS[1:], start=1):
            for link in ("en", "ën"):
                spoken[f"{word}{link}{ten}"] = str(tens * 10 + unit)
    return spoken
