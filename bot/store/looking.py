"""Who was asked to look along, in the database."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bot.casework.looking import Asked
from bot.store.tables import inzages, meelezers


class SqlLooking:
    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def ask(self, asked: Asked) -> None:
        self._connection.execute(
            meelezers.delete().where(
                meelezers.c.gesprek_id == str(asked.conversation),
                meelezers.c.medewerker_id == asked.staff,
            )
        )
        self._connection.execute(
            meelezers.insert().values(
                gesprek_id=str(asked.conversation),
                medewerker_id=asked.staff,
                gevraagd_door=asked.by,
                gevraagd_op=asked.at,
            )
        )

    def of_conversation(self, id: UUID) -> list[Asked]:
        return self._asked(meelezers.c.gesprek_id == str(id))

    def of_staff(self, staff: int) -> list[Asked]:
        return self._asked(meelezers.c.medewerker_id == staff)

    def end(self, id: UUID) -> None:
        looking = sa.select(meelezers.c.medewerker_id).where(meelezers.c.gesprek_id == str(id))
        self._connection.execute(
            inzages.delete().where(
                inzages.c.gesprek_id == str(id), inzages.c.medewerker_id.in_(looking)
            )
        )
        self._connection.execute(meelezers.delete().where(meelezers.c.gesprek_id == str(id)))

    def _asked(self, which: Any) -> list[Asked]:
        query = sa.select(meelezers).where(which).order_by(meelezers.c.gevraagd_op)
        return [
            Asked(
                conversation=UUID(row["gesprek_id"]),
                staff=row["medewerker_id"],
                by=row["gevraagd_door"],
                at=row["gevraagd_op"],
            )
            for row in self._connection.execute(query).mappings()
        ]
