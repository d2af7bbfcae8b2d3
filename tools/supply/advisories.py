"""Refuses locked versions with a weakness that is on our own list (advisories.yml).

The list is kept by hand and works without a network: a build fails the same way everywhere. It is
no replacement for a scanner that knows every advisory; what a scanner finds is written down here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from packaging.specifiers import SpecifierSet
from ruamel.yaml import YAML

from tools.supply.lock import Locked

LIST = Path(__file__).with_name("advisories.yml")


@dataclass(frozen=True)
class Advisory:
    """`affected` are ranges of versions, any of which may match. With `accepted`, the reason why an
    affected version may stay, it may until the day before `review_before`."""

    package: str
    numbers: tuple[str, ...]
    affected: tuple[str, ...]
    fixed_in: str
    why: str
    accepted: str = ""
    review_before: date | None = None

    def concerns(self, locked: Locked) -> bool:
        return locked.name == self.package and any(
            SpecifierSet(each, prereleases=True).contains(locked.version) for each in self.affected
        )


def advisories() -> tuple[Advisory, ...]:
    entries = YAML(typ="safe").load(LIST.read_text(encoding="utf-8"))["advisories"]
    return tuple(
        Advisory(**{**each, "numbers": tuple(each["numbers"]), "affected": tuple(each["affected"])})
        for each in entries
    )


def reviewed_on() -> date:
    """The day on which somebody last went through the whole list."""
    day: date = YAML(typ="safe").load(LIST.read_text(encoding="utf-8"))["reviewed_on"]
    return day


def refused(locked: Iterable[Locked], known: Iterable[Advisory], today: date) -> list[str]:
    """A line for each version that may not stay, and for each acceptance that has no use any more:
    left in the list it would let the version back in."""
    packages = list(locked)
    lines = []
    for advisory in known:
        found = next((each for each in packages if advisory.concerns(each)), None)
        numbers = ", ".join(advisory.numbers)
        if found and not advisory.accepted:
            lines.append(f"{found.name} {found.version}: {numbers}; fixed in {advisory.fixed_in}.")
        elif found and not _before(today, advisory.review_before):
            lines.append(f"{found.name} {found.version}: {numbers}; was accepted, read it again.")
        elif advisory.accepted and not found:
            lines.append(
                f"{advisory.package}: {numbers}; no locked version is affected: take `accepted` "
                "and `review_before` out of advisories.yml."
            )
    return lines


def _before(today: date, day: date | None) -> bool:
    return day is not None and today < day
