"""What makes a finding doubtful: denied, past, habit, invented, or said to be calm.

A doubtful finding does not raise the level, but it is not thrown away either: the dialogue asks
one short question about it (domein 6.2, pitfalls).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.danger.patterns import DENIALS, Pattern
from bot.danger.sentences import Sentence

# `nu` is the counterpart of the others: it says that it happens now. `verleden_tijd` is no doubt
# of itself: it tells whether a past time named in another sentence can be about this one.
# `gaande`, `tijdwoord` and `antwoord` tell what a message does to those before it (`earlier.py`).
# `terloops` has no patterns: it is a story in which `hier_en_nu` is nowhere found.
CONTEXTS = (
    *("ontkend", "verleden", "verleden_tijd", "gewoonte", "verzonnen", "rust", "nu"),
    *("gaande", "tijdwoord", "antwoord", "hier_en_nu"),
    *("toen_en_nu", "terloops"),
    *("rouw", "geen_doodswens"),
)
# What makes only a wish to die doubtful: it is said of somebody who died, or denied. Within the
# sentence: who lost somebody to suicide may well want to die too.
ABOUT_DYING = frozenset({"rouw", "geen_doodswens"})

# In a story of so many words, danger that goes on shows in more than the danger itself; in a long
# one it shows in the very sentence, since somewhere a visitor always says where he or she is now.
SHORT_STORY_WORDS = 17
LONG_STORY_WORDS = 60

WORDS_BEFORE = 3
WORDS_AFTER = 3
_CLAUSE_END = re.compile(
    r"(?:^| )(?:,|en|maar|want|dus|of|dat|als|toen|terwijl|indien|tenzij|zolang|zodra|totdat"
    r"|voordat|omdat|hij|zij|ik)(?= |$)"
)
# "kan niet", "durft niet", "stopt niet": the denial belongs to the helping verb, not to the danger.
_OTHER_DENIAL = re.compile(
    r"\b(?:kan|kunnen|kon|durf|durft|weet|wil|wilt|wou|mag|moet|houdt|hou|stopt|snap|neemt|doet|ga"
    r"|luistert|weten|begrijp|geloof|helpt|hoor|zie|gaat|is het|lukt|hoef|voel|zeg)"
    r" (?:(?:het|er|hem|haar|mij|ik|hij|zij|dat|dit|nu|echt|zelf|ook|op|meer|nog) )*"
    r"(?:niet|geen|nooit)\b"
    r"|\bniet (?:alleen|normaal|eens|te doen|meer op|op)\b"
    r"|\bgeen (?:idee|flauw|grap|tijd|hulp|kant)\b"
)
_DENIAL = re.compile(rf"\b(?:{'|'.join(DENIALS)})\b")


@dataclass(frozen=True)
class Surroundings:
    """The contexts named in each sentence (`by_sentence`) and anywhere (`anywhere`).

    `words`: how many in all, commas left out.
    """

    by_sentence: Mapping[Sentence, frozenset[str]]
    anywhere: frozenset[str]
    words: int


def surroundings(
    said: Iterable[Sentence], contexts: Mapping[str, tuple[Pattern, ...]]
) -> Surroundings:
    by_sentence = {sentence: named_in(sentence, contexts) for sentence in said}
    words = sum(len(sentence.plain.replace(",", "").split()) for sentence in by_sentence)
    return Surroundings(by_sentence, frozenset().union(*by_sentence.values()), words)


def doubts(sentence: Sentence, around: Surroundings) -> frozenset[str]:
    """The contexts that make a finding in `sentence` doubtful.

    Past and habit count within the sentence; a past time named elsewhere counts for a sentence in
    the past tense, if no "now" is said anywhere. Fiction counts for the whole message. "Now" in
    the sentence beats all but fiction, unless it sets a calm present against that past. What a
    story tells in passing, without a word of here and now, is doubtful too (`terloops`).
    """
    here = around.by_sentence[sentence]
    found = around.anywhere & {"verzonnen"} | here & ABOUT_DYING
    if "nu" not in here or "toen_en_nu" in here:
        found |= here & {"verleden", "gewoonte"} | around.anywhere & {"rust"}
        if "verleden_tijd" in here and "nu" not in around.anywhere:
            found |= around.anywhere & {"verleden"}
    is_long = around.words >= LONG_STORY_WORDS
    told = here if is_long else around.anywhere
    if around.words >= SHORT_STORY_WORDS and "hier_en_nu" not in told:
        found |= around.anywhere & {"verleden", "gewoonte"} | {"terloops"}
    return frozenset(found)


def named_in(sentence: Sentence, contexts: Mapping[str, tuple[Pattern, ...]]) -> frozenset[str]:
    """The names of the contexts that `sentence` holds a pattern of."""
    return frozenset(
        name
        for name, patterns in contexts.items()
        if any(pattern.is_in(sentence.plain, sentence.words) for pattern in patterns)
    )


def is_denied(plain: str, start: int, end: int) -> bool:
    """Whether a "niet" or the like near `plain[start:end]`, in the same clause, denies it."""
    before = _CLAUSE_END.split(plain[:start].strip())[-1].split()[-WORDS_BEFORE:]
    after = _CLAUSE_END.split(plain[end:].strip())[0].split()[:WORDS_AFTER]
    found = plain[start:end]
    return _denies(" ".join([*before, "|"])) or _denies(f"{found.split()[-1]} {' '.join(after)}")


def is_certain(plain: str, place: re.Match[str]) -> bool:
    """A "niet" inside what was found is part of the danger: "reageert niet", "mag niet weg"."""
    return bool(_DENIAL.search(place[0])) or not is_denied(plain, *place.span())


def _denies(words: str) -> bool:
    return bool(_DENIAL.search(_OTHER_DENIAL.sub("", words)))
