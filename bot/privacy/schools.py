"""Schools, day care and clubs, by the word in front of or behind their name."""

from collections.abc import Iterator

from bot.privacy.dictionary import in_dictionary
from bot.privacy.institution_names import ARTICLES, lower_name_end, name_end, name_start, with_year
from bot.privacy.lexicon import Kind
from bot.privacy.message import Message
from bot.privacy.spans import Label, Span
from bot.privacy.wordlists import group

_ATTENDS = frozenset(
    ("zit", "zitten", "zat", "gaat", "ging", "werk", "werkt", "sta", "staat", "les")
)
_SCHOOL_PATRONS = frozenset(
    ("prins", "prinses", "koning", "koningin", "sint", "st", "dr", "pastoor", "meester", "juliana")
)


def find_schools(message: Message) -> Iterator[Span]:
    for position, word in enumerate(message.words):
        if word.low in group("school_types"):
            yield from _behind_type(message, position)
        if word.low in group("school_endings"):
            yield from _before_type(message, position)
        if _is_one_word_school(message, position):
            yield message.span(position, position + 1, Label.SCHOOL)
        elif _is_small_school(message, position):
            yield message.span(_first_of_small(message, position), position + 1, Label.SCHOOL)
        if word.low in ARTICLES:
            yield from _with_article(message, position)


def _behind_type(message: Message, position: int) -> Iterator[Span]:
    """ "basisschool De Regenboog", "cbs de ark": the type belongs to the name."""
    end = name_end(message, position + 1)
    if end == position + 1 and message.words[position].low in group("school_codes"):
        end = lower_name_end(message, position + 1)
    if end > position + 1:
        yield message.span(position, with_year(message, end), Label.SCHOOL)


def _before_type(message: Message, position: int) -> Iterator[Span]:
    first = name_start(message, position)
    if first < position:
        yield message.span(first, position + 1, Label.SCHOOL)


def _is_one_word_school(message: Message, position: int) -> bool:
    """ "Regenboogschool": one word with a capital inside the sentence."""
    word = message.words[position]
    if not word.is_capital or word.opens or not message.capitals_count or word.kind is Kind.KNOWN:
        return False
    return any(word.low.endswith(end) and word.low != end for end in group("school_endings"))


def _is_small_school(message: Message, position: int) -> bool:
    """ "de prins clausschool", "op de zeesterschool": the front is no kind of school."""
    word, before = message.words[position], message.at(position - 1)
    if word.kind is not Kind.UNKNOWN or in_dictionary(word.low) or before is None:
        return False
    end = next((end for end in group("school_endings") if word.low.endswith(end)), None)
    if end is None or message.lexicon.is_compound(word.low) or len(word.low) < len(end) + 3:
        return False
    return before.low in ARTICLES or before.low in _SCHOOL_PATRONS


def _first_of_small(message: Message, position: int) -> int:
    before = message.at(position - 1)
    return position - (before is not None and before.low in _SCHOOL_PATRONS)


def _with_article(message: Message, position: int) -> Iterator[Span]:
    """ "De Gouden Leeuw" inside a sentence; "de Vlinderboom" where a school is spoken of."""
    word, noun, before = message.words[position], message.at(position + 1), message.at(position - 1)
    if word.opens or noun is None or noun.gap != " " or not message.is_odd_capital(position + 1):
        return
    if before and before.low in group("titles") | group("kin"):
        return
    near = set(message.lows(position - 8, position))
    is_known_noun = noun.kind is Kind.KNOWN or noun.low in group("kin")
    is_street = any(noun.low.endswith(suffix) for suffix in group("street_suffixes"))
    is_attended = before is not None and before.low == "op" and bool(near & _ATTENDS)
    # "op de Zeesterschool" is found without its article.
    is_whole = any(noun.low.endswith(ending) for ending in group("school_endings"))
    is_attended = is_attended and not is_street and not is_whole
    is_school = bool(near & group("school_context")) or is_attended
    is_school = is_school and not is_known_noun
    end = name_end(message, position)
    if not word.is_capital and group("school_endings") & set(message.lows(position + 1, end)):
        return  # "het Spinoza Lyceum" is found without its article
    if end > position and (word.is_capital or is_school):
        work = group("work_words") | group("employer_types")
        label = Label.WERKGEVER if near & work else Label.SCHOOL
        yield message.span(position, with_year(message, end), label)
