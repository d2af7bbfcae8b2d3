"""A colleague of Veilig Thuis who works at the desk."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Staff:
    """`name` is shown to colleagues, never to visitors; `login` is what they sign in with."""

    id: int
    login: str
    name: str
