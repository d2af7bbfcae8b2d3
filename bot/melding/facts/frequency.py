"""How often it happens, and whether it was for the first time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.melding.facts.fact import Fact
from bot.melding.facts.moments import duration, parts_of_violence
from bot.melding.facts.story import Story
from bot.melding.facts.vocabulary import one_of, patterns_of
from bot.melding.fields import fields_by_name
from bot.melding.kind import Unclear
from bot.melding.kinds import read


def how_often(story: Story) -> Iterator[Fact]:
    found = {}
    for clause in story.clauses:
        for part in parts_of_violence(clause, story) if clause.is_told else ():
            for match in patterns_of("hoe_vaak").finditer(part):
                if value := _value(match.group()):
                    found[value] = clause.sentence
    if len(found) == 1:
        ((value, sentence),) = found.items()
        yield Fact("hoe_vaak", value, sentence)


def _value(said: str) -> str | None:
    """The choice of the field; its own words decide."""
    try:
        said = re.sub(r"^bijna |^\w+ (?=keer|maal)", "", said)
        return str(read(fields_by_name()["hoe_vaak"], said))
    except Unclear:
        return None


def first_time(story: Story) -> Iterator[Fact]:
    """ "nee" follows from a frequency, a duration or "weer"; "ja" is only ever said."""
    again = [fact.sentence for read_ in (how_often, duration) for fact in read_(story)]
    first = []
    for clause in story.clauses:
        for part in parts_of_violence(clause, story) if clause.may_be else ():
            if one_of("niet_voor_het_eerst").search(part):
                again.append(clause.sentence)
            elif one_of("voor_het_eerst").search(part):
                first.append(clause.sentence)
            elif clause.is_told and one_of("vaker").search(part):
                again.append(clause.sentence)
    if again and not first:
        yield Fact("eerste_keer", "nee", again[0])
    if first and not again:
        yield Fact("eerste_keer", "ja", first[0])
