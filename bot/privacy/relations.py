"""Names behind a title or a relation: "mevrouw de Boer", "mijn man karim", "juf Lente"."""

from collections.abc import Iterator

from bot.privacy.dictionary import in_dictionary
from bot.privacy.lexicon import Kind
from bot.privacy.message import Message
from bot.privacy.wordlists import group

_GAPS = (" ", " (", ", ", ": ", ". ", ' "', " '")
_QUOTED_GAPS = (" (", ": ", ' "', " '")
_MOST_PARTICLES = 3
_GOES_ON = frozenset(("en", "van", "uit", "die", "of"))
_NO_NAMES = ("particles", "subject_verbs", "conjunctions", "objects", "fillers", "kin", "titles")


def related(message: Message) -> Iterator[int]:
    for position, word in enumerate(message.words):
        is_title = word.low in group("titles")
        if not is_title and word.low not in group("kin"):
            continue
        target = _behind_relation(message, position + 1)
        if target is None:
            continue
        # "dr" is short for "haar" as often as for a doctor.
        if word.low == "dr" and not message.words[target].is_capital:
            continue
        if _is_name(message, target, title=word.low if is_title else None):
            yield target
        elif is_title:
            is_formal = word.low in group("formal_titles")
            yield from _behind_particles(message, target, is_formal=is_formal)


def _behind_relation(message: Message, start: int) -> int | None:
    """The word behind the relation, past an "is" as in "mijn zoon is Beer"."""
    word, following = message.at(start), message.at(start + 1)
    if word is None or word.gap not in _GAPS or (word.opens and "." in word.gap):
        return None
    if word.low in ("is", "heer") and word.gap == " " and following and following.gap == " ":
        return start + 1 if following.is_capital else None
    return start


def _is_name(message: Message, position: int, *, title: str | None) -> bool:
    word, lexicon = message.words[position], message.lexicon
    if not word.is_word or position in message.shielded:
        return False
    if word.opens and word.gap not in _QUOTED_GAPS:
        return False
    if word.is_capital and message.capitals_count:
        return _is_capital_name(message, position)
    if word.gap != " ":
        return False
    if word.kind is Kind.MAYBE:
        is_doing = message.acts(position) and word.low not in lexicon.ordinary
        return lexicon.is_small_name(word.low) or is_doing
    if title in group("formal_titles") and word.low in lexicon.surnames:
        return True
    if title in group("family_titles") and word.low in lexicon.loose_surnames:
        following = message.at(position + 1)
        return following is None or following.gap.strip() != ""
    if lexicon.is_strange(word.low):
        return True
    # "mijn man slaad mij" must stay readable, so a slip of a word is a name only behind a title
    # or in front of a verb: "juf sanneke", "mijn zwager obrecht slaat".
    is_free = word.kind is Kind.UNKNOWN and len(word.low) > 2 and not lexicon.is_built(word.low)
    if not is_free or in_dictionary(word.low):
        return False
    return title is not None or message.acts(position) or _is_misspelt(message, position)


def _is_misspelt(message: Message, position: int) -> bool:
    """ "mijn zus mareike": one letter from a name, and the clause ends or a person goes on."""
    following = message.at(position + 1)
    is_closed = following is None or following.gap.strip() != "" or following.low in _GOES_ON
    return is_closed and message.lexicon.is_near_name(message.words[position].low)


def _is_capital_name(message: Message, position: int) -> bool:
    """Here a capital is a name ("meneer Snel", "mijn stiefvader Ton"), but for "mijn Man Slaat"."""
    word, lexicon = message.words[position], message.lexicon
    if word.kind is not Kind.KNOWN or lexicon.is_surname(word.low):
        return True
    is_grammar = any(word.low in group(name) for name in _NO_NAMES)
    return word.low not in lexicon.not_names and not is_grammar


def _behind_particles(message: Message, start: int, *, is_formal: bool) -> Iterator[int]:
    """ "mevrouw de boer", "meneer van den Heuvel": the particles and the name.

    In "oma van Sven" the particle is none, so there it stays.
    """
    position = start
    while position < start + _MOST_PARTICLES and (word := message.at(position)):
        if word.low not in group("particles"):
            break
        position += 1
    word = message.at(position)
    if position == start or word is None or word.gap not in (" ", "'", ". ", ".") or word.opens:
        return
    is_small_surname = word.low in message.lexicon.surnames
    if word.is_word and (
        message.is_odd_capital(position) or is_small_surname or message.lexicon.is_strange(word.low)
    ):
        yield from range(start if is_formal else position, position + 1)
