"""What is done, with what, and who sees it. A story can tell several of each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.melding.facts.clauses import Clause
from bot.melding.facts.fact import Fact
from bot.melding.facts.story import Story
from bot.melding.facts.vocabulary import is_violent, one_of, violence, words_of

_WITH = re.compile(r"\bmet (?:een |de |het |zijn |haar |n |zn |hun )(?:\w+e )?(\w+)\b")
_I_LOOK = re.compile(
    r"\b(?:ik|we|wij) (?:\w+ )?(?:zag|zagen|zie|zien|hoor|horen|hoorde)\b"
    r"|\b(?:zag|zie|hoor|hoorde) ik\b"
)
_THROWS = re.compile(r"\b(?:gooit|gooide|gooien|gegooid|smijt|smeet)\b")
_I_SEE = re.compile(r"\bik (?:\w+ )?(?:zag|zie|hoor|hoorde) (?:dat|hoe|mijn|een|de|het|hem|haar)\b")
_I_HAVE_SEEN = re.compile(r"\bik heb (?:het )?(?:zelf )?(?:gezien|gehoord)\b")


def forms(story: Story) -> Iterator[Fact]:
    found: dict[str, str] = {}
    for clause in story.clauses:
        if clause.is_told and is_violent(clause.plain):
            for form, pattern in violence().items():
                if pattern.search(clause.plain):
                    found.setdefault(form, clause.sentence)
    yield from (Fact("vorm", form, sentence) for form, sentence in found.items())


def objects(story: Story) -> Iterator[Fact]:
    """What was used: "met een fles", in a sentence that tells of violence."""
    found: dict[str, str] = {}
    for clause in story.clauses:
        throws = _THROWS.search(clause.plain) is not None
        if clause.is_told and (throws or story.is_violent_around(clause)):
            for match in _WITH.finditer(clause.plain):
                thing = match.group(1)
                if thing in words_of("voorwerpen"):
                    found.setdefault(thing, clause.sentence)
    yield from (Fact("voorwerp", thing, sentence) for thing, sentence in found.items())


def witnesses(story: Story) -> Iterator[Fact]:
    found: dict[str, str] = {}
    for clause in story.clauses:
        if not clause.is_told:
            continue
        if _children_see(clause) and story.is_violent_around(clause):
            found.setdefault("kinderen", clause.sentence)
        if any(_writer_sees(part) for part in re.split(r"\ben\b", clause.plain)):
            found.setdefault("melder", clause.sentence)
    yield from (Fact("getuige", who, sentence) for who, sentence in found.items())


def _writer_sees(part: str) -> bool:
    sees = _I_SEE.search(part) is not None and is_violent(part, "doet", "overkomt")
    return sees or _I_HAVE_SEEN.search(part) is not None


def _children_see(clause: Clause) -> bool:
    """ "de kinderen zien het", "waar de kinderen bij staan"; not "ik zag het kind"."""
    children = "|".join(words_of("zeker_kind"))
    sees = rf"(?:{children}) (?:\w+ ){{0,4}}?{one_of('getuige').pattern}"
    return _I_LOOK.search(clause.plain) is None and re.search(sees, clause.plain) is not None
