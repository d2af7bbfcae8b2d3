"""Names behind an introduction: "hij heet", "mijn naam is", "hoi met", and "Bas hier"."""

import re
from collections.abc import Iterator

from bot.privacy.dictionary import in_dictionary
from bot.privacy.lexicon import Kind
from bot.privacy.message import Message
from bot.privacy.wordlists import group

_STOP = re.compile(r"[.!?\n]")
_GAP = re.compile(r"[\s:=,'\"“‘(-]{1,4}")
_MOST_FILLERS = 4
_LONGEST_PHRASE = 4
_PERSONS = frozenset(("hij", "zij", "ze", "ik", "die", "het", "deze"))
_SAID_OF = _PERSONS | {"naam", "bijnaam", "roepnaam", "voornaam", "achternaam", "zich", "me", "hem"}
_CLAUSE_STARTS = frozenset(("en", "van", "uit", "ik", "mijn", "de", "het"))


def introduced(message: Message) -> Iterator[int]:
    """Behind "heet" any unknown word is a name, behind "ik ben" only one that looks like none."""
    for position in range(len(message.words)):
        is_strong = _ends_phrase(message, position, "introductions")
        if not is_strong and not _ends_phrase(message, position, "mentions"):
            continue
        target = _behind_fillers(message, position + 1)
        if target is not None:
            is_strong = is_strong or ":" in message.words[target].gap
            if _is_introduced(message, target, is_strong=is_strong):
                yield target


def named_before(message: Message) -> Iterator[int]:
    """ "tekle heet hij", "Jaylinn heet ik", "Bas hier"."""
    for position, word in enumerate(message.words[:-1]):
        verb, person = message.words[position + 1], message.at(position + 2)
        if not word.is_word or word.kind is Kind.KNOWN or verb.gap != " ":
            continue
        is_said = verb.low in group("named_before") and person and person.low in _PERSONS
        is_here = verb.low == "hier" and word.opens and (word.is_capital or word.kind is Kind.NAME)
        if is_said or is_here:
            yield position


def greeted(message: Message) -> Iterator[int]:
    """ "hoi met zeynep", at the start of the message."""
    for position, word in enumerate(message.words[:3]):
        target = message.at(position + 1)
        if word.low != "met" or not group("greetings").issuperset(message.lows(0, position)):
            continue
        if target and target.is_word and target.gap == " " and target.kind is not Kind.KNOWN:
            yield position + 1


def _ends_phrase(message: Message, position: int, name: str) -> bool:
    lengths = range(1, min(_LONGEST_PHRASE, position + 1) + 1)
    phrases = (" ".join(message.lows(position - n + 1, position + 1)) for n in lengths)
    return any(phrase in group(name) for phrase in phrases)


def _behind_fillers(message: Message, start: int) -> int | None:
    """The first word that is no filler; None when the sentence ends before it."""
    for position in range(start, min(start + _MOST_FILLERS + 1, len(message.words))):
        word = message.words[position]
        if word.is_veil or _STOP.search(word.gap) or not _GAP.fullmatch(word.gap):
            return None
        if word.low not in group("fillers"):
            return position
    return None


def _is_introduced(message: Message, position: int, *, is_strong: bool) -> bool:
    word, lexicon = message.words[position], message.lexicon
    if not word.is_word or position in message.shielded:
        return False
    if word.kind in (Kind.NAME, Kind.MAYBE):
        is_common = word.kind is Kind.MAYBE and not lexicon.is_small_name(word.low)
        return is_strong or word.is_capital or not (is_common or word.low in lexicon.not_names)
    if word.kind is Kind.UNKNOWN:
        if is_strong and not word.is_capital and in_dictionary(word.low):
            # "hete kolen"; after "hij heet" a word may be a nickname.
            return not _SAID_OF.isdisjoint(message.lows(position - 4, position))
        return is_strong or word.is_capital or _is_mentioned(message, position)
    return is_strong and message.is_odd_capital(position)


def _is_mentioned(message: Message, position: int) -> bool:
    """ "ik ben tekle" closes a clause; "ik ben stukadoor" is a trade."""
    word, following = message.words[position], message.at(position + 1)
    is_trade = any(word.low.endswith(ending) for ending in group("trade_endings"))
    if word.text.isupper() or is_trade or not message.lexicon.is_strange(word.low):
        return False
    return following is None or following.gap.strip() != "" or following.low in _CLAUSE_STARTS
