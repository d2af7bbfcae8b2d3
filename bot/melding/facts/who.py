"""Whom it is about, who does it, the age of that person, and how the writer knows them."""

from __future__ import annotations

from collections.abc import Iterator

from bot.melding.facts.fact import Fact
from bot.melding.facts.people import Person
from bot.melding.facts.story import Story

# "mijn vriendin" may be a friend or a partner, "mijn man" says nothing about knowing others.
KNOWN_AS = ("familie", "buren", "bekenden", "werk")
POSSESSIVE = ("haar", "zijn", "hun")


def who(story: Story) -> Iterator[Fact]:
    if story.victim:
        victim, sentence = story.victim
        yield from _concerned(story, victim, sentence)
        if victim.age is not None:
            yield Fact("leeftijd", victim.age, sentence)
    if story.doer:
        doer, sentence = story.doer
        yield Fact("door_wie", doer.said, sentence)
    yield from _relation(story)


def _concerned(story: Story, victim: Person, sentence: str) -> Iterator[Fact]:
    """ "zijn vrouw" is nobody without the one whose wife she is: "mijn buurman en zijn vrouw"."""
    if victim.determiner not in POSSESSIVE:
        yield Fact("om_wie", victim.said, sentence)
    elif story.doer and story.doer[0].determiner not in POSSESSIVE:
        yield Fact("om_wie", f"{story.doer[0].said} en {victim.said}", sentence)


def _relation(story: Story) -> Iterator[Fact]:
    """How the writer knows the family; the writer is no relation of their own."""
    if story.is_about_writer:
        return
    told = [pair for pair in (story.victim, story.doer) if pair and _is_known(pair[0])]
    if len({person.bond for person, _ in told}) == 1:
        person, sentence = told[0]
        yield Fact("relatie", f"{person.bond}: {person.said}", sentence)


def _is_known(person: Person) -> bool:
    near = person.is_own or (person.bond == "buren" and person.determiner in {"de", "het"})
    return near and person.bond in KNOWN_AS
