"""A melding as its maker gave it, to keep or to print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.melding.render import rows
from bot.services.storage import NoSuchConversation, UnitOfWork


@dataclass(frozen=True)
class Submitted:
    """Label and answer of every line."""

    number: str
    at: datetime
    lines: list[tuple[str, str]]


def submitted_in(work: UnitOfWork, id: UUID) -> Submitted:
    """Raises NoSuchConversation when no melding came of it."""
    melding = work.meldingen.of_conversation(id)
    if melding is None:
        raise NoSuchConversation(str(id))
    said = [(field.label, words) for field, words in rows(melding.document["antwoorden"])]
    return Submitted(melding.number, melding.submitted_at, said)
