"""Which licence each package has, and whether it is one that we allow (licences.yml).

Packages name their licence in three places and in many spellings; licences.yml says what a spelling
means (an SPDX identifier). A package that says too little ("BSD": which?) was looked up by a person
and stands there by name. Anything else is unknown, and unknown is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from email.message import Message
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tools.supply.lock import Locked

RULES = Path(__file__).with_name("licences.yml")
CLASSIFIER = "License :: OSI Approved :: "


@dataclass(frozen=True)
class Rules:
    """`spellings` by what metadata says, `looked_up` by package and version: both give SPDX. What
    was looked up holds for that version only; the next may have another licence."""

    allowed: frozenset[str]
    spellings: Mapping[str, str]
    looked_up: Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class Licensed:
    """`licence` is an SPDX expression, or None when it is unknown."""

    package: Locked
    licence: str | None


class NotInstalled(Exception):
    """A locked package is not there in the locked version, so its licence cannot be read."""


def read_rules() -> Rules:
    read = YAML(typ="safe").load(RULES.read_text(encoding="utf-8"))
    spellings = {
        spelling: licence for licence, said in read["spellings"].items() for spelling in said
    }
    looked_up = {
        (name, each["version"]): each["licence"] for name, each in read["looked_up"].items()
    }
    return Rules(frozenset(read["allowed"]), spellings, looked_up)


def installed(package: Locked) -> Any:
    """The metadata of the installed package. Raises NotInstalled."""
    try:
        found = distribution(package.name)
    except PackageNotFoundError as error:
        raise NotInstalled(f"{package.name} is not installed; run: make setup") from error
    if found.version != package.version:
        raise NotInstalled(
            f"{package.name} {found.version} is installed, {package.version} is locked; "
            "run: make setup"
        )
    return found.metadata


def licensed(
    locked: Iterable[Locked], rules: Rules, metadata_of: Callable[[Locked], Any] = installed
) -> list[Licensed]:
    return [
        Licensed(
            each,
            rules.looked_up.get((each.name, each.version))
            or licence_of(metadata_of(each), rules.spellings),
        )
        for each in locked
    ]


def licence_of(metadata: Message, spellings: Mapping[str, str]) -> str | None:
    """The first that is clear: the SPDX expression, the free text, a classifier that is alone."""
    expression = metadata.get("License-Expression")
    if expression:
        return str(expression)
    free_text = str(metadata.get("License") or "").strip()
    if free_text in spellings:
        return spellings[free_text]
    classified = [
        str(each).removeprefix(CLASSIFIER)
        for each in metadata.get_all("Classifier") or []
        if each.startswith(CLASSIFIER)
    ]
    return spellings.get(classified[0]) if len(classified) == 1 else None


def not_allowed(packages: Iterable[Licensed], rules: Rules) -> list[str]:
    """A line for each. Of a choice ("MIT OR Apache-2.0") we ask that each may be chosen."""
    return [
        f"{each.package.name} {each.package.version}: {each.licence or 'licence unknown'}"
        for each in packages
        if not each.licence
        or not set(re.split(r" (?:AND|OR) ", re.sub(r"[()]", "", each.licence))) <= rules.allowed
    ]
