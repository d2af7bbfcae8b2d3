"""How far the name of a school or firm runs from the word that announces it."""

from bot.privacy.lexicon import Kind
from bot.privacy.message import Message, Word
from bot.privacy.wordlists import group

ARTICLES = frozenset(("de", "het", "'t", "t", "den", "la", "le", "el", "al"))
_LINKS = frozenset(("en", "van", "de", "der", "den", "het", "'t"))
_GAPS = (" ", "-", " & ", " '", ' "', " ‘", " “", ". ", "’")
_MOST_WORDS = 6


def name_end(message: Message, start: int) -> int:
    """Position behind a name in capitals from `start`; `start` itself when there is none."""
    end = position = start
    article = message.at(start)
    if article and _is_article(article):
        position += 1
    while position < start + _MOST_WORDS and (word := message.at(position)):
        if not _continues(word, is_first=position == start):
            break
        if _is_part(message, position, is_bare=position == start):
            end = position + 1
        elif word.low not in _LINKS or end == start:
            break
        position += 1
    return end


def lower_name_end(message: Message, start: int) -> int:
    """ "cbs de ark", "kinderopvang dribbel": an article and any noun, or a word nobody knows."""
    first, second = message.at(start), message.at(start + 1)
    if first is None or first.gap != " " or not first.is_word:
        return start
    if first.low not in ARTICLES:
        return start + message.lexicon.is_strange(first.low)
    if second is None or second.gap != " " or not second.is_word:
        return start
    return start if second.low in group("not_school_names") else start + 2


def name_start(message: Message, end: int) -> int:
    """Position of the first capital in front of the word at `end`: "Zuiderlicht College"."""
    first = end
    while first > max(end - 4, 0) and _precedes(message, first):
        first -= 1
    return first


def with_year(message: Message, end: int) -> int:
    """`end`, past a founding year as in "Bushido '74"."""
    following = message.at(end)
    is_year = following is not None and following.is_number and following.gap in (" '", " ’")
    return end + is_year


def _is_article(word: Word) -> bool:
    is_particle = word.low in _LINKS and word.is_capital and not word.opens
    return (word.low in ARTICLES or is_particle) and word.gap in (" ", ": ", " '", ' "')


def _continues(word: Word, *, is_first: bool) -> bool:
    if word.is_veil or (word.opens and "." in word.gap):
        return False
    return word.gap in _GAPS or (is_first and word.gap in (": ", ":"))


def _is_part(message: Message, position: int, *, is_bare: bool) -> bool:
    word = message.words[position]
    is_capital = message.capitals_count and (word.is_capital or word.text.isupper())
    if not is_capital or word.low in _LINKS:
        return False
    return not (is_bare and word.low in group("public_bodies"))


def _precedes(message: Message, position: int) -> bool:
    word, before = message.words[position], message.words[position - 1]
    if word.gap not in (" ", "-", " & ") or not before.is_word or before.low in _LINKS:
        return False
    if message.capitals_count and before.is_capital:
        return not before.opens or before.kind is not Kind.KNOWN
    # "een vreemd school" names none; "zuiderlicht college" does.
    return message.lexicon.is_strange(before.low) and word.low not in ("school", "academie")
