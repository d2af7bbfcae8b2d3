"""Whether the page of a visitor is open, in the database: times alone."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bot.casework.presence import Connection
from bot.store.tables import verbindingen


class SqlConnections:
    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def get(self, id: UUID) -> Connection | None:
        query = sa.select(verbindingen).where(verbindingen.c.gesprek_id == str(id))
        row = self._connection.execute(query).mappings().first()
        if row is None:
            return None
        return Connection(row["gezien_op"], row["verbroken_op"], row["terug_op"])

    def put(self, id: UUID, connection: Connection) -> None:
        values = {
            "gezien_op": connection.seen_at,
            "verbroken_op": connection.gone_at,
            "terug_op": connection.back_at,
        }
        known = verbindingen.update().where(verbindingen.c.gesprek_id == str(id))
        if not self._connection.execute(known.values(**values)).rowcount:
            self._connection.execute(verbindingen.insert().values(gesprek_id=str(id), **values))

    def leave(self, id: UUID, at: datetime) -> None:
        of_it = verbindingen.c.gesprek_id == str(id), verbindingen.c.verbroken_op.is_(None)
        self._connection.execute(verbindingen.update().where(*of_it).values(verbroken_op=at))

    def end(self, id: UUID) -> None:
        self._connection.execute(verbindingen.delete().where(verbindingen.c.gesprek_id == str(id)))
