"""Towns and neighbourhoods: kept in the text, and kept apart from the names of persons."""

from collections.abc import Iterator

from bot.privacy.lexicon import Kind, fold
from bot.privacy.message import Message, Word
from bot.privacy.spans import Label, Span
from bot.privacy.wordlists import group

_PREPOSITIONS = frozenset(
    ("in", "te", "uit", "regio", "omgeving", "nabij", "wijk", "dorp", "stad", "gemeente", "plaats")
)
_LOOSE_PREPOSITIONS = _PREPOSITIONS | {"naar", "bij", "van", "rond", "richting", "tussen", "tot"}
_OWNERS = frozenset(("haar", "zijn", "z'n", "zn", "d'r", "dr", "hun"))
_MOST_WORDS = 5


def find_places(message: Message) -> Iterator[Span]:
    for start, end in _ranges(message):
        yield message.span(start, end, Label.PLAATS)


def place_positions(message: Message) -> frozenset[int]:
    """Positions of all words that belong to a place."""
    return frozenset(at for start, end in _ranges(message) for at in range(start, end))


def _ranges(message: Message) -> Iterator[tuple[int, int]]:
    position = 0
    while position < len(message.words):
        end = _listed_end(message, position) or _unlisted_end(message, position)
        if end:
            yield position, end
        position = end or position + 1


def _listed_end(message: Message, start: int) -> int | None:
    """Position behind the longest known place from `start`."""
    for end in range(min(start + _MOST_WORDS, len(message.words)), start, -1):
        name = message.text[message.words[start].start : message.words[end - 1].end]
        if _is_listed(message, name) and _reads_as_place(message, start, is_one=end == start + 1):
            return end
    return None


def _is_listed(message: Message, name: str) -> bool:
    bare = name.lstrip("'’")
    forms = (name, name.lower(), name.title(), name.capitalize(), fold(name), fold(bare))
    return any(form in message.places for form in forms)


def _reads_as_place(message: Message, start: int, *, is_one: bool) -> bool:
    """Best, Houten and Son are ordinary words as well, Ilse and Jelle names."""
    word, before = message.words[start], message.at(start - 1)
    is_behind = before is not None and before.low in _LOOSE_PREPOSITIONS and word.gap == " "
    if word.is_capital and not word.opens and message.capitals_count:
        return is_behind or word.kind is not Kind.NAME
    if not is_one or word.kind is Kind.UNKNOWN:
        return True
    return is_behind and word.low not in message.lexicon.ordinary


def _unlisted_end(message: Message, start: int) -> int | None:
    """ "in Zaandam": after such a preposition a capital nobody knows is a place."""
    word, before, following = message.words[start], message.at(start - 1), message.at(start + 1)
    if before is None or before.low not in _PREPOSITIONS or word.gap != " ":
        return None
    if word.kind is not Kind.UNKNOWN or not message.is_odd_capital(start):
        return None
    return None if _is_owner(word, following) else start + 1


def _is_owner(word: Word, following: Word | None) -> bool:
    """ "uit Quibine haar kast", "in Quibines huis": no place but a person."""
    if word.low.endswith("'s"):
        return True
    if following is None or following.gap != " ":
        return False
    has_thing = word.low.endswith("s") and following.low in group("belongings")
    return has_thing or following.low in _OWNERS
