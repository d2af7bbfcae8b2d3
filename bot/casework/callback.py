"""A visitor who asked for advice and may be called back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

KEPT_DAYS = 30  # our own choice: who was not reached by then has long called again


@dataclass(frozen=True)
class Callback:
    """`contact` holds the answers to the fields of the step contact, by name; nothing in it is
    about the family. Who was called already is known only while a request about it is open."""

    conversation: UUID
    asked_at: datetime
    contact: Mapping[str, Any]
    called_at: datetime | None = None
