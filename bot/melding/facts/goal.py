"""What a visitor wants help with, where the words ask for just one thing."""

from __future__ import annotations

from collections.abc import Iterator

from bot.melding.facts.fact import Fact
from bot.melding.facts.story import Story
from bot.melding.facts.vocabulary import goals


def goal(story: Story) -> Iterator[Fact]:
    """Also where the words are doubted or denied ("ik weet niet wat ik moet doen"): it is asked all
    the same. Who asks for two things is asked which comes first."""
    found: dict[str, str] = {}
    for clause in story.clauses:
        for value, pattern in goals().items():
            if pattern.search(clause.plain):
                found.setdefault(value, clause.sentence)
    if len(found) == 1:
        ((value, sentence),) = found.items()
        yield Fact("vraag_doel", value, sentence)
