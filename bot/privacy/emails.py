"""E-mail addresses, also spoken ("apenstaartje", "punt") and spaced."""

import re
from collections.abc import Iterator

from bot.privacy.message import Message
from bot.privacy.spans import Label, Span

# Possessive throughout: an address is read in one way only, so the time stays linear.
_CHUNK = r"[\w+-]++(?:\.[\w+-]++)*+"
_SPOKEN_DOT = (
    r"[^\S\n]{1,2}\(?(?:punt|dot|streepje|liggend streepje|underscore|min)\)?[^\S\n]{1,2}"
    r"|[^\S\n]{1,2}\.[^\S\n]{0,2}"
)
_LOCAL = rf"(?<![\w.@+-]){_CHUNK}(?:(?:{_SPOKEN_DOT}){_CHUNK}){{0,4}}+"
_APESTAART = r"apen?[ -]?st(?:aa|e)rt(?:je)?"
_AT = (
    rf"(?:@|[^\S\n]{{0,2}}(?:\(at\)|\[at\]|\({_APESTAART}\))[^\S\n]{{0,2}}"
    rf"|[^\S\n]{{1,2}}{_APESTAART}[^\S\n]{{1,2}})"
)
_HOST = rf"{_CHUNK}(?:(?:{_SPOKEN_DOT}){_CHUNK}){{0,3}}"
_DOMAIN = r"(?:com|net|org|nl|be|de|eu|fr|uk|pl|info|nu|online|email|me|io|example|test|invalid)\b"
_PROVIDER = (
    r"(?:gmail|g[ -]mail|hotmail|outlook|live|yahoo|icloud|ziggo|kpnmail|planet|xs4all|upcmail|"
    r"home|msn|proton(?:mail)?|telenet)\b"
)
# "at home" and "at live" are no addresses by themselves.
_BARE_PROVIDER = r"(?:gmail|hotmail|outlook|yahoo|icloud|ziggo|kpnmail|xs4all|protonmail|telenet)\b"
_WHOLE_HOST = (
    rf"(?:{_PROVIDER}(?:\.|{_SPOKEN_DOT}){_DOMAIN}|{_BARE_PROVIDER}"
    rf"|[\w-]{{1,62}}(?:(?:\.[\w-]{{1,62}}){{0,3}}(?:\.|{_SPOKEN_DOT}){_DOMAIN}))"
)
_PATTERNS = (
    re.compile(rf"{_LOCAL}{_AT}{_HOST}(?:@{_CHUNK})*+", re.IGNORECASE),
    # "insta @naam" is no address: a spaced @ and the word "at" need a whole host behind them.
    re.compile(rf"{_LOCAL}[^\S\n]{{1,2}}(?:@|at)[^\S\n]{{1,2}}{_WHOLE_HOST}", re.IGNORECASE),
    re.compile(rf"{_LOCAL}@[^\S\n]{{1,2}}{_WHOLE_HOST}", re.IGNORECASE),
)


def find_emails(message: Message) -> Iterator[Span]:
    for pattern in _PATTERNS:
        for found in pattern.finditer(message.text):
            yield Span(found.start(), found.start() + len(found[0].rstrip(".-")), Label.EMAIL)
