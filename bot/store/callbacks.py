"""Requests to be called back in the database. They outlive the words of their conversation, and are
erased when a colleague has called."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bot.casework.callback import Callback
from bot.store.keys import KeyRing
from bot.store.tables import terugbelverzoeken


class SqlCallbacks:
    def __init__(self, connection: Any, keys: KeyRing) -> None:
        self._connection = connection
        self._keys = keys

    def put(self, callback: Callback) -> None:
        self.erase(callback.conversation)
        said = json.dumps(dict(callback.contact), ensure_ascii=False)
        self._connection.execute(
            terugbelverzoeken.insert().values(
                gesprek_id=str(callback.conversation),
                gevraagd_op=callback.asked_at,
                contact_versleuteld=self._keys.seal(said, _place(callback.conversation)),
            )
        )

    def of_conversation(self, id: UUID) -> Callback | None:
        query = sa.select(terugbelverzoeken).where(terugbelverzoeken.c.gesprek_id == str(id))
        row = self._connection.execute(query).mappings().first()
        return self._callback(row) if row else None

    def open(self) -> list[Callback]:
        query = sa.select(terugbelverzoeken).order_by(terugbelverzoeken.c.gevraagd_op)
        return [self._callback(row) for row in self._connection.execute(query).mappings()]

    def erase(self, id: UUID) -> None:
        which = terugbelverzoeken.c.gesprek_id == str(id)
        self._connection.execute(terugbelverzoeken.delete().where(which))

    def erase_before(self, moment: datetime) -> int:
        erased = self._connection.execute(
            terugbelverzoeken.delete().where(terugbelverzoeken.c.gevraagd_op < moment)
        )
        return int(erased.rowcount)

    def _callback(self, row: Any) -> Callback:
        id = UUID(row["gesprek_id"])
        said = self._keys.unseal(row["contact_versleuteld"], _place(id))
        return Callback(id, row["gevraagd_op"], json.loads(said))


def _place(id: UUID) -> str:
    return f"terugbelverzoeken.contact:{id}"
