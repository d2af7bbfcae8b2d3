"""Who does it and whom it happens to, where one clause says so beyond doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.melding.facts.clauses import Clause
from bot.melding.facts.people import Person, people_in
from bot.melding.facts.vocabulary import is_violent

WRITER = "ik"
SEVERAL = "?"  # it happens to somebody, but to whom cannot be told
# Whoever follows one of these words neither does it nor undergoes it.
_ASIDE = frozenset("bij met van voor over naar aan op in uit als en of waar zonder".split())
_SUFFERS = re.compile(r"\b(?:heeft|had|hebben|kreeg|krijgt|krijgen)\b")
_PASSIVE = re.compile(r"\b(?:wordt|word|worden|werd|werden|is|ben)\b")
_PERFECT = re.compile(r"\b(?:heeft|heb|hebben|had|hadden)\b")
_OTHERS = re.compile(r"\b(?:hij|ie|zij|ze|die|iemand|hem|hen)\b|\bhaar$")
_ME = re.compile(r"\b(?:me|mij)\b")
_I_UNDERGO = re.compile(r"\b(?:ik (?:\w+ )?(?:word|werd|ben)|(?:word|werd|ben) ik)\b")
_I_DO = re.compile(
    r"\bik (?:\w+ )?(?:sla|sloeg|schop|schopte|trap|trapte|duw|duwde|heb|had|scheld|schold)\b"
    r"|\b(?:sla|sloeg|schop|schopte|trap|trapte|duw|duwde|heb|had) ik\b"
)


@dataclass(frozen=True)
class Roles:
    """The people, "ik" for the writer, "?" for who cannot be told apart, None for nobody."""

    victim: Person | str | None
    doer: Person | str | None
    sentence: str


def roles_in(clause: Clause) -> Roles | None:
    """None when the clause does not say it, or may be read in two ways."""
    if not clause.is_told or not is_violent(clause.plain):
        return None
    everybody = people_in(clause)
    if any(person.before == "van" for person in everybody):
        # "de man van mijn zus": who is who would be a guess.
        return Roles(SEVERAL, SEVERAL, clause.sentence)
    named = [person for person in everybody if person.before not in _ASIDE]
    if any(person.before in {"en", "of"} for person in everybody):
        return Roles(SEVERAL, SEVERAL, clause.sentence)
    undergone = is_violent(clause.plain, "overkomt")
    if undergone and _PERFECT.search(clause.plain) and not _is_passive(clause):
        return _active(clause, named)
    if undergone and _is_passive(clause):
        return _passive(clause, named)
    if is_violent(clause.plain, "doet"):
        return _active(clause, named)
    return _signs(clause, named)


def _is_passive(clause: Clause) -> bool:
    return _PASSIVE.search(clause.plain) is not None


def _passive(clause: Clause, named: list[Person]) -> Roles | None:
    """ "mijn zus wordt geslagen door haar man"."""
    doers = [person for person in named if person.before == "door"]
    subjects = [person for person in named if person not in doers]
    if len(doers) > 1:
        return None
    doer = doers[0] if doers else None
    if _I_UNDERGO.search(clause.plain):
        return None if subjects else Roles(WRITER, doer, clause.sentence)
    if not subjects:
        return None
    return Roles(subjects[0] if len(subjects) == 1 else SEVERAL, doer, clause.sentence)


def _active(clause: Clause, named: list[Person]) -> Roles | None:
    """ "mijn buurman slaat zijn vrouw", "mijn man heeft me geslagen", "ik sla mijn vriendin"."""
    if any(person.before == "door" for person in named):
        return None
    if _ME.search(clause.plain):
        doer = named[0] if len(named) == 1 else None
        return Roles(WRITER, doer, clause.sentence) if len(named) < 2 else None
    if _I_DO.search(clause.plain):
        return Roles(named[0], WRITER, clause.sentence) if len(named) == 1 else None
    if len(named) != 2 or _OTHERS.search(clause.plain):
        return None
    return Roles(named[1], named[0], clause.sentence)


def _signs(clause: Clause, named: list[Person]) -> Roles | None:
    """ "mijn kleinzoon van 7 heeft blauwe plekken"."""
    if len(named) != 1 or not _SUFFERS.search(clause.plain):
        return None
    return Roles(named[0], None, clause.sentence)
