"""Colleagues and their sessions in the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.casework.staff import Staff
from bot.store.tables import medewerkers, sessies


class SqlStaffBook:
    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def count(self) -> int:
        return int(self._connection.scalar(sa.select(sa.func.count()).select_from(medewerkers)))

    def add(self, login: str, name: str, password_hash: str) -> Staff:
        added = self._connection.execute(
            medewerkers.insert().values(inlognaam=login, naam=name, wachtwoord_hash=password_hash)
        )
        (id,) = added.inserted_primary_key
        return Staff(id, login, name)

    def by_login(self, login: str) -> tuple[Staff, str] | None:
        query = sa.select(medewerkers).where(medewerkers.c.inlognaam == login)
        row = self._connection.execute(query).mappings().first()
        return (_staff(row), row["wachtwoord_hash"]) if row else None

    def get(self, id: int) -> Staff:
        query = sa.select(medewerkers).where(medewerkers.c.id == id)
        return _staff(self._connection.execute(query).mappings().one())

    def add_session(self, token_hash: bytes, staff: int, at: datetime) -> None:
        self._connection.execute(
            sessies.insert().values(
                token_hash=token_hash, medewerker_id=staff, begonnen_op=at, gezien_op=at
            )
        )

    def session(self, token_hash: bytes) -> tuple[Staff, datetime, datetime] | None:
        query = sa.select(sessies, medewerkers).join(medewerkers)
        row = (
            self._connection.execute(query.where(sessies.c.token_hash == token_hash))
            .mappings()
            .first()
        )
        return (_staff(row), row["begonnen_op"], row["gezien_op"]) if row else None

    def touch_session(self, token_hash: bytes, at: datetime) -> None:
        changed = sessies.update().where(sessies.c.token_hash == token_hash)
        self._connection.execute(changed.values(gezien_op=at))

    def end_session(self, token_hash: bytes) -> None:
        self._connection.execute(sessies.delete().where(sessies.c.token_hash == token_hash))

    def seen_since(self, moment: datetime) -> list[Staff]:
        query = (
            sa.select(medewerkers)
            .where(
                sa.exists().where(
                    sessies.c.medewerker_id == medewerkers.c.id, sessies.c.gezien_op >= moment
                )
            )
            .order_by(medewerkers.c.naam)
        )
        return [_staff(row) for row in self._connection.execute(query).mappings()]


def _staff(row: Any) -> Staff:
    return Staff(row["id"], row["inlognaam"], row["naam"])
