"""Names in small letters: a word that no list and no dictionary knows, where a person stands."""

from collections.abc import Iterator

from bot.privacy.dictionary import in_dictionary
from bot.privacy.lexicon import Kind
from bot.privacy.message import Message, Word
from bot.privacy.wordlists import group

_OWNERS = frozenset(("zijn", "zn", "z'n", "haar", "d'r", "dr", "hun", "heur"))


def mentioned(message: Message) -> Iterator[int]:
    """ "dat zei obaid", "met shirley", "achmed zijn moeder", "het is rayano die"."""
    for position, word in enumerate(message.words):
        if not word.is_word or not word.text.islower() or position in message.shielded:
            continue
        if word.kind not in (Kind.UNKNOWN, Kind.MAYBE):
            continue
        is_owner = _owns(message, position)
        is_cued = is_owner or _is_cued(message, position)
        if word.kind is Kind.MAYBE:
            is_name = is_owner and word.opens and message.lexicon.is_small_name(word.low)
        else:
            is_name = is_cued and message.lexicon.is_strange(word.low)
            is_name = is_name or (is_owner and word.opens and _is_no_word(message, word))
        if is_name:
            yield position


def named_together(message: Message) -> Iterator[int]:
    """ "Mees en zn zus": a name that is a word as well opens the sentence, its kin follow."""
    for position, word in enumerate(message.words):
        link, owner = message.at(position + 1), message.at(position + 2)
        if word.kind is not Kind.MAYBE or not word.opens or link is None or owner is None:
            continue
        kin = message.at(position + 3)
        is_pair = link.low in ("en", "of") and owner.low in _OWNERS
        is_kin = kin is not None and kin.low in group("kin")
        if is_pair and is_kin and message.lexicon.is_small_name(word.low):
            yield position


def _is_no_word(message: Message, word: Word) -> bool:
    """ "obrecht zijn moeder": in front of its owner a name may be one letter from a word."""
    is_known = in_dictionary(word.low) or message.lexicon.is_built(word.low)
    return len(word.low) > 3 and not is_known


def _owns(message: Message, position: int) -> bool:
    """ "achmed zijn moeder"."""
    owner, kin = message.at(position + 1), message.at(position + 2)
    if owner is None or kin is None or owner.gap != " " or kin.gap != " ":
        return False
    return owner.low in _OWNERS and kin.low in group("kin") | group("belongings")


def _is_cued(message: Message, position: int) -> bool:
    word, before, following = message.words[position], message.at(position - 1), None
    if before is None or word.gap != " " or len(word.low) < 4:
        return False
    following = message.at(position + 1)
    if before.low in ("is", "was", "waren", "zijn"):
        return following is not None and following.low in ("die", "en")
    if before.low in group("person_prepositions") or before.low in group("speech_verbs"):
        return True
    return before.low in ("en", "of") and _is_person(message.at(position - 2))


def _is_person(word: Word | None) -> bool:
    if word is None:
        return False
    return word.is_name_veil or word.kind is Kind.NAME
