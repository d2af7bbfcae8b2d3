"""Employers and firms: "bakkerij Çelik", "Zorg Samen BV", "werkt bij de lidl"."""

from collections.abc import Iterator

from bot.privacy.institution_names import ARTICLES, lower_name_end, name_end, name_start, with_year
from bot.privacy.lexicon import Kind
from bot.privacy.message import Message, Word
from bot.privacy.spans import Label, Span
from bot.privacy.wordlists import group

_PREPOSITIONS = frozenset(("bij", "voor", "van", "op"))
_DETERMINERS = ARTICLES | {"een", "mijn", "onze", "ons"}
# "werkt in de kas bij": so many words may stand between work and its place.
_REACH = 6


def find_employers(message: Message) -> Iterator[Span]:
    for position, word in enumerate(message.words):
        if word.low in group("employer_types"):
            yield from _behind_type(message, position)
        if word.low in group("company_forms"):
            yield from _before_form(message, position)
        if word.low in group("work_words"):
            yield from _workplace(message, position)
        if word.low in message.lexicon.brands:
            yield from _branch(message, position)


def _behind_type(message: Message, position: int) -> Iterator[Span]:
    end = name_end(message, position + 1)
    if end == position + 1 and message.lows(position - 1, position) in (["bij"], ["voor"]):
        end = lower_name_end(message, position + 1)
    if end > position + 1:
        yield message.span(position, with_year(message, end), Label.WERKGEVER)


def _before_form(message: Message, position: int) -> Iterator[Span]:
    first = name_start(message, position)
    if first < position:
        yield message.span(first, position + 1, Label.WERKGEVER)


def _workplace(message: Message, position: int) -> Iterator[Span]:
    for step in range(position + 1, min(position + _REACH, len(message.words))):
        word = message.words[step]
        if word.is_veil or any(char in word.gap for char in ".!?;\n"):
            return
        employer = _employer(message, step) if word.low in _PREPOSITIONS else None
        if employer:
            yield employer
            return


def _employer(message: Message, preposition: int) -> Span | None:
    """What stands behind "bij": capitals, a known brand, or a word nobody knows."""
    start = preposition + 1
    first = message.at(start)
    has_determiner = first is not None and first.low in _DETERMINERS
    at = start + has_determiner
    noun = message.at(at)
    if first is None or noun is None or noun.is_veil or first.gap != " " or noun.gap != " ":
        return None
    if noun.low == "gemeente":
        # Only as an employer: where one lives may be said.
        end = name_end(message, at + 1)
        start, end = at, end if end > at + 1 else at
    else:
        end = name_end(message, start)
        if end == start or at in message.in_place:
            start, end = at, at
    if end > start and not _is_public(message, noun):
        return message.span(start, with_year(message, end), Label.WERKGEVER)
    is_firm = _is_small_letter_firm(message, preposition, at)
    return message.span(at, at + 1, Label.WERKGEVER) if is_firm else None


def _is_public(message: Message, noun: Word) -> bool:
    if noun.low == "gemeente":
        return False
    is_known = noun.low in message.lexicon.not_names and noun.low not in message.lexicon.brands
    return is_known or noun.low in group("public_bodies")


def _is_small_letter_firm(message: Message, preposition: int, at: int) -> bool:
    noun = message.words[at]
    if noun.low in message.lexicon.brands:
        return True
    is_exact = message.words[preposition].low in ("bij", "voor")
    is_definite = message.words[at - 1].low not in ("een", "mijn", "onze", "ons")
    is_free = noun.is_word and at not in message.in_place
    return is_exact and is_definite and is_free and message.lexicon.is_strange(noun.low)


def _branch(message: Message, position: int) -> Iterator[Span]:
    """A shop with its town points at one workplace: "Albert Heijn Oss"."""
    word, town = message.words[position], message.at(position + 1)
    if town is None or town.gap not in (" ", "-") or not message.capitals_count:
        return
    is_town = town.kind is Kind.UNKNOWN or position + 1 in message.in_place
    if word.is_capital and town.is_capital and is_town:
        first = position - (position - 1 in message.shielded)
        yield message.span(first, position + 2, Label.WERKGEVER)
