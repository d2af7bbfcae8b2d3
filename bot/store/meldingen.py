"""Submitted meldingen in the database: only added, never changed."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bot.casework.melding_status import MeldingStatus
from bot.casework.weging import Melding
from bot.store.case_tables import (
    meldingstappen,
    wegingbevestigingen,
    wegingconcepten,
    wegingen,
    zaakmeldingen,
)
from bot.store.data_keys import DataKeys
from bot.store.sealed import DOCUMENT
from bot.store.tables import (
    gesprekken,
    informatieplichten,
    informeerstappen,
    meldingen,
    onderzoekeinden,
)
from bot.store.terms import decided, waits_for_second, weighed


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
        submitted = MeldingStatus.INGEDIEND.value
        self._connection.execute(
            meldingstappen.insert().values(melding_id=number, nummer=1, naar=submitted, gezet_op=at)
        )
        return Melding(number, conversation, at, before, document)

    def of_conversation(self, id: UUID) -> Melding | None:
        query = sa.select(meldingen).where(meldingen.c.gesprek_id == str(id))
        row = self._connection.execute(query).mappings().first()
        return self._melding(row) if row else None

    def get(self, melding: int) -> Melding:
        query = sa.select(meldingen).where(meldingen.c.id == melding)
        return self._melding(self._connection.execute(query).mappings().one())

    def to_weigh(self, organisation: int) -> list[Melding]:
        return self._of(organisation, ~decided(meldingen.c.id), ~waits_for_second(meldingen.c.id))

    def to_confirm(self, organisation: int) -> list[Melding]:
        return self._of(organisation, waits_for_second(meldingen.c.id))

    def _of(self, organisation: int, *which: Any) -> list[Melding]:
        query = (
            sa.select(meldingen)
            .join(gesprekken)
            .where(gesprekken.c.organisatie_id == organisation, *which)
            .order_by(meldingen.c.beoordelen_voor, meldingen.c.id)
        )
        rows = self._connection.execute(query).mappings().all()
        self._keys.fetch(UUID(row["gesprek_id"]) for row in rows)
        return [self._melding(row) for row in rows]

    def weighed_before(self, moment: datetime, most: int) -> list[UUID]:
        return [UUID(id) for id in self._connection.scalars(weighed(moment, most))]

    def erase(self, conversation: UUID) -> None:
        of_it = sa.select(meldingen.c.id).where(meldingen.c.gesprek_id == str(conversation))
        for table in (
            onderzoekeinden, informeerstappen, informatieplichten, wegingbevestigingen,
            wegingconcepten, wegingen, meldingstappen, zaakmeldingen,
        ):  # fmt: skip
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
