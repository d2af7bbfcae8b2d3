"""Telephone numbers in a text, however they are written."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"""
    (?<![\w+€])(?<!\d[.,:])(?:
        (?:\+|00)[1-9](?:[ .()/-]{0,3}\d){8,12}           # abroad, or +31
      | 0[89]0\d[ .-]{0,3}(?:\d{7}|\d{3}[ .-]\d{2}[ .-]?\d{2}|\d{2}[ .-]?\d{2})  # 0800 and 0900
      | \(?0(?:[ .()/-]{0,3}\d){9}                        # any other telephone has ten digits
      | 14[ ]?0\d{2,3}                                    # a town hall
      | 116[ ]?\d{3}
      | 1712 | 11\d | 144 | 911 | 999
    )(?![\w%]|[.,:]\d)
    """,
    re.VERBOSE,
)


def numbers_in(text: str) -> list[str]:
    """Every telephone-like number in a text, as written; rather one too many than one less."""
    return [match.group() for match in _NUMBER.finditer(text)]


def digits_of(number: str) -> str:
    """What a telephone dials: "088-0767 000" → "0880767000"."""
    return re.sub(r"[^\d+]", "", number)
