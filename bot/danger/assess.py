"""What a visitor's message says about danger: `assess(text, earlier)`.

A routing signal, never a risk score: it says which fixed texts must be shown and whether a human
comes first. Pure, without a model, without a database: it works when everything else is down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.danger.context import Surroundings, doubts, is_certain, surroundings
from bot.danger.earlier import continued, is_awake, without_now
from bot.danger.sentences import Sentence, sentences
from bot.danger.signals import Action, Signal, signals

# How many earlier messages are still the same breath.
EARLIER_MESSAGES = 3
OWN_SUICIDE = "D09"
# "hoi", and then "hij is binnen".
CRY_SENTENCES = 2


class Level(Enum):
    """How a conversation must be routed; the values are stored codes."""

    ACUUT = "acuut"
    SUICIDE = "suicide"
    GEEN = "geen"


@dataclass(frozen=True)
class Heard:
    """A signal, and the visitor's own sentence in which it was found."""

    code: str
    name: str
    action: Action
    sentence: str


@dataclass(frozen=True)
class Assessment:
    """`signals` were heard; `doubted` were found but denied, past, habit or invented."""

    level: Level
    actions: frozenset[Action]
    signals: tuple[Heard, ...]
    doubted: tuple[Heard, ...] = ()


def assess(text: str, earlier: Sequence[str] = ()) -> Assessment:
    """The danger in `text`; `earlier` are the visitor's messages before it, oldest first.

    Earlier messages are context: people type one sentence in pieces, and "nu" may come after the
    danger. What they said in full by themselves was assessed when they came; a message wakes it
    only by saying that it goes on, not by a "nu" about something else.
    """
    before = _sentences_of(earlier[-EARLIER_MESSAGES:])
    now = sentences(text)
    found = _listen(now, [*before, *now])
    known = _listen(before, before)
    names = {one.name for one, doubt in [*found, *known] if not doubt}
    wakes = is_awake(now)
    said = [*before, *(now if wakes else map(without_now, now))]
    joined = continued(before, said[len(before) :])
    pieced = [one for one in _listen([*joined], said) if one[0].name not in names]
    woken = [one for one in _listen(before, said) if wakes and one not in set(known)]
    heard = tuple(dict.fromkeys(one for one, doubt in [*found, *pieced, *woken] if not doubt))
    doubted = tuple(dict.fromkeys(one for one, doubt in found if doubt))
    actions = frozenset(action for one in heard for action in _actions_of(one))
    return Assessment(_level(heard), actions, heard, _not_among(doubted, heard))


def _listen(said: Sequence[Sentence], conversation: Sequence[Sentence]) -> list[tuple[Heard, bool]]:
    """What is found in `said`, and whether it is doubtful, given the whole conversation."""
    if not said:
        # Reading what surrounds nothing took a third of the time of a first message.
        return []
    table = signals()
    around = surroundings([*conversation, *said], table.contexts)
    return [
        (Heard(row.code, row.name, row.action, sentence.said), doubt)
        for sentence in said
        for row in table.rows
        for doubt in _finding(row, sentence, around)
        if _is_backed(row, conversation)
    ]


def _finding(row: Signal, sentence: Sentence, around: Surroundings) -> Iterator[bool]:
    """One value when `row` is found in `sentence`: whether that is doubtful. Else nothing."""
    if row.at_most is not None and not _is_cry(around, row.at_most):
        return
    places = [
        is_certain(sentence.plain, place)
        for pattern in row.patterns
        for place in pattern.places(sentence.plain, sentence.words)
        if not sentence.seam or place.start() < sentence.seam < place.end()
    ]
    if places and not any(one.is_in(sentence.plain, sentence.words) for one in row.unless):
        is_denied = "ontkend" not in row.despite and not any(places)
        yield is_denied or bool(doubts(sentence, around) - row.despite)


def _is_cry(around: Surroundings, words: int) -> bool:
    """A few words and no more: "een mes" as the answer to our third question is no cry for help."""
    return around.words <= words and len(around.by_sentence) <= CRY_SENTENCES


def _is_backed(row: Signal, conversation: Sequence[Sentence]) -> bool:
    """Whether something of `also` is said somewhere, for a row that needs it."""
    return not row.also or any(
        one.is_in(sentence.plain, sentence.words) for one in row.also for sentence in conversation
    )


def _sentences_of(messages: Sequence[str]) -> tuple[Sentence, ...]:
    return tuple(sentence for message in messages for sentence in sentences(message))


def _actions_of(heard: Heard) -> set[Action]:
    """A visitor with a way to die at hand needs the 113 block as well as the 112 block."""
    return {heard.action, Action.S} if heard.code == OWN_SUICIDE else {heard.action}


def _level(heard: Sequence[Heard]) -> Level:
    """Danger to others goes before suicide: any R wins, except the visitor's own suicide.

    A method or a time makes D09 an R (112 block first), but it stays level suicide: the words
    to the visitor and the queue are those for somebody who wants to die.
    """
    if any(one.action is Action.R and one.code != OWN_SUICIDE for one in heard):
        return Level.ACUUT
    if any(Action.S in _actions_of(one) for one in heard):
        return Level.SUICIDE
    return Level.GEEN


def _not_among(doubted: Sequence[Heard], heard: Sequence[Heard]) -> tuple[Heard, ...]:
    names = {one.name for one in heard}
    return tuple(one for one in doubted if one.name not in names)
