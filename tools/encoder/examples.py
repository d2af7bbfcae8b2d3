"""The labelled messages of data/taal and the intents of data/nlu, as one list to learn from.

data/taal/ontwikkeling is never learnt from: by those messages a model and a threshold are chosen.
They lie apart so that a file that is added moves none of them, and a model can be taught further.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

DANGEROUS = {"gevaar_nu": "acuut", "suicide": "suicide"}
DEVELOPMENT = "ontwikkeling"


@dataclass(frozen=True)
class Example:
    """`labels` holds the heads that are known of it; an intent alone says only little. `second` is
    what another labeller said of the heads in which the two differ."""

    text: str
    labels: dict[str, Any]
    intent: str | None = None
    second: dict[str, Any] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        return "behoefte" in self.labels

    @property
    def opinions(self) -> tuple[dict[str, Any], ...]:
        """The labels by each of those who labelled it; what is learnt is their mean."""
        return (self.labels, {**self.labels, **self.second}) if self.second else (self.labels,)

    def before(self, other: Example) -> Example:
        """Both as one message: the worse danger and all forms; the other labels are not known."""
        found = {self.labels["gevaar"], other.labels["gevaar"]}
        danger = next(level for level in ("acuut", "suicide", "geen") if level in found)
        return Example(f"{self.text} {other.text}", {"gevaar": danger})


def read_examples(data: Path) -> list[Example]:
    """To learn from: every text once, and none of the development messages."""
    files = sorted((data / "taal").glob("*.jsonl"))
    found = {example.text.lower(): example for file in files for example in read_labelled(file)}
    for text, intent in read_intents(data / "nlu"):
        known = found.get(text.lower())
        if known:
            found[text.lower()] = replace(known, intent=intent)
        else:
            danger = DANGEROUS.get(intent, "geen")
            found[text.lower()] = Example(text, {"gevaar": danger}, intent)
    for example in read_development(data):
        found.pop(example.text.lower(), None)
    return list(found.values())


def read_development(data: Path) -> list[Example]:
    """To choose by: a tenth of the messages of every file."""
    files = sorted((data / "taal" / DEVELOPMENT).glob("*.jsonl"))
    found = {example.text.lower(): example for file in files for example in read_labelled(file)}
    return list(found.values())


def read_labelled(file: Path) -> Iterator[Example]:
    """Every message of a file of data/taal."""
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        second = row.pop("ook", {})
        yield Example(row.pop("text").strip(), row, second=second)


def read_intents(folder: Path) -> Iterator[tuple[str, str]]:
    """Every example of data/nlu with its intent."""
    for file in sorted(folder.glob("*.yml")):
        for part in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            for line in part["examples"].splitlines():
                yield line.removeprefix("-").strip(), part["intent"]
