"""A story as the readers of facts see it: its clauses, and who is who in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from bot.melding.facts.clauses import Clause, clauses
from bot.melding.facts.people import Person
from bot.melding.facts.roles import WRITER, Roles, roles_in
from bot.melding.facts.vocabulary import is_violent

SHORT = 5  # words


@dataclass(frozen=True)
class Story:
    text: str

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        return clauses(self.text)

    @cached_property
    def roles(self) -> tuple[Roles, ...]:
        found = (roles_in(clause) for clause in self.clauses)
        return tuple(roles for roles in found if roles)

    @cached_property
    def is_about_writer(self) -> bool:
        """Whether it happens to the writer, and to nobody else as far as is told."""
        return {_name(roles.victim) for roles in self.roles if roles.victim} == {WRITER}

    @cached_property
    def victim(self) -> tuple[Person, str] | None:
        """The one person besides the writer to whom it happens, and the sentence that says so."""
        return _only((roles.victim, roles.sentence) for roles in self.roles)

    @cached_property
    def doer(self) -> tuple[Person, str] | None:
        return _only((roles.doer, roles.sentence) for roles in self.roles)

    def is_violent_around(self, clause: Clause) -> bool:
        """Whether the sentence of this clause tells of violence that is real; for a short one
        ("Dat was gisteren.") the sentence before it counts as well."""
        around = {clause.sentence}
        if len(clause.sentence.split()) <= SHORT:
            place = self.clauses.index(clause)
            around |= {other.sentence for other in self.clauses[max(0, place - 1) : place]}
        return any(
            other.is_told and is_violent(other.plain)
            for other in self.clauses
            if other.sentence in around
        )


def _only(told: Iterable[tuple[Person | str | None, str]]) -> tuple[Person, str] | None:
    """The one who is named; nobody when there are two, of whom the writer may be one."""
    named = [(who, sentence) for who, sentence in told if who is not None]
    if len({_name(who) for who, _ in named}) != 1:
        return None
    for who, sentence in sorted(named, key=_has_no_age):
        if isinstance(who, Person):
            return who, sentence
    return None


def _has_no_age(told: tuple[Person | str, str]) -> bool:
    return not (isinstance(told[0], Person) and told[0].age is not None)


def _name(who: Person | str | None) -> str | None:
    return who.said if isinstance(who, Person) else who
