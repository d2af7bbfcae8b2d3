"""When it happened last, and how long it has been going on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.melding.facts.clauses import Clause
from bot.melding.facts.fact import Fact
from bot.melding.facts.story import Story
from bot.melding.facts.vocabulary import is_violent, one_of, words_of
from bot.melding.kinds import NUMBER_WORDS
from bot.melding.people import MONTHS

_COUNT = r"(?:\d{1,2}|een paar|paar|enkele|anderhalf|" + "|".join(NUMBER_WORDS) + ")"
_UNIT = r"(?:jaar|jaren|maanden|maand|weken|week|dagen|dag)"
_PART = r"(?:avond|nacht|middag|ochtend|morgen)"
_DAY = "(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)"
_SEASON = (
    r"(?:zomer|winter|lente|herfst|kerst|zomervakantie|herfstvakantie|kerstvakantie|meivakantie)"
)
_MONTH = f"(?:{'|'.join(MONTHS)})"
_MOMENT = re.compile(
    rf"\b(?:eergister(?:en|{_PART})?|gister(?:en|{_PART})?(?: {_PART})?"
    r"|vandaag|vannacht|vanochtend|vanmorgen|vanmiddag|zojuist|zonet|daarnet"
    r"|(?:afgelopen|vorige?|verleden|laatste)"
    rf" (?:week|maand|weekend|jaar|nacht|{_SEASON}|{_DAY}{_PART}?)"
    rf"(?: {_DAY}{_PART}?)?"
    rf"|{_COUNT} {_UNIT} (?:geleden|terug)"
    rf"|{_DAY}{_PART}?|(?:begin |eind )?(?:in )?{_MONTH}(?: \d{{4}})?)\b"
)
_REPEATED = re.compile(r"\b(?:elke|iedere|elk|ieder|s|sinds|vanaf|op|tot|alle)(?: \w+)? $")
_LONG = re.compile(
    rf"\b(?:(?:nu |zeker |ruim |bijna |meer dan |zo n |ongeveer )*al|al)"
    rf"(?: (?:zeker|ruim|bijna|meer dan|zo n|ongeveer|minstens))* "
    rf"(?:een jaar of \w+|{_COUNT} {_UNIT}(?: lang)?|(?:jaren|maanden|weken)(?:lang)?)\b"
    rf"|\bsinds (?:\d{{4}}|{_COUNT} {_UNIT}|{_MONTH}|kort"
    r"|(?:de|vorige|vorig|deze|afgelopen|begin|eind) \w+)\b"
)


def moment(story: Story) -> Iterator[Fact]:
    """The one time that is told; two times are two events, of which only the visitor knows the
    last."""
    found = {
        said: clause.sentence for clause in story.clauses for said in _moments_in(clause, story)
    }
    if len(found) == 1:
        ((said, sentence),) = found.items()
        yield Fact("wanneer", said, sentence)


def _moments_in(clause: Clause, story: Story) -> Iterator[str]:
    is_other = one_of("vertellen").search(clause.plain) or one_of("straks").search(clause.plain)
    if not clause.is_told or is_other or not story.is_violent_around(clause):
        return
    without_duration = _LONG.sub(lambda told: "_" * len(told.group()), clause.plain)
    for match in _MOMENT.finditer(without_duration):
        before = without_duration[: match.start()]
        weekday = match.group() in words_of("dagen")
        if _REPEATED.search(before) and not (weekday and before.endswith(" op ")):
            continue
        yield match.group()


def duration(story: Story) -> Iterator[Fact]:
    """How long it has been going on: "al twee jaar"; not how long they have been married."""
    found: dict[str, str] = {}
    for clause in story.clauses:
        if not clause.is_told or one_of("andere_duur").search(_LONG.sub(" ", clause.plain)):
            continue
        for part in parts_of_violence(clause, story):
            found |= {match.group(): clause.sentence for match in _LONG.finditer(part)}
    if len(found) == 1:
        ((said, sentence),) = found.items()
        yield Fact("duur", said, sentence)


def parts_of_violence(clause: Clause, story: Story) -> Iterator[str]:
    """The parts between "en" that tell of violence, or that it goes on: "hij heeft blauwe plekken
    en ik hoor hem elke avond huilen" does not say how often he is hit."""
    for part in re.split(r"\ben\b", clause.plain):
        goes_on = one_of("duurt").search(part) and story.is_violent_around(clause)
        if goes_on or is_violent(part):
            yield part
