"""What a message does to those before it: wake their danger, finish their sentence, or neither."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.danger.context import is_certain, named_in
from bot.danger.sentences import Sentence
from bot.danger.signals import signals

# A longer one is a sentence of its own; a next message does not finish it.
SHORT_MESSAGE_WORDS = 8
# "mijn man slaat mij", "nu": so short that the time can only be about what was said before.
LONE_TIME_WORDS = 2


def is_awake(now: Sequence[Sentence]) -> bool:
    """Whether the visitor says that it goes on: at this moment, again, or with such fear.

    "Nu wonen ze in Zwolle" says nothing about the violence and must not make it violence now.
    """
    return any(_goes_on(sentence) for sentence in now)


def without_now(sentence: Sentence) -> Sentence:
    """`sentence` less its "nu" and "weer", which would be read as the time of the violence."""
    plain = sentence.plain
    if len(plain.split()) <= LONE_TIME_WORDS:
        return sentence
    for pattern in signals().contexts["tijdwoord"]:
        plain = pattern.regex.sub("", plain)
    return Sentence(sentence.said, " ".join(plain.split()))


def continued(before: Sequence[Sentence], now: Sequence[Sentence]) -> Iterator[Sentence]:
    """ "hij heeft" and then "een mes": the last sentence and the first read as one."""
    if not before or not now or len(before[-1].plain.split()) > SHORT_MESSAGE_WORDS:
        return
    last, first = before[-1], now[0]
    if "antwoord" not in named_in(first, signals().contexts):
        yield Sentence(f"{last.said} {first.said}", f"{last.plain} {first.plain}", len(last.plain))


def _goes_on(sentence: Sentence) -> bool:
    contexts = signals().contexts
    named = named_in(sentence, contexts)
    if "nu" not in named and named & {"verleden", "gewoonte"}:
        return False
    return any(
        is_certain(sentence.plain, place)
        for pattern in contexts["gaande"]
        for place in pattern.places(sentence.plain, sentence.words)
    )
