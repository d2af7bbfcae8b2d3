"""A fact that somebody told, with the sentence that says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Fact:
    """`name` is that of a field in fields.yml where there is one, else a short Dutch name;
    `value` is what the field would hold; `sentence` is as the visitor wrote it."""

    name: str
    value: Any
    sentence: str
