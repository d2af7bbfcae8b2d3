"""Initials: "S.M. Koolhaas", "J. de Wit", and "S." alone for somebody who is not named."""

from collections.abc import Iterator

from bot.privacy.message import Message
from bot.privacy.wordlists import group

_GAPS = (" ", ".", ". ")
_MOST_WORDS = 5


def initials(message: Message) -> Iterator[int]:
    for position, word in enumerate(message.words):
        if not word.is_initial or not message.capitals_count or _is_grade(message, position):
            continue
        end = _surname_end(message, position + 1)
        if end > position + 1:
            yield from range(position, end)
        elif _stands_for_name(message, position):
            yield position


def _surname_end(message: Message, start: int) -> int:
    """Position behind further initials, particles and a surname; `start` without a surname."""
    position = start
    while position < start + _MOST_WORDS and (word := message.at(position)):
        is_between = word.is_initial or word.low in group("particles")
        if not is_between or word.gap not in _GAPS or word.opens:
            break
        position += 1
    word = message.at(position)
    if word is None or not word.is_word or not word.is_capital or word.opens:
        return start
    is_sentence = word.gap == " " and position == start and len(message.words[start - 1].text) == 1
    if is_sentence and not message.is_odd_capital(position):
        return start
    return position + 1 if word.gap in (*_GAPS, "'", " '") else start


def _stands_for_name(message: Message, position: int) -> bool:
    """ "S. is 13": a letter with a full stop, and the sentence goes on."""
    word, following = message.words[position], message.at(position + 1)
    if len(word.text) != 1 or following is None or following.gap != ". ":
        return False
    return following.text[0].islower()


def _is_grade(message: Message, position: int) -> bool:
    """ "diploma B.", "ploeg B.": a letter that is no initial."""
    before = message.at(position - 1)
    return before is not None and before.low in group("letter_nouns")
