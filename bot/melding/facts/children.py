"""The children in a story and their ages; a pregnancy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.melding.facts.clauses import Clause
from bot.melding.facts.fact import Fact
from bot.melding.facts.people import OWN
from bot.melding.facts.story import Story
from bot.melding.facts.vocabulary import one_of, words_of
from bot.melding.fields import fields_by_name
from bot.melding.kind import Unclear
from bot.melding.kinds import NUMBER_WORDS, read

ADULT = 18  # years
GENERAL = frozenset({"kinderen", "kids", "kind", "kindje"})  # again the ones that were named
_NUMBER = r"(?:\d{1,2}|" + "|".join(word for word in NUMBER_WORDS if word != "een") + ")"
_UNIT = r"(?: ?(?:jaar|jr|maanden|maand|mnd|weken|week))?"
_LIST = rf"{_NUMBER}{_UNIT}(?:(?:, ?| en | & |, en ){_NUMBER}{_UNIT})*"
_NOT_AGES = (
    r"(?! ?(?:of|tot|à|a|-|uur|keer|x|dagen|vaders|moeders|kinderen|procent|%)\b| geleden|\d)"
)
_AGES = (
    rf"(?: ?\({_LIST}\)| van (?:ongeveer |bijna |net |een jaar of )?{_LIST}{_NOT_AGES}"
    rf"| (?:is|zijn) {_LIST} jaar)"
)
_NONE = re.compile(r"\b(?:geen|zonder|nooit) (?:\w+ )?$")
_LIKENED = re.compile(
    r"\b(?:als|alsof (?:ik|hij|ze|zij|je|we|wij)) $"
)  # "als een kleuter" is no child
_DENIED_AFTER = re.compile(r"\b(?:hebben|heeft|heb|zijn er)\b.*\bniet\b")
_OTHERS = re.compile(
    r"^ (?:in|van|uit|op) (?:\w+ )?(?:klas|school|groep|opvang|straat|buurt|wijk)\b"
)
_PREGNANT = re.compile(r"\b(?:zwanger|in verwachting|hoogzwanger)\b")
_DETERMINERS = (
    r"(?:mijn|mn|m'n|onze|ons|een|de|het|dat|die|haar|zijn|zn|hun|twee|drie|vier|vijf|beide|[2-5])"
)


@dataclass(frozen=True)
class Mention:
    """Children as they are named once; `ages` None when they are not said or not clear."""

    noun: str
    determiner: str
    ages: tuple[int, ...] | None
    sentence: str


def children(story: Story) -> Iterator[Fact]:
    found = [m for clause in story.clauses if clause.may_be for m in _in_clause(clause)]
    minors = [m for m in found if _is_minor(m, story)]
    pregnant = [c for c in story.clauses if c.is_told and _PREGNANT.search(c.plain)]
    if pregnant and not minors:
        yield Fact("kinderen", "zwanger", pregnant[0].sentence)
    if not minors or pregnant or any(_is_of_writer(m, story) for m in minors):
        return
    yield Fact("kinderen", "ja", minors[0].sentence)
    ages = _all_ages(minors)
    if ages:
        yield Fact("leeftijden", ages, next(m.sentence for m in minors if m.ages))


def _in_clause(clause: Clause) -> Iterator[Mention]:
    said = re.sub(r"\s+", " ", clause.said.lower())
    nouns = "|".join(sorted(words_of("zeker_kind") | words_of("kind_met_leeftijd"), key=len)[::-1])
    pattern = (
        rf"\b(?P<det>{_DETERMINERS}) (?P<aged>(\d{{1,2}})[- ]?jarige? )?(?:\w+e )?"
        rf"(?P<noun>{nouns})\b(?P<ages>{_AGES})?"
    )
    for match in re.finditer(pattern, said):
        before, after = said[: match.start()], said[match.end() :]
        if (
            _NONE.search(before)
            or _LIKENED.search(before)
            or before.endswith("door ")
            or _OTHERS.match(after)
        ):
            continue
        if clause.is_denied and _DENIED_AFTER.search(clause.plain):
            continue
        ages = match["aged"] or match["ages"] or _alone(match["noun"])
        yield Mention(match["noun"], match["det"], _read(ages), clause.sentence)


def _alone(noun: str) -> str | None:
    """A baby is 0; of a toddler nobody knows whether it is 2 or 3."""
    return "baby" if noun == "baby" else None


def _read(ages: str | None) -> tuple[int, ...] | None:
    if not ages:
        return None
    try:
        return tuple(read(fields_by_name()["leeftijden"], re.sub(r"[()]|jarige?", " ", ages)))
    except Unclear:
        return None


def _is_minor(mention: Mention, story: Story) -> bool:
    if mention.ages:
        return max(mention.ages) < ADULT
    if one_of("oudere").search(story.text.lower()) or _is_old(story):
        return False  # the children of the very old are grown up
    if mention.noun in words_of("zeker_kind"):
        return mention.noun not in {"kind"} or mention.determiner != "een"
    return mention.noun in {"meisje", "meisjes"} and mention.determiner not in OWN


def _is_old(story: Story) -> bool:
    person = story.victim[0] if story.victim else None
    return person is not None and (person.age or 0) >= 60


def _is_of_writer(mention: Mention, story: Story) -> bool:
    """ "mijn zoontje" in a story about somebody else; it may be about that child itself."""
    if mention.determiner not in OWN or story.is_about_writer:
        return False
    if any(roles.doer == "ik" for roles in story.roles):
        return False
    return not (story.victim and mention.noun == story.victim[0].noun)


def _all_ages(minors: list[Mention]) -> list[int] | None:
    """The ages of all the children; None when of some of them they are not told."""
    ages: list[int] = []
    for mention in minors:
        if mention.noun in GENERAL and any(m.ages for m in minors) and not mention.ages:
            continue  # "de kinderen" once more
        if mention.ages is None:
            if any(m.noun == mention.noun and m.ages for m in minors):
                continue
            return None
        new = [age for age in mention.ages if age not in ages or len(mention.ages) > 1]
        ages += new if not set(mention.ages) <= set(ages) else []
    counts = {word: n for n, word in enumerate("nul een twee drie vier vijf".split())}
    for mention in minors:
        count = counts.get(mention.determiner) or (
            int(mention.determiner) if mention.determiner.isdigit() else None
        )
        several = mention.noun in {"kinderen", "kids", "meisjes", "jongens", "kleinkinderen"}
        if several and (len(ages) < 2 or (count and count != len(ages))):
            return None
        if mention.noun == "tweeling":
            return None
    return ages or None
