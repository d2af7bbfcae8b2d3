"""Submitted meldingen and their wegingen in the database. Both are only added, never changed."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bot.casework.weging import Besluit, Melding, Weging
from bot.store.data_keys import DataKeys
from bot.store.sealed import DOCUMENT, REASON
from bot.store.tables import (
    gesprekken,
    informatieplichten,
    informeerstappen,
    medewerkers,
    meldingen,
    onderzoekeinden,
    wegingen,
)
from bot.store.terms import weighed


class SqlMeldingen:
    def __init__(self, connection: Any, keys: DataKeys) -> None:
        self._connection = connection
        self._keys = keys

    def add(
        self,
        conversation: UUID,
        document: dict[str, Any],
        at: datetime,
        before: date,
    ) -> Melding:
        text = json.dumps(document, ensure_ascii=False)
        sealed = self._keys.seal(text, DOCUMENT, conversation, conversation)
        added = self._connection.execute(
            meldingen.insert().values(
                gesprek_id=str(conversation),
                ingediend_op=at,
                beoordelen_voor=before,
                document_versleuteld=sealed,
            )
        )
        (number,) = added.inserted_primary_key
        return Melding(number, conversation, at, before, document)

    def of_conversation(self, id: UUID) -> Melding | None:
        query = sa.select(meldingen).where(meldingen.c.gesprek_id == str(id))
        row = self._connection.execute(query).mappings().first()
        return self._melding(row) if row else None

    def to_weigh(self, organisation: int) -> list[Melding]:
        query = (
            sa.select(meldingen)
            .join(gesprekken)
            .where(gesprekken.c.organisatie_id == organisation)
            .where(~sa.exists().where(wegingen.c.melding_id == meldingen.c.id))
            .order_by(meldingen.c.beoordelen_voor, meldingen.c.id)
        )
        rows = self._connection.execute(query).mappings().all()
        self._keys.fetch(UUID(row["gesprek_id"]) for row in rows)
        return [self._melding(row) for row in rows]

    def add_weging(self, weging: Weging) -> None:
        conversation = self._conversation_of(weging.melding)
        self._connection.execute(
            wegingen.insert().values(
                melding_id=weging.melding,
                versie=weging.version,
                besluit=weging.besluit.value,
                reden_versleuteld=self._keys.seal(
                    weging.reden, REASON, conversation, weging.melding, weging.version
                ),
                medewerker_id=weging.staff,
                besloten_op=weging.decided_at,
            )
        )

    def wegingen(self, melding: int) -> list[Weging]:
        conversation = self._conversation_of(melding)
        query = (
            sa.select(wegingen, medewerkers.c.naam)
            .join(medewerkers)
            .where(wegingen.c.melding_id == melding)
            .order_by(wegingen.c.versie)
        )
        return [
            Weging(
                melding=melding,
                version=row["versie"],
                besluit=Besluit(row["besluit"]),
                reden=self._keys.unseal(
                    row["reden_versleuteld"], REASON, conversation, melding, row["versie"]
                ),
                staff=row["medewerker_id"],
                staff_name=row["naam"],
                decided_at=row["besloten_op"],
            )
            for row in self._connection.execute(query).mappings()
        ]

    def weighed_before(self, moment: datetime, most: int) -> list[UUID]:
        return [UUID(id) for id in self._connection.scalars(weighed(moment, most))]

    def erase(self, conversation: UUID) -> None:
        of_it = sa.select(meldingen.c.id).where(meldingen.c.gesprek_id == str(conversation))
        for table in (onderzoekeinden, informeerstappen, informatieplichten, wegingen):
            self._connection.execute(table.delete().where(table.c.melding_id.in_(of_it)))
        gone = meldingen.delete().where(meldingen.c.gesprek_id == str(conversation))
        self._connection.execute(gone)

    def _melding(self, row: Any) -> Melding:
        conversation = UUID(row["gesprek_id"])
        document = self._keys.unseal(
            row["document_versleuteld"], DOCUMENT, conversation, conversation
        )
        return Melding(
            id=row["id"],
            conversation=conversation,
            submitted_at=row["ingediend_op"],
            assess_before=row["beoordelen_voor"],
            document=json.loads(document),
        )

    def _conversation_of(self, melding: int) -> UUID:
        query = sa.select(meldingen.c.gesprek_id).where(meldingen.c.id == melding)
        return UUID(self._connection.scalar(query))
