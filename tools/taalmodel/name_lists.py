"""Names to put into messages: from the lists of this project, and made-up ones.

Of each list a tenth is never learnt from, so that it can be seen whether the model recognises a
name by the words around it and not only by heart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from ruamel.yaml import YAML

from bot.reference.gazetteer import place_names
from bot.reference.tables import rows

NAMES = Path(__file__).parents[2] / "bot/privacy/first_names.yml"
PARTICLES = ("van", "de", "van de", "van der", "van den", "el", "al", "ten", "ter", "ben", "da")
TITLES = ("mevrouw", "meneer", "mw.", "dhr.", "juf", "meester", "familie", "dokter", "tante", "oom")
SWAPS = ("ae", "ea", "ie", "ei", "ou", "nm", "mn", "ks", "dt", "lr", "bp", "vf", "zs", "yi", "iy")
TENTH = 10


@dataclass(frozen=True)
class NameLists:
    first: tuple[str, ...]
    last: tuple[str, ...]
    gemeenten: tuple[str, ...]
    plaatsen: tuple[str, ...]

    def person(self, chance: Random) -> str:
        """A first name, now and then with a surname or by an initial only."""
        name = self.first_name(chance)
        kind = chance.random()
        if kind < 0.72:
            return name
        if kind < 0.78:
            return f"{name[0]}. {self.last_name(chance)}"
        return f"{name} {self.last_name(chance)}"

    def first_name(self, chance: Random) -> str:
        name = chance.choice(self.first)
        return _changed(name, chance) if chance.random() < 0.25 else name

    def last_name(self, chance: Random) -> str:
        name = chance.choice(self.last)
        if chance.random() < 0.2:
            name = _changed(name, chance)
        return f"{chance.choice(PARTICLES)} {name}" if chance.random() < 0.3 else name

    def place(self, chance: Random) -> str:
        return chance.choice(self.gemeenten if chance.random() < 0.5 else self.plaatsen)


def name_lists(*, learnt: bool) -> NameLists:
    """The names to learn from, or the tenth that is kept back."""
    listed = YAML(typ="safe").load(NAMES.read_text(encoding="utf-8"))
    unmistakable = place_names()
    first = _words(listed["names"].values())
    last = _words([listed["surnames"], listed["family_names"]])
    places = {row["plaats"] for row in rows("plaatsen.csv")}
    gemeenten = {row["gemeente"] for row in rows("gemeenten.csv")}

    def part(names: Iterable[str]) -> tuple[str, ...]:
        known = sorted(names)
        return tuple(n for i, n in enumerate(known) if bool(i % TENTH) is learnt)

    def sure(names: Iterable[str]) -> tuple[str, ...]:
        return part(n for n in names if n.casefold() in unmistakable)

    return NameLists(part(first), part(last), sure(gemeenten), sure(places))


def _words(texts: Iterable[str]) -> set[str]:
    words = {word for text in texts for word in text.split() if len(word) > 1}
    return {"-".join(part.capitalize() for part in word.split("-")) for word in words}


def _changed(name: str, chance: Random) -> str:
    """A name that is in no list: a letter other, doubled or left out."""
    at = chance.randrange(1, len(name)) if len(name) > 1 else 0
    letter = name[at]
    others = [s[1] for s in SWAPS if s[0] == letter]
    kind = chance.random()
    if others and kind < 0.6:
        return name[:at] + chance.choice(others) + name[at + 1 :]
    if kind < 0.8 or len(name) < 5:
        return name[:at] + letter + name[at:]
    return name[:at] + name[at + 1 :]
