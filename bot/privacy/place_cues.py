"""The words in front of a place: "in", "naar", "wijk", "ik woon in", or an address."""

from enum import Enum, auto

from bot.privacy.message import OTHER_VEIL, Message
from bot.privacy.wordlists import group

# "woon sinds kort in": so many words may stand between the verb and "in".
_REACH = 4


class Cue(Enum):
    """How surely a place follows."""

    NONE = auto()
    LOOSE = auto()  # "naar", "bij", "van": a person as well
    STRICT = auto()  # "in", "uit", "wijk"
    RESIDES = auto()  # "ik woon in"


def cue_before(message: Message, start: int) -> Cue:
    word, before = message.words[start], message.at(start - 1)
    if before is None:
        return Cue.NONE
    if before.text[0] == OTHER_VEIL:
        # "[postcode] Leiden"
        return Cue.LOOSE if word.gap in (" ", ", ") and word.is_capital else Cue.NONE
    if word.gap not in (" ", ": "):
        return Cue.NONE
    if before.low in group("strict_place_words"):
        return Cue.RESIDES if _resides(message, start - 1) else Cue.STRICT
    if before.low in group("reside_words") or _is_near(message, start):
        return Cue.LOOSE
    return Cue.LOOSE if before.low in group("loose_place_words") else Cue.NONE


def _resides(message: Message, preposition: int) -> bool:
    near = message.lows(preposition - _REACH, preposition)
    return not group("reside_words").isdisjoint(near)


def _is_near(message: Message, start: int) -> bool:
    """ "in de buurt van", "ter hoogte van"."""
    return message.lows(start - 2, start) in (["buurt", "van"], ["hoogte", "van"])
