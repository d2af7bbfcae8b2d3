"""A colleague who was asked to look along in a conversation that another one has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Asked:
    """`by` is who asked, `staff` who may look along; both are staff ids."""

    conversation: UUID
    staff: int
    by: int
    at: datetime
