"""Requests to be called back in the database. They outlive the words of their conversation, and are
erased when a colleague has called, unless a request about them is open."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bot.casework.callback import Callback
from bot.store.data_keys import DataKeys
from bot.store.sealed import CONTACT, Purpose
from bot.store.tables import gesprekken, terugbelverzoeken


class SqlCallbacks:
    def __init__(self, connection: Any, keys: DataKeys) -> None:
        self._connection = connection
        self._keys = keys

    def put(self, callback: Callback) -> None:
        self.erase(callback.conversation)
        said = json.dumps(dict(callback.contact), ensure_ascii=False)
        self._connection.execute(
            terugbelverzoeken.insert().values(
                gesprek_id=str(callback.conversation),
                gevraagd_op=callback.asked_at,
                gebeld_op=callback.called_at,
                contact_versleuteld=self._keys.seal(
                    said, CONTACT, callback.conversation, callback.conversation
                ),
            )
        )

    def of_conversation(self, id: UUID) -> Callback | None:
        query = sa.select(terugbelverzoeken).where(terugbelverzoeken.c.gesprek_id == str(id))
        row = self._connection.execute(query).mappings().first()
        return self._callback(row) if row else None

    def open(self, organisation: int) -> list[Callback]:
        query = (
            sa.select(terugbelverzoeken)
            .join(gesprekken)
            .where(gesprekken.c.organisatie_id == organisation)
            .where(terugbelverzoeken.c.gebeld_op.is_(None))
            .order_by(terugbelverzoeken.c.gevraagd_op)
        )
        rows = self._connection.execute(query).mappings().all()
        self._keys.fetch(UUID(row["gesprek_id"]) for row in rows)
        return [self._callback(row) for row in rows]

    def erase(self, id: UUID) -> None:
        which = terugbelverzoeken.c.gesprek_id == str(id)
        self._connection.execute(terugbelverzoeken.delete().where(which))
        self._keys.forget(id, Purpose.TERUGBELLEN)

    def erase_before(self, moment: datetime) -> int:
        query = sa.select(terugbelverzoeken.c.gesprek_id).join(gesprekken)
        query = query.where(
            terugbelverzoeken.c.gevraagd_op < moment, gesprekken.c.vastgehouden_om.is_(None)
        )
        late = self._connection.scalars(query).all()
        for id in late:
            self.erase(UUID(id))
        return len(late)

    def _callback(self, row: Any) -> Callback:
        id = UUID(row["gesprek_id"])
        said = self._keys.unseal(row["contact_versleuteld"], CONTACT, id, id)
        return Callback(id, row["gevraagd_op"], json.loads(said), row["gebeld_op"])
