"""What the documents on security and privacy name as proof exists."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
DOCUMENTS = [
    "SECURITY.md", "docs/ai-transparantie.md", "docs/asvs.md", "docs/privacy.md",
    "docs/threat-model.md",
]  # fmt: skip
QUOTED = re.compile(r"`([^`\n]+)`")
A_FILE = re.compile(r"[\w.-]+(?:/[\w.-]+)+\.\w+")
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (1|2) \| [^|]+ \| (met|partly|not|deployment) \| ", re.M)
NOT_APPLICABLE = re.compile(r"^\| ((?:\d+\.\d+\.\d+(?:, )?)+) \| not applicable: ", re.M)
WITH_REQUIREMENTS = range(1, 18)  # chapters of the ASVS


@cache
def tests() -> frozenset[str]:
    files = (PROJECT / "tests").rglob("test_*.py")
    found = (
        re.findall(r"^\s*(?:async )?def (test_\w+)", f.read_text("utf-8"), re.M) for f in files
    )
    return frozenset(name for names in found for name in names)


def quoted(document: str) -> list[str]:
    return QUOTED.findall((PROJECT / document).read_text(encoding="utf-8"))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_test_that_is_named_exists(document: str) -> None:
    named = {name for name in quoted(document) if name.startswith("test_")}

    assert sorted(named - tests()) == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_is_named_exists(document: str) -> None:
    named = [name for name in quoted(document) if A_FILE.fullmatch(name)]

    assert [name for name in named if not (PROJECT / name).is_file()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_to_a_file(document: str) -> None:
    text = (PROJECT / document).read_text(encoding="utf-8")
    targets = [t.partition("#")[0] for t in re.findall(r"\]\(([^)]+)\)", text) if "://" not in t]
    folder = (PROJECT / document).parent

    assert [target for target in targets if target and not (folder / target).is_file()] == []


def asvs() -> str:
    return (PROJECT / "docs/asvs.md").read_text(encoding="utf-8")


def requirements() -> list[str]:
    ids = [found[0] for found in ROW.findall(asvs())]
    return ids + [id for row in NOT_APPLICABLE.findall(asvs()) for id in row.split(", ")]


def test_every_requirement_stands_once() -> None:
    assert [id for id, times in Counter(requirements()).items() if times > 1] == []
    assert {int(id.partition(".")[0]) for id in requirements()} == set(WITH_REQUIREMENTS)


def test_every_row_of_the_asvs_can_be_read() -> None:
    rows = [line for line in asvs().splitlines() if re.match(r"\| \d", line)]

    assert len(rows) == len(ROW.findall(asvs())) + len(NOT_APPLICABLE.findall(asvs()))


def test_what_is_met_names_its_proof() -> None:
    met = [line for line in asvs().splitlines() if " | met | " in line]

    assert [line for line in met if "`" not in line.split(" | met | ")[1]] == []


def test_the_counts_of_the_asvs_are_those_of_its_rows() -> None:
    counted = Counter(found[2] for found in ROW.findall(asvs()))
    counted["not applicable"] = len(requirements()) - sum(counted.values())
    said = dict(re.findall(r"^\| ([a-z ]+) \| (\d+) \|$", asvs(), re.M))

    assert {name: int(count) for name, count in said.items()} == counted
