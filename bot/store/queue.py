"""The queue of the desk in the database. Rows are kept: they say who waited and how long."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bot.casework.queue import Reason, Waiting
from bot.conversation.conversation import Status
from bot.store.tables import escalaties, gesprekken, meldingen
from bot.store.terms import decided


class SqlQueue:
    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def enter(self, waiting: Waiting) -> None:
        raised = self._connection.execute(
            self._open(waiting.conversation, escalaties.update()).values(reden=waiting.reason.value)
        )
        if not raised.rowcount:
            self._connection.execute(
                escalaties.insert().values(
                    gesprek_id=str(waiting.conversation),
                    reden=waiting.reason.value,
                    sinds=waiting.since,
                )
            )

    def leave(self, id: UUID, staff: int | None, at: datetime) -> None:
        ended = self._open(id, escalaties.update())
        self._connection.execute(ended.values(beeindigd_op=at, medewerker_id=staff))

    def waiting(self, organisation: int) -> list[Waiting]:
        term = (
            sa.select(meldingen.c.beoordelen_voor)
            .where(meldingen.c.gesprek_id == escalaties.c.gesprek_id, ~decided(meldingen.c.id))
            .scalar_subquery()
        )
        query = (
            sa.select(escalaties, term.label("termijn"))
            .join(gesprekken)
            .where(escalaties.c.beeindigd_op.is_(None), gesprekken.c.organisatie_id == organisation)
        )
        return [
            Waiting(UUID(row["gesprek_id"]), Reason(row["reden"]), row["sinds"], row["termijn"])
            for row in self._connection.execute(query).mappings()
        ]

    def reason_of(self, id: UUID) -> Reason | None:
        found = self._connection.scalar(self._open(id, sa.select(escalaties.c.reden)))
        return Reason(found) if found else None

    def reasons_before(self, id: UUID) -> list[Reason]:
        query = sa.select(escalaties.c.reden).where(
            escalaties.c.gesprek_id == str(id), escalaties.c.beeindigd_op.is_not(None)
        )
        return [Reason(reason) for reason in self._connection.scalars(query)]

    def owned(self, organisation: int) -> dict[UUID, int]:
        query = sa.select(gesprekken.c.id, gesprekken.c.medewerker_id).where(
            gesprekken.c.status == Status.MENS.value,
            gesprekken.c.organisatie_id == organisation,
        )
        return {UUID(id): staff for id, staff in self._connection.execute(query)}

    def _open(self, id: UUID, statement: Any) -> Any:
        return statement.where(
            escalaties.c.gesprek_id == str(id), escalaties.c.beeindigd_op.is_(None)
        )
