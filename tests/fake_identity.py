"""The part of storage in memory that signing in by a provider needs."""

from __future__ import annotations

from datetime import datetime

from bot.casework.staff import Staff
from bot.services.identity import Departure
from tests.fake_office import Rows


class Departures:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, ticket_hash: bytes, departure: Departure) -> None:
        self._rows.departures[ticket_hash] = departure

    def get(self, ticket_hash: bytes) -> Departure | None:
        return self._rows.departures.get(ticket_hash)

    def take(self, ticket_hash: bytes) -> Departure | None:
        return self._rows.departures.pop(ticket_hash, None)

    def forget_before(self, moment: datetime) -> int:
        old = [key for key, one in self._rows.departures.items() if one.began < moment]
        for key in old:
            del self._rows.departures[key]
        return len(old)


class Links:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, staff: int, issuer: str, subject: str, at: datetime) -> None:
        assert staff not in self._rows.links
        assert (issuer, subject) not in self._rows.links.values()
        self._rows.links[staff] = (issuer, subject)

    def staff_of(self, issuer: str, subject: str) -> Staff | None:
        found = (id for id, link in self._rows.links.items() if link == (issuer, subject))
        return next((self._rows.staff[id] for id in found), None)

    def linked(self, organisation: int) -> set[int]:
        return {id for id in self._rows.links if self._rows.staff[id].organisation == organisation}

    def remove(self, staff: int) -> None:
        self._rows.links.pop(staff, None)
