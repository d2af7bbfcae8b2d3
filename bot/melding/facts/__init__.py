"""Facts in a story that a visitor tells; a reader is silent rather than guesses."""

from __future__ import annotations

from bot.melding.facts.children import children
from bot.melding.facts.fact import Fact
from bot.melding.facts.frequency import first_time, how_often
from bot.melding.facts.goal import goal
from bot.melding.facts.moments import duration, moment
from bot.melding.facts.place import place
from bot.melding.facts.story import Story
from bot.melding.facts.violence import forms, objects, witnesses
from bot.melding.facts.who import who

__all__ = ["SEVERAL", "Fact", "facts_in", "tells_of_violence"]

SEVERAL = frozenset({"vorm", "voorwerp", "getuige"})  # may be told more than once

_READERS = (
    who, children, moment, duration, first_time, how_often, place, forms, objects, witnesses,
    goal,
)  # fmt: skip


def facts_in(text: str) -> tuple[Fact, ...]:
    """What a text tells for certain, each fact with the sentence that tells it.

    Those of SEVERAL may be there several times, the others once at most.
    """
    story = Story(text)
    return tuple(fact for read in _READERS for fact in read(story))


def tells_of_violence(text: str) -> bool:
    """Whether it says what is done, and by whom or to whom: who tells that is never turned away,
    whatever a model takes the text for. Of 1,741 messages that do not belong here five seem to."""
    told = {fact.name for fact in facts_in(text)}
    return "vorm" in told and bool(told & {"om_wie", "door_wie"})
