"""Dates that read as a birth date; a date on which something happened stays."""

import re
from collections.abc import Iterator

from bot.privacy.message import NAME_VEIL, Message
from bot.privacy.spans import Label, Span

_MONTH = (
    r"(?:jan(?:uari|\.)?|feb(?:ruari|r?\.?)?|m(?:aa)?rt\.?|apr(?:il|\.)?|mei|jun(?:i|\.)?|"
    r"jul(?:i|\.)?|aug(?:ustus|\.)?|sept?(?:ember|\.)?|okt(?:ober|\.)?|nov(?:ember|\.)?|"
    r"dec(?:ember|\.)?)"
)
_YEAR = r"(?:(?:19|20)\d\d|['’]?\d\d)(?!\d)"
_NUMERIC = (
    rf"(?:\d{{1,2}}\s?([-./])\s?\d{{1,2}}\s?\1\s?{_YEAR}|\d{{1,2}} \d{{1,2}} (?:19|20)\d\d"
    r"|(?:19|20)\d\d[-./]\d\d?[-./]\d\d?)"
)
_DAY_AND_MONTH = rf"\d{{1,2}}(?:e|ste|de)?[ -]{_MONTH}"
_DATE = re.compile(
    rf"(?<![\w-])(?:{_NUMERIC}|{_DAY_AND_MONTH}(?:[ -]{_YEAR})?|\d{{8}})(?!\w)", re.IGNORECASE
)
_WITH_YEAR = re.compile(rf"{_NUMERIC}|{_DAY_AND_MONTH}[ -]{_YEAR}", re.IGNORECASE)
_IN_NUMBERS = re.compile(_NUMERIC)

_WORD_BEFORE = re.compile(
    r"(?:geb(?:oorte)?[ .-]?dat(?:um|a|\.)?|\bgebdat|verjaardag|\bdob\b|date of birth)"
    r"[^\d\n.!?]{0,40}$"
    r"|(?:\bgeb\b\.?|\bgeboren\b|\bjarig\b|\bverjaart\b|\bborn\b)"
    r"(?:[\s:=,(-]{1,3}(?:op|is|te|in|on|den|ik|hij|zij|ze|ben|was|[^\W\d]{3,20}(?=\s(?:op|,))))*+"
    r"[\s:=,(.-]{1,3}(?:de\s)?$",
    re.IGNORECASE,
)
_WORD_AFTER = re.compile(
    r"[\s,)]{1,3}(?:(?:ben|is|zijn|was|werd|ik|hij|ze|zij)\s){0,2}(?:geboren|jarig)\b",
    re.IGNORECASE,
)
# "Kubilay is van 23 augustus 2013", "mijn zoon (11-11-2017)", "[naam], 06-06-2021".
_IS_OF = re.compile(r"\b(?:is|zijn|ben|was)\s(?:er\s)?van\s(?:de\s)?$", re.IGNORECASE)
_IN_BRACKETS = re.compile(rf"(?:[^\W\d]|{NAME_VEIL})\s?\(\s?(?:\*|geb\.?\s)?$")
_AFTER_NAME = re.compile(rf"{NAME_VEIL}(?:,\s?|\s[-–]?\s?)\*?$")


def find_birthdates(message: Message) -> Iterator[Span]:
    for found in _DATE.finditer(message.text):
        before = message.text[max(found.start() - 70, 0) : found.start()]
        after = message.text[found.end() : found.end() + 30]
        if _is_birth(found[0], before, after):
            yield Span(*found.span(), Label.GEBOORTEDATUM)


def _is_birth(date: str, before: str, after: str) -> bool:
    if _WORD_BEFORE.search(before) or _WORD_AFTER.match(after):
        return True
    if not _WITH_YEAR.fullmatch(date):
        return False
    if _IS_OF.search(before) or (_IN_BRACKETS.search(before) and after.lstrip().startswith(")")):
        return True
    return bool(_IN_NUMBERS.fullmatch(date) and _AFTER_NAME.search(before))
