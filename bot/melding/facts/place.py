"""The municipality where it happens, and the Veilig Thuis region of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.melding.facts.clauses import Clause
from bot.melding.facts.fact import Fact
from bot.melding.facts.people import people_in
from bot.melding.facts.story import Story
from bot.melding.facts.vocabulary import one_of
from bot.melding.fields import fields_by_name
from bot.melding.kind import Unclear
from bot.melding.kinds import read
from bot.reference.mentions import Mention, named_in
from bot.reference.place_words import words
from bot.reference.places import gemeente, region_of

_LEADS_TO_A_PLACE = frozenset({"in", "te", "uit", "gemeente"})
_RESIDES = re.compile(r"\b(?:woon|woont|wonen|wonend|woonachtig|zit|zitten)\b")
_OF_WRITER = re.compile(
    r"\b(?:ik|wij|we) (?:\w+ )?(?:woon|wonen|kom|komen|zit|zitten|leef|ben|was|zag|liep)\b"
    r"|\b(?:woon|kom|zit|ben|was) ik\b|\b(?:wonen|komen|zitten) (?:wij|we)\b|\bzelf\b"
)


def place(story: Story) -> Iterator[Fact]:
    """A place fits only where it is said to happen: with "in" before it, and not as the place of
    work, of birth, or of the writer who worries about somebody else."""
    found = {}
    for clause in story.clauses:
        if not _names_a_place(clause):
            continue
        if not clause.is_told or not _is_there(clause, story):
            return  # a second place, or one that is not meant: which one it is must be asked
        try:
            found[read(fields_by_name()["gemeente"], clause.said)] = clause.sentence
        except Unclear:
            return
    if len(found) == 1:
        ((code, sentence),) = found.items()
        yield Fact("gemeente", code, sentence)
        yield Fact("regio", region_of(gemeente(code)).name, sentence)


def _names_a_place(clause: Clause) -> bool:
    return any(isinstance(name, Mention) for name in named_in(words(clause.said)))


def _is_there(clause: Clause, story: Story) -> bool:
    said = words(clause.said)
    for name in named_in(said):
        before = said[name.start - 1].key if name.start else ""
        is_whole = name.start == 0 and name.end == len(said)
        if not is_whole and before not in _LEADS_TO_A_PLACE:
            return False
    if one_of("elders").search(clause.plain):
        return False
    if _OF_WRITER.search(clause.plain) and not story.is_about_writer:
        return False
    return not (_RESIDES.search(clause.plain) and _is_of_another(clause, story))


def _is_of_another(clause: Clause, story: Story) -> bool:
    """ "mijn ouders wonen in Ede" in a story about a sister."""
    concerned = {told[0].said for told in (story.victim, story.doer) if told}
    named = {person.said for person in people_in(clause)}
    return bool(named) and not named & concerned
