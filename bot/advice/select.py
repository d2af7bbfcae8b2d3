"""Which advice fits the answers so far: at most three approved points, the most specific first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ADVICE_FILE = Path(__file__).with_name("advice.yml")
AT_MOST = 3  # points in one message: more is not read (domain rule 7.7)
KNOWN_ROLES = frozenset({"zelf", "omstander", "professional", "pleger", "kind"})
DEFAULT_ROL = "omstander"  # for who does not know or say it


@dataclass(frozen=True)
class Point:
    """One piece of advice; `when` maps a field to the answers for which it is meant."""

    id: str
    roles: tuple[str, ...]
    when: Mapping[str, tuple[str, ...]]
    text: str
    source: str
    reviewed_on: date
    status: str

    def fits(self, answers: Mapping[str, Any]) -> bool:
        rol = answers.get("rol")
        if (rol if rol in KNOWN_ROLES else DEFAULT_ROL) not in self.roles:
            return False
        return all(answers.get(name) in values for name, values in self.when.items())


@cache
def points() -> tuple[Point, ...]:
    entries = YAML(typ="safe").load(ADVICE_FILE.read_text(encoding="utf-8"))
    return tuple(
        Point(
            id=entry["id"],
            roles=tuple(entry["for"]),
            when={name: tuple(values) for name, values in entry.get("when", {}).items()},
            text=entry["text"],
            source=entry["source"],
            reviewed_on=entry["reviewed_on"],
            status=entry["status"],
        )
        for entry in entries
    )


def advice_for(answers: Mapping[str, Any]) -> list[Point]:
    """At most three points: two for this situation, if there are, and then the general ones."""
    fitting = [point for point in points() if point.fits(answers)]
    specific = [point for point in fitting if point.when][: AT_MOST - 1]
    general = [point for point in fitting if not point.when]
    return [*specific, *general][:AT_MOST]
