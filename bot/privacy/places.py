"""Towns and neighbourhoods: kept in the text, and kept apart from the names of persons."""

from collections.abc import Iterator

from bot.privacy.lexicon import Kind, fold
from bot.privacy.message import Message, Word
from bot.privacy.misspelt_places import misspelt_end
from bot.privacy.own_places import own_list_end
from bot.privacy.place_cues import Cue, cue_before
from bot.privacy.place_lists import place_list
from bot.privacy.spans import Label, Span
from bot.privacy.wordlists import group

_OWNERS = frozenset(("haar", "zijn", "z'n", "zn", "d'r", "dr", "hun"))
_MOST_WORDS = 5
_INNER_GAPS = ("", "-", "'", "’", ".", "/")


def find_places(message: Message) -> Iterator[Span]:
    for start, end in message.place_ranges:
        yield message.span(start, end, Label.PLAATS)


def place_ranges(message: Message) -> Iterator[tuple[int, int]]:
    """Start and end, in words, of every place in a message that was just split."""
    position = 0
    while position < len(message.words):
        end = _end(message, position)
        if end:
            end = _with_part(message, end)
            yield position, end
        position = end or position + 1


def _end(message: Message, start: int) -> int | None:
    """Position behind the place from `start`; None when there is none."""
    word = message.words[start]
    if not word.is_word:
        return _listed_end(message, start)
    cue = cue_before(message, start)
    listed = _listed_end(message, start)
    if cue is Cue.NONE:
        return listed or own_list_end(message, start, cue)
    misspelt = None if listed else misspelt_end(message, start)
    found = listed or misspelt or own_list_end(message, start, cue)
    if found or word.kind is not Kind.UNKNOWN or _is_owner(word, message.at(start + 1)):
        return found
    return _unlisted_end(message, start, cue)


def _listed_end(message: Message, start: int) -> int | None:
    """Position behind the longest known place from `start`."""
    for end in range(_joined_end(message, start), start, -1):
        name = message.text[message.words[start].start : message.words[end - 1].end]
        if _is_listed(message, name) and _reads_as_place(message, start, is_one=end == start + 1):
            return end
    return None


def _joined_end(message: Message, start: int) -> int:
    """How far a name can run at most: no full stop or comma stands in it."""
    end = start + 1
    while end < min(start + _MOST_WORDS, len(message.words)):
        if message.words[end].gap.strip() not in _INNER_GAPS:
            break
        end += 1
    return end


def _is_listed(message: Message, name: str) -> bool:
    places, folded = message.places, fold(name)
    if folded in places or name.lower() in places or name in places:
        return True
    is_quoted = folded[:1] == "'" and folded.lstrip("'") in places
    return is_quoted or name.title() in places or name.capitalize() in places


def _reads_as_place(message: Message, start: int, *, is_one: bool) -> bool:
    """Ilse and Jelle are names of persons as well; "best" is a word."""
    word, cue = message.words[start], cue_before(message, start)
    if word.is_capital and not word.opens and message.capitals_count:
        return cue is not Cue.NONE or word.kind is not Kind.NAME
    if not is_one or word.kind is Kind.UNKNOWN:
        return True
    is_ordinary = word.low in message.lexicon.ordinary
    return not is_ordinary and (cue is not Cue.NONE or word.kind is Kind.KNOWN)


def _unlisted_end(message: Message, start: int, cue: Cue) -> int | None:
    """ "in Zaandam", "in kerschoten": a capital or a small word that nobody knows."""
    if cue is Cue.LOOSE:
        return None
    word = message.words[start]
    if message.is_odd_capital(start):
        return start + 1
    is_small = word.text.islower() and message.lexicon.is_strange(word.low)
    return start + 1 if is_small and len(word.low) > 3 else None


def _with_part(message: Message, end: int) -> int:
    """ "tilburg noord", "Almere Stad"."""
    word = message.at(end)
    is_part = word is not None and word.gap in (" ", "-") and word.low in place_list("parts")
    return end + is_part


def _is_owner(word: Word, following: Word | None) -> bool:
    """ "uit Quibine haar kast", "in Quibines huis": no place but a person."""
    if word.low.endswith("'s"):
        return True
    if following is None or following.gap != " ":
        return False
    has_thing = word.low.endswith("s") and following.low in group("belongings")
    return has_thing or following.low in _OWNERS
