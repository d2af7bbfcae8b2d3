"""What colleagues write to one another about a conversation; a visitor never sees it.

Notes are only added. They are words about a conversation, so they go when its words go.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

LONGEST_NOTE = 2000  # characters: a note, not a file


class NoteKind(Enum):
    NOTITIE = "notitie"
    DOORGEVEN = "doorgeven"  # why a conversation was given to another


@dataclass(frozen=True)
class Note:
    """`number` counts from 1 within the conversation, and is given when it is stored."""

    kind: NoteKind
    text: str
    staff: int
    staff_name: str
    written_at: datetime
    number: int = 0


class NoteRefused(ValueError):
    """A note is empty or too long; see LONGEST_NOTE."""


def checked_note(text: str) -> str:
    """The text without control characters and outer white space. Raises NoteRefused."""
    clean = "".join(c for c in text if c.isprintable() or c in "\n\t").strip()
    if not 0 < len(clean) <= LONGEST_NOTE:
        raise NoteRefused(f"a note has 1 to {LONGEST_NOTE} characters")
    return clean
