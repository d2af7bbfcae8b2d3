"""What was written down of the answers of a conversation, one version after another.

Versions are only added, so that an answer that was corrected or taken away can still be followed.
They are words of the conversation: they are masked with it and erased with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from bot.conversation.conversation import Answer, Speaker


class Writing(Enum):
    """What was done to an answer."""

    OPGESCHREVEN = "opgeschreven"
    BEVESTIGD = "bevestigd"
    VERWIJDERD = "verwijderd"
    OVERGESLAGEN = "overgeslagen"  # a colleague leaves the question for what it is


@dataclass(frozen=True)
class Writer:
    """The colleague who did it."""

    staff: int
    name: str


@dataclass(frozen=True)
class Version:
    """`value` None: there is no answer from now on. `message` is 0 when it stands in none. `by`
    None: the program wrote it down, from what the visitor said. `number` counts from 1 within the
    conversation, and is given when it is stored."""

    field: str
    kind: Writing
    value: Any
    source: str
    message: int
    said_by: str
    written_at: datetime
    by: Writer | None = None
    number: int = 0


def version_of(answer: Answer, kind: Writing, at: datetime, by: Writer | None = None) -> Version:
    return Version(
        answer.field, kind, answer.value, answer.source, answer.message, answer.said_by, at, by
    )


def without_answer(field: str, kind: Writing, at: datetime, by: Writer | None = None) -> Version:
    said_by = Speaker.MEDEWERKER if by else Speaker.BEZOEKER
    return Version(field, kind, None, "", 0, said_by.value, at, by)


def by_field(versions: Iterable[Version]) -> Mapping[str, Sequence[Version]]:
    """The versions of each field, the oldest first."""
    found: dict[str, list[Version]] = {}
    for version in versions:
        found.setdefault(version.field, []).append(version)
    return found


def skipped(versions: Iterable[Version]) -> set[str]:
    """The fields of which the last that was done is that a colleague skipped the question."""
    last = {version.field: version.kind for version in versions}
    return {field for field, kind in last.items() if kind is Writing.OVERGESLAGEN}
