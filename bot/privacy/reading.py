"""Read a text: veil the tokens in it, split it into words, mark the places."""

import re
from collections.abc import Container
from dataclasses import replace

from bot.privacy.lexicon import Lexicon, fold
from bot.privacy.message import NAME_VEIL, OTHER_VEIL, Message, Word
from bot.privacy.places import place_ranges
from bot.privacy.spans import TOKENS, Label
from bot.privacy.wordlists import group, load_lexicon

_TOKEN = re.compile("|".join(re.escape(token) for token in TOKENS.values()))
_LETTER = r"(?:[^\W_]|[\u0300-\u036f])"
_WORD = re.compile(
    rf"[{NAME_VEIL}{OTHER_VEIL}]+"
    r"|(?:[^\W\d_]\.){2,4}(?:[^\W\d_](?!\w))?"  # initials and abbreviations: S.M., a.u.b
    r"|(?:v/d)(?!\w)"
    rf"|(?:['’](?=[a-zA-Z](?:[\s-]|$)))?{_LETTER}++(?:['’-]{_LETTER}++)*+"
)
_OPENING = re.compile(r"[.!?…:;\n\r\"“”„‘(\[«•*>|]")
_INNER_SPACE = re.compile(r"[^\S\n]+")


def read(text: str, places: Container[str] = frozenset()) -> Message:
    """`places` holds the names of towns, in any case or in lower case."""
    lexicon = load_lexicon()
    veiled = _TOKEN.sub(_veil, text)
    message = Message(veiled, tuple(_split(veiled, lexicon)), lexicon, places)
    return replace(message, place_ranges=tuple(place_ranges(message)))


def _veil(found: re.Match[str]) -> str:
    is_name = found.group() == TOKENS[Label.PERSOON]
    return (NAME_VEIL if is_name else OTHER_VEIL) * len(found.group())


def _split(text: str, lexicon: Lexicon) -> list[Word]:
    words: list[Word] = []
    end = 0
    for found in _WORD.finditer(text):
        gap = _INNER_SPACE.sub(" ", text[end : found.start()])
        low = fold(found.group()).rstrip(".")
        opens = not words or _opens(words[-1], gap)
        kind = lexicon.kind(low)
        words.append(Word(found.group(), found.start(), found.end(), gap, low, opens, kind))
        end = found.end()
    return words


def _opens(previous: Word, gap: str) -> bool:
    if gap.strip(" ") == "." and (previous.low in group("abbreviations") or previous.is_initial):
        return False
    if previous.text.endswith(".") and not previous.is_initial:
        return False
    return bool(_OPENING.search(gap))
