"""The packages of uv.lock: their version, whether they have checksums, and what they are for."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[2]
LOCK = PROJECT / "uv.lock"
OURSELVES = "advieslijn"


@dataclass(frozen=True)
class Locked:
    """`hashed`: every file that could be installed has a checksum. `development`: the product runs
    without it."""

    name: str
    version: str
    hashed: bool
    development: bool


def read_lock(path: Path = LOCK) -> tuple[Locked, ...]:
    """By name; this project itself is left out."""
    packages = {
        each["name"]: each for each in tomllib.loads(path.read_text(encoding="utf-8"))["package"]
    }
    product = _reached_from(OURSELVES, packages)
    return tuple(
        Locked(name, package["version"], _has_hashes(package), name not in product)
        for name, package in sorted(packages.items())
        if name != OURSELVES
    )


def _reached_from(name: str, packages: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """The name and all that it depends on, over every step in between; no dependency groups."""
    reached: set[tuple[str, tuple[str, ...]]] = set()
    waiting: list[tuple[str, tuple[str, ...]]] = [(name, ())]
    while waiting:
        each = waiting.pop()
        if each not in reached:
            reached.add(each)
            waiting += _dependencies(packages[each[0]], each[1])
    return {name for name, _ in reached}


def _dependencies(
    package: Mapping[str, Any], extras: Iterable[str]
) -> Iterable[tuple[str, tuple[str, ...]]]:
    optional = package.get("optional-dependencies", {})
    for needed in [
        *package.get("dependencies", ()),
        *(each for extra in extras for each in optional.get(extra, ())),
    ]:
        yield needed["name"], tuple(needed.get("extra", ()))


def _has_hashes(package: Mapping[str, Any]) -> bool:
    files = [*package.get("wheels", ()), *([package["sdist"]] if "sdist" in package else ())]
    return bool(files) and all(file.get("hash", "").startswith("sha256:") for file in files)
