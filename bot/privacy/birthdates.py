"""Dates that read as a birth date; a date on which something happened stays."""

import re
from collections.abc import Iterator

from bot.privacy.date_shapes import (
    AFTER_BIRTH_WORD,
    DATE,
    IN_NUMBERS,
    WITH_YEAR,
)
from bot.privacy.message import NAME_VEIL, OTHER_VEIL, Message
from bot.privacy.spans import Label, Span
from bot.privacy.wordlists import group

_FILLER = (
    r"(?:op|is|te|in|on|den|dd|d\.d|ik|hij|zij|ze|ben|was|werd|word|wordt|dus|sinds|gewoon"
    r"|(?:maan|dins|woens|donder|vrij|zater|zon)dag|[^\W\d]{3,20}(?=\s(?:op|,|den)))"
)
_WORD_BEFORE = re.compile(
    r"(?:geb(?:oorte)?[ .-]{0,2}(?:dat(?:um|a|\.)?|dag|jaar)|verjaardag"
    r"|\bd\.?o\.?b\b\.?|date of birth)"
    r"[^\d\n.!?]{0,40}$"
    rf"|(?:\bgeb\b\.?|\bgeb\.d\b\.?|\bgeboren\b|\bgeboorte\b|\bjarig\b|\bverjaart\b|\bborn\b)"
    rf"(?:[\s:=,(.-]{{1,3}}{_FILLER})*+"
    r"[\s:=,(.-]{1,3}(?:(?:de|den|het)\s)?['’]?$",
    re.IGNORECASE,
)
_WORD_AFTER = re.compile(
    r"[\s,)]{1,3}(?:(?:ben|is|zijn|was|werd|ik|hij|ze|zij)\s){0,2}(?:geboren|jarig)\b"
    r"|[\s,)]{1,3}(?:is|was|viert|vier|vieren)\s(?:[^\W\d]{1,10}\s){0,3}"
    r"(?:verjaardag|geboorteda(?:tum|g)|verjaren)\b"
    r"|\s(?:wordt|word|werd)\s(?:[^\W\d]{1,12}\s){1,3}(?:\d{1,2}\b(?!\s(?:keer|uur|dagen))|jarig|geboren)",
    re.IGNORECASE,
)
# "Kubilay is van 23 augustus 2013", "mijn zoon (11-11-2017)", "[naam], 06-06-2021".
_IS_OF = re.compile(r"\b(?:is|zijn|ben|was)\s(?:er\s)?van\s(?:de\s)?$", re.IGNORECASE)
_IN_BRACKETS = re.compile(rf"(?:[^\W\d]|{NAME_VEIL})\s?\(\s?(?:[*°]|geb\.?\s)?$")
_AFTER_NAME = re.compile(rf"{NAME_VEIL}(?:,\s?|\s[-–]?\s?)\*?$")
_STAR = re.compile(r"(?:^|[\s,;(])[*°]\s?$")
# "mijn tweeling, 13-10-2020, slaapt".
_APPOSED = re.compile(r"(\w{2,25}),\s?$")
_CLOSES = re.compile(r"\s*(?:[,.;)\n]|$)")
# "hij is [geboortedatum] geboren en zij 17-3-2008".
_AND_THE_OTHER = re.compile(rf"{OTHER_VEIL}(?:\s(?:geboren|jarig))?,?\s(?:en|,)\s?\w{{1,15}}\s$")
_PERSON_OF = re.compile(
    r"(?:\b(?:ik\sben|ben\sik|hij\sis|zij\sis|ze\sis|kind\sis)\svan"
    rf"|\b(?:moeder|vader|zoon|dochter|kind|jongen|meisje)\svan|{NAME_VEIL}\sis\svan)\s['’]?$",
    re.IGNORECASE,
)


def find_birthdates(message: Message) -> Iterator[Span]:
    for found in DATE.finditer(message.text):
        before, after = _around(message.text, *found.span())
        if _is_birth(found[0], before, after):
            yield Span(*found.span(), Label.GEBOORTEDATUM)
    for found in AFTER_BIRTH_WORD.finditer(message.text):
        before, after = _around(message.text, *found.span())
        is_year_of = found["year"] and _PERSON_OF.search(before)
        if is_year_of or _WORD_BEFORE.search(before):
            yield Span(*found.span(), Label.GEBOORTEDATUM)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    return text[max(start - 70, 0) : start], text[end : end + 45]


def _is_birth(date: str, before: str, after: str) -> bool:
    if _WORD_BEFORE.search(before) or _WORD_AFTER.match(after):
        return True
    if not WITH_YEAR.fullmatch(date):
        return False
    if _IS_OF.search(before) or (_IN_BRACKETS.search(before) and after.lstrip().startswith(")")):
        return True
    if not IN_NUMBERS.fullmatch(date):
        return False
    if _STAR.search(before) or _AFTER_NAME.search(before) or _AND_THE_OTHER.search(before):
        return True
    apposed = _APPOSED.search(before)
    is_person = apposed is not None and apposed[1].lower() in group("kin")
    return is_person and bool(_CLOSES.match(after))
