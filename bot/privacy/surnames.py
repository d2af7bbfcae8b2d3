"""What belongs to a name that was found: surname, particles, and the next in a row of names."""

from bot.privacy.lexicon import Kind
from bot.privacy.message import Message, Word
from bot.privacy.wordlists import group

_MOST_PARTICLES = 3


def extend(message: Message, marked: set[int]) -> set[int]:
    """`marked` with the words behind and in front that belong to the same name."""
    extended = set(marked)
    for position, word in enumerate(message.words):
        if position in extended or word.is_name_veil:
            extended.update(_behind(message, position))
    for position in sorted(extended):
        extended.update(_in_front(message, position))
    return extended


def _behind(message: Message, position: int) -> range:
    start = position + 1
    after = _particles_end(message, start)
    word = message.at(after)
    if word is None or not word.is_word or word.opens or after in message.shielded:
        return range(0)
    if after > start:
        is_surname = _is_particle_surname(message, after, word)
    else:
        is_surname = _is_next_name(message, position, word)
    return range(start, after + 1) if is_surname else range(0)


def _particles_end(message: Message, start: int) -> int:
    position = start
    while position < start + _MOST_PARTICLES and (word := message.at(position)):
        if word.low not in group("particles") or word.gap not in (" ", " '", " ’", "-"):
            break
        position += 1
    return position


def _is_next_name(message: Message, position: int, word: Word) -> bool:
    """ "Ria Zwart", "karim bouzidi", "xin yi"; small letters only behind small letters."""
    if word.gap not in (" ", "-"):
        return False
    if word.is_capital and message.capitals_count:
        return message.is_odd_capital(position + 1) and word.low not in group("subject_verbs")
    if message.words[position].is_capital:
        return False
    return message.lexicon.is_small_name(word.low) or message.lexicon.is_strange(word.low)


def _is_particle_surname(message: Message, position: int, word: Word) -> bool:
    """ "Kevin de Wit" and "ayoub el khattabi", but not "karim de hond"."""
    if word.gap not in (" ", "-", "'"):
        return False
    if message.is_odd_capital(position) or message.lexicon.is_surname(word.low):
        return True
    return message.lexicon.is_strange(word.low)


def _in_front(message: Message, position: int) -> range:
    """Particles with a capital ("Van der Heijden"), and a first name that opens the sentence."""
    first = at = position
    while at > 0 and message.words[at].gap in (" ", "-"):
        at -= 1
        before = message.words[at]
        if before.low not in group("particles"):
            break
        is_small = before.opens and message.lexicon.is_surname(message.words[position].low)
        if (before.text[0].isupper() or is_small) and not _is_preposition(message, at, position):
            first = at
    return range(first - _is_opening_name(message, first - 1), position)


def _is_preposition(message: Message, particle: int, position: int) -> bool:
    """ "Van Karim hoorde ik": no particle."""
    is_bare = particle + 1 == position and message.words[position].kind is Kind.NAME
    return is_bare and message.words[particle].opens


def _is_opening_name(message: Message, position: int) -> bool:
    """ "Mark Versluis is zeven": an ordinary word in front of a surname is a first name."""
    word, following = message.at(position), message.at(position + 1)
    if word is None or following is None or not word.opens or following.gap not in (" ", "-"):
        return False
    return word.kind is Kind.MAYBE and message.capitals_count and following.is_capital
