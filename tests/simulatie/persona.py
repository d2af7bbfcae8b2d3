"""A simulated visitor: what somebody knows, how that person answers, and where it should end.

A file of personas/ is one person; its name is a sentence. Keys:

    begin       the first thing that this person types, whatever is asked then
    zegt        by field: the answer to its question; a list is used up one by one, the last stays
    anders      the answer to every other question
    route       where it should end: advies, melding, mens, informatie, buiten_scope, stil
    gevaar      acuut or suicide: the fixed text with 112 or 113 must be shown at once
    velden      {field: value} as it must be stored
    krijgt      texts, each of which must have been said

All people are invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FOLDER = Path(__file__).with_name("personas")
ROUTES = frozenset({"advies", "melding", "mens", "informatie", "buiten_scope", "stil"})


class PersonaBroken(ValueError):
    """A file of personas/ cannot be played; the message names the file and the mistake."""


@dataclass(frozen=True)
class Persona:
    name: str
    begin: str
    route: str
    zegt: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    anders: str = "weet ik niet"
    gevaar: str = "geen"
    velden: Mapping[str, Any] = field(default_factory=dict)
    krijgt: tuple[str, ...] = ()

    def answer(self, asked: str, times: int) -> str:
        """To the question of a field that is asked for the `times`-th time, from 0."""
        said = self.zegt.get(asked, (self.anders,))
        return said[min(times, len(said) - 1)]


def personas() -> list[Persona]:
    """All, by name. Raises PersonaBroken."""
    return [read_persona(path) for path in sorted(FOLDER.glob("*.yml"))]


def read_persona(path: Path) -> Persona:
    written = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    try:
        said = {name: _texts(value) for name, value in written.pop("zegt", {}).items()}
        persona = Persona(
            name=path.stem, zegt=said, krijgt=_texts(written.pop("krijgt", ())), **written
        )
    except (AttributeError, TypeError) as mistake:
        raise PersonaBroken(f"{path.name}: {mistake}") from mistake
    if persona.route not in ROUTES:
        raise PersonaBroken(f"{path.name}: route {persona.route!r} is none of {sorted(ROUTES)}")
    return persona


def _texts(given: Any) -> tuple[str, ...]:
    return tuple(map(str, given)) if isinstance(given, list | tuple) else (str(given),)
