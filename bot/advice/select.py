"""Which advice fits: at most three approved points, the most specific first.

advice.yml holds what is for everybody in a role or depends on an answer, forms.yml what belongs to
a form of violence. Which forms a story seems to tell of is what the model heard; it chooses
advice and is no conclusion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FILES = tuple(Path(__file__).with_name(name) for name in ("advice.yml", "forms.yml"))
AT_MOST = 3  # points in one message: more is not read (domain rule 7.7)
FOR_A_CHILD = 2  # a child always hears that it is not its fault, and where it can talk
KNOWN_ROLES = frozenset({"zelf", "omstander", "professional", "pleger", "kind"})
DEFAULT_ROL = "omstander"  # for who does not know or say it
# What to hear first about a form: what can be done, then what makes it worse, then who helps.
COMMON = frozenset({"lichamelijk", "psychisch", "partnergeweld", "verwaarlozing", "getuige"})
GOAL = "vraag_doel"  # the field with what somebody wants help with
KINDS = ("doen", "niet_doen", "digitaal", "hulp", "praten", "veilig_thuis")


@dataclass(frozen=True)
class Point:
    """One piece of advice. `when` maps a field to the answers for which it is meant, `forms` are
    the forms of violence that it is about; `kind` is one of KINDS, or empty."""

    id: str
    roles: tuple[str, ...]
    text: str
    source: str
    owner: str
    reviewed_on: date
    review_before: date
    status: str
    when: Mapping[str, tuple[str, ...]]
    forms: tuple[str, ...] = ()
    kind: str = ""
    unless_forms: tuple[str, ...] = ()  # where it would be dangerous advice

    def fits(self, answers: Mapping[str, Any], forms: Collection[str]) -> bool:
        rol = answers.get("rol")
        if (rol if rol in KNOWN_ROLES else DEFAULT_ROL) not in self.roles:
            return False
        if self.forms and not set(self.forms) & set(forms):
            return False
        if set(self.unless_forms) & set(forms):
            return False
        return all(answers.get(name) in values for name, values in self.when.items())


@cache
def points() -> tuple[Point, ...]:
    read = YAML(typ="safe").load
    entries = [entry for file in FILES for entry in read(file.read_text(encoding="utf-8"))]
    return tuple(
        Point(
            id=entry["id"],
            roles=tuple(entry["for"]),
            text=entry["text"],
            source=entry["source"],
            owner=entry["owner"],
            reviewed_on=entry["reviewed_on"],
            review_before=entry["review_before"],
            status=entry["status"],
            when={name: tuple(values) for name, values in entry.get("when", {}).items()},
            forms=tuple(entry.get("form", ())),
            kind=entry.get("kind", ""),
            unless_forms=tuple(entry.get("unless_form", ())),
        )
        for entry in entries
    )


def advice_for(
    answers: Mapping[str, Any], forms: Collection[str] = (), given: Collection[str] = ()
) -> list[Point]:
    """At most three points: first one for what somebody wants help with, then one for what was
    answered, the rest for the forms, and at least one that is for everybody. What was `given`
    before is not said again, until all has been."""
    fitting = [point for point in points() if point.fits(answers, forms)]
    new = [point for point in fitting if point.id not in given] or fitting
    of_goal = [point for point in new if GOAL in point.when]
    wanted = next((point.kind for point in fitting if GOAL in point.when), "")
    of_forms = _of_each_kind([p for p in new if p.forms], forms, wanted)
    of_answers = [p for p in new if p.when and not p.forms and p not in of_goal]
    general = [point for point in new if not point.when and not point.forms]
    rest = [*of_forms[:1], *of_answers[:1], *of_forms[1:], *of_answers[1:]]
    specific = [*of_goal, *rest]
    kept_free = min(len(general), FOR_A_CHILD if answers.get("rol") == "kind" else 1)
    return [*specific[: AT_MOST - kept_free], *general][:AT_MOST]


def _of_each_kind(
    fitting: Iterable[Point], forms: Collection[str], wanted: str = ""
) -> list[Point]:
    """Those that are about these forms and little else first, and of every kind one before the
    second of any, beginning with the kind that is `wanted`. A form that asks for advice of its own
    goes before one that most stories tell of as well: whose brothers speak of honour and hit, hears
    about honour."""
    of_its_own = set(forms) - COMMON

    def fit(point: Point) -> tuple[bool, int, int]:
        meant = len(set(point.forms) & set(forms))
        return not of_its_own & set(point.forms), -meant, len(point.forms) - meant

    seen: Counter[tuple[bool, str]] = Counter()
    turns = []
    for point in sorted(fitting, key=fit):
        common, *_ = fit(point)
        place = -1 if point.kind == wanted else KINDS.index(point.kind)
        turns.append((common, seen[common, point.kind], place, point))
        seen[common, point.kind] += 1
    return [point for *_, point in sorted(turns, key=lambda turn: turn[:3])]
