"""Names of persons: given away by the words before them, by a capital and, last, by a list."""

import re
from collections.abc import Iterator

from bot.privacy.dictionary import in_dictionary
from bot.privacy.initials import initials
from bot.privacy.introductions import greeted, introduced, named_before
from bot.privacy.lexicon import Kind
from bot.privacy.message import Message
from bot.privacy.relations import related
from bot.privacy.small_names import mentioned, named_together
from bot.privacy.spans import Label, Span
from bot.privacy.surnames import extend
from bot.privacy.wordlists import group

_TRIGGERS = (introduced, related, named_before, greeted, initials)
# F'jes, D-jeugd, AWARE-knop: the capital belongs to a letter word in front.
_LETTER_WORD = re.compile(r"(?:[A-Z]|[A-Z]{2,})['’-][a-z]")
_SURNAME_PARTICLES = frozenset(("van", "von", "ter", "ten", "el", "al"))
_CLAUSE_GAPS = (" ", ", ")


def find_persons(message: Message) -> Iterator[Span]:
    """The rules mark words; surnames, particles and enumerated names are added to those."""
    marked = {
        position
        for rule in (_listed, _capitals, _small_letter_subjects, mentioned, named_together)
        for position in rule(message)
        if position not in message.in_place
    }
    marked |= {position for trigger in _TRIGGERS for position in trigger(message)}
    yield from _as_spans(message, extend(message, marked))


def _listed(message: Message) -> Iterator[int]:
    """Names of the list, in any case."""
    for position, word in enumerate(message.words):
        if word.kind is not Kind.NAME or not word.is_word or position in message.shielded:
            continue
        if word.low != "jan" or not _is_january(message, position):
            yield position


def _is_january(message: Message, position: int) -> bool:
    """ "3 jan", "jan 2018"."""
    neighbours = (message.at(position - 1), message.at(position + 1))
    return any(word is not None and word.is_number for word in neighbours)


def _capitals(message: Message) -> Iterator[int]:
    """A capital on a word that has no reason for one."""
    for position, word in enumerate(message.words):
        if not word.is_word or position in message.shielded or not message.is_odd_capital(position):
            continue
        if _opens_with_name(message, position) if word.opens else _is_inner_name(message, position):
            yield position


def _is_inner_name(message: Message, position: int) -> bool:
    word = message.words[position]
    if _LETTER_WORD.match(word.text):
        return False
    after_article = message.lows(position - 1, position) in (["de"], ["het"], ["een"], ["die"])
    if word.kind is Kind.UNKNOWN:
        is_noun = message.lexicon.looks_ordinary(word.low) or in_dictionary(word.low)
        return not (after_article and is_noun)
    before = message.at(position - 1)
    if before and before.low in _SURNAME_PARTICLES and message.is_marked_capital(position - 1):
        # "die Van Vliet"
        return True
    is_surname = word.low in message.lexicon.surnames and not after_article
    return word.kind is Kind.MAYBE or is_surname


def _opens_with_name(message: Message, position: int) -> bool:
    """At the start of a sentence every word has a capital, so more is asked."""
    word, lexicon = message.words[position], message.lexicon
    is_subject = message.acts(position) or _has_age(message, position)
    if word.kind is Kind.MAYBE:
        is_enough = is_subject and lexicon.is_small_name(word.low)
        return is_enough or _has_age(message, position)
    if word.kind is not Kind.UNKNOWN:
        return False
    if not is_subject:
        is_word = in_dictionary(word.low) or lexicon.is_built(word.low)
        return not (is_word or lexicon.is_stretched(word.low))
    # Long words are mistyped ("Buuvrouw heeft"), short ones are Aron and Lize.
    is_typo = len(word.low) > 6 and lexicon.is_typo(word.low)
    return not lexicon.is_compound(word.low) and not is_typo


def _small_letter_subjects(message: Message) -> Iterator[int]:
    """ "dinand heeft mn pasje", "omdat tekle haar slaat": a word nobody knows, acting."""
    for position, word in enumerate(message.words):
        if not word.is_word or word.is_capital or not _is_in_subject_place(message, position):
            continue
        is_small_name = word.opens and message.lexicon.is_small_name(word.low)
        if message.lexicon.is_strange(word.low) or is_small_name:
            yield position


def _is_in_subject_place(message: Message, position: int) -> bool:
    word, following = message.words[position], message.at(position + 1)
    if word.opens:
        return message.acts(position)
    is_joined = message.lows(position - 1, position)[0] in group("conjunctions")
    has_object = (
        following is not None and following.gap == " " and following.low in group("objects")
    )
    return is_joined and word.gap in _CLAUSE_GAPS and (has_object or message.acts(position))


def _has_age(message: Message, position: int) -> bool:
    """ "Angel van 3", "Faith (9)", "Ot en Sien": an age or another person follows."""
    following, third = message.at(position + 1), message.at(position + 2)
    if following is None:
        return False
    if following.gap in (" (", ", "):
        is_age = following.is_number and len(following.text) < 3
        return is_age or (following.is_veil and not following.is_name_veil)
    if third is None or following.gap != " " or third.gap != " ":
        return False
    if following.low == "van":
        return third.is_number and len(third.text) < 3
    is_person = third.is_name_veil or (third.is_capital and third.kind is Kind.NAME)
    return following.low in ("en", "of") and is_person


def _as_spans(message: Message, marked: set[int]) -> Iterator[Span]:
    """Neighbouring words as one name."""
    start = None
    for position in sorted(marked):
        if start is None or not _joins(message, position, marked):
            start = position
        if not _joins(message, position + 1, marked):
            yield message.span(start, position + 1, Label.PERSOON)


def _joins(message: Message, position: int, marked: set[int]) -> bool:
    word = message.at(position)
    if word is None or not {position - 1, position} <= marked or word.opens:
        return False
    return word.gap in (" ", "-", ".", ". ", "' ")
