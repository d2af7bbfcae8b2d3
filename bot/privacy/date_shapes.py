"""How a date may be written: in digits, with a month, in words, or only the month and year."""

import re

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
_DAY_AND_MONTH = rf"\d{{1,2}}(?:e|ste|de)?(?:[ -]|\s(?:van\s)?){_MONTH}"
_ONES = "een|twee|drie|vier|vijf|zes|zeven|acht|negen"
_SPELLED_DAY = (
    rf"(?:(?:{_ONES})(?:ë|e)n(?:twintig|dertig)(?:ste)?|(?:twintig|dertig)(?:ste)?"
    r"|eerste|tweede|derde|(?:vier|vijf|zes|zeven|negen|tien|elf|twaalf)(?:de)?|achtste|acht"
    r"|(?:der|veer|vijf|zes|zeven|acht|negen)tien(?:de)?|een|één|twee|drie)"
)

DATE = re.compile(
    rf"(?<![\w-])(?:{_NUMERIC}|{_DAY_AND_MONTH}(?:[ -]{_YEAR})?|\d{{8}})(?!\w)", re.IGNORECASE
)
WITH_YEAR = re.compile(rf"{_NUMERIC}|{_DAY_AND_MONTH}[ -]{_YEAR}", re.IGNORECASE)
IN_NUMBERS = re.compile(_NUMERIC)
# Too common to be a birth date by themselves: "mei 2017", "1961", "vier maart", "3/5", "030514".
AFTER_BIRTH_WORD = re.compile(
    rf"(?<![\w-])(?:{_SPELLED_DAY}\s(?:van\s)?{_MONTH}(?:\s{_YEAR})?"
    r"|\d{1,2}[-/]\d{1,2}(?![-/\d])|\d{6}"
    rf"|(?P<year>(?:{_MONTH}[ -])?(?:19|20)\d\d|(?:{_MONTH}[ -])?['’]\d\d|{_MONTH}[ -]\d\d))(?!\w)",
    re.IGNORECASE,
)
