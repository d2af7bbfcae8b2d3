"""The people named in a clause: "mijn zus van 34", "haar man"; never by their names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.melding.facts.clauses import Clause
from bot.melding.facts.vocabulary import people
from bot.melding.kinds import NUMBER_WORDS
from bot.melding.words import plain

OWN = frozenset({"mijn", "mn", "m", "onze", "ons"})
_DETERMINERS = OWN | frozenset(
    "een n de het dat die deze dit haar zijn zn hun je twee drie vier vijf".split()
)
_TOKEN = re.compile(r"\w+(?:['’]\w+)?")
NUMBER = r"(?:\d{1,3}|" + "|".join(NUMBER_WORDS) + ")"
OLDEST = 110  # years


@dataclass(frozen=True)
class Person:
    """Words `start` to `end` of a clause; `said` is "mijn zus", `noun` "zus", `before` the word
    that goes ahead. `age` in years when it stands right beside it."""

    start: int
    end: int
    said: str
    noun: str
    before: str
    determiner: str
    age: int | None = None

    @property
    def is_own(self) -> bool:
        return self.determiner in OWN

    @property
    def bond(self) -> str:
        return people()[self.noun]


def people_in(clause: Clause) -> list[Person]:
    """In the order named; whoever is named without "mijn", "een", "de" ... is left out."""
    written = _TOKEN.findall(clause.said)
    keys = [plain(word) for word in written]
    found = []
    for place, key in enumerate(keys):
        if key not in people():
            continue
        start = _determiner_before(keys, place)
        if start is None:
            continue
        said = " ".join(written[i] for i in range(start, place + 1) if _TOKEN.match(written[i]))
        found.append(
            Person(
                start=start,
                end=place + 1,
                said=_as_named(said),
                noun=key,
                before=keys[start - 1] if start else "",
                determiner=keys[start],
                age=_age_beside(clause, keys, start, place),
            )
        )
    return found


def _determiner_before(keys: list[str], place: int) -> int | None:
    """An adjective and an age may stand between: "mijn jongste zus", "mijn 81-jarige oma"."""
    for start in (place - 1, place - 2, place - 3):
        if start >= 0 and keys[start] in _DETERMINERS:
            between = keys[start + 1 : place]
            if all(re.fullmatch(r"\d{1,3}|jarig|\w+e", word) for word in between):
                return start
    return None


def _as_named(said: str) -> str:
    """As it is read back: "Mn zus" → "mijn zus"."""
    said = re.sub(r"^(?:mn|m['’]n)\b", "mijn", said, flags=re.I)
    said = re.sub(r"^(?:zn|z['’]n)\b", "zijn", said, flags=re.I)
    return said[0].lower() + said[1:]


def _age_beside(clause: Clause, keys: list[str], start: int, place: int) -> int | None:
    noun = re.escape(keys[place])
    after = re.search(
        rf"\b{noun} ?(?:\(|,? ?van |is |wordt )({NUMBER})\b(?! (?:of|tot|a|uur|keer|dagen|weken"
        rf"|maanden|kinderen)\b)(?: (?:jaar|jr))?(?! (?:geleden|getrouwd|samen|lang|en)\b)",
        re.sub(r"[^\w(,]+", " ", clause.said.lower()).replace("( ", "("),
    )
    before = re.search(r"\b(\d{1,3}) ?jarige?\b", " ".join(keys[start:place]))
    said = before or after
    if said is None:
        return None
    age = NUMBER_WORDS[said.group(1)] if said.group(1) in NUMBER_WORDS else int(said.group(1))
    return age if age <= OLDEST else None
