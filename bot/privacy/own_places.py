"""Quarters, towns abroad and towns that are ordinary words: places of this package's own lists."""

from bot.privacy.dictionary import in_dictionary
from bot.privacy.lexicon import Kind
from bot.privacy.message import Message
from bot.privacy.place_cues import Cue, cue_before
from bot.privacy.place_lists import MOST_WORDS, opens_place, place_key, place_list
from bot.privacy.wordlists import group


def own_list_end(message: Message, start: int, cue: Cue) -> int | None:
    """Position behind a quarter, a town abroad or a town that is an ordinary word."""
    if not opens_place(message.words[start].low):
        return None
    for end in range(min(start + MOST_WORDS, len(message.words)), start, -1):
        key = place_key(message.lows(start, end))
        if key in place_list("ordinary") and _is_ordinary_town(message, start, end, cue):
            return end
        if key in place_list("abroad") and _is_abroad(message, start, end, cue):
            return end
        if key in place_list("quarters") and _is_quarter(message, start, end, cue):
            return end
    return None


def _is_ordinary_town(message: Message, start: int, end: int, cue: Cue) -> bool:
    """ "in Houten", "ik woon in best."; "in best wel" is no town."""
    is_capital = message.is_marked_capital(start)
    if cue is Cue.STRICT:
        return is_capital
    if cue is Cue.RESIDES:
        return is_capital or _ends_clause(message, end)
    return cue is Cue.LOOSE and is_capital and message.words[start].low not in group("kin")


def _is_abroad(message: Message, start: int, end: int, cue: Cue) -> bool:
    words, is_capital = message.words[start:end], message.is_marked_capital(start)
    if all(word.low in message.lexicon.ordinary for word in words):
        # "Boom" and "Nice" are towns, and words.
        return is_capital and cue in (Cue.STRICT, Cue.RESIDES)
    if cue is not Cue.NONE:
        return True
    return is_capital and words[0].kind in (Kind.UNKNOWN, Kind.KNOWN)


def _is_quarter(message: Message, start: int, end: int, cue: Cue) -> bool:
    """ "op de hoogte" are words like any other in small letters, "in de Hoogte" is a quarter."""
    if message.is_marked_capital(end - 1) and cue is not Cue.NONE:
        return True
    word, before = message.words[start], message.at(start - 1)
    if before is not None and before.low in ("de", "het"):
        cue = cue_before(message, start - 1)
    if cue is Cue.NONE:
        is_capital = message.capitals_count and word.is_capital
        return is_capital and word.kind is Kind.UNKNOWN and not in_dictionary(word.low)
    if end == start + 1:
        return message.words[start].low not in message.lexicon.ordinary
    has_article = message.words[start].low in ("de", "het")
    is_word = in_dictionary(message.words[end - 1].low)
    return cue is Cue.RESIDES or not (has_article and is_word)


def _ends_clause(message: Message, end: int) -> bool:
    word = message.at(end)
    return word is None or word.gap.strip() != "" or word.low in group("behind_a_place")
