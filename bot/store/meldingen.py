"""Submitted meldingen and their wegingen in the database. Both are only added, never changed."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bot.casework.weging import Besluit, Melding, Weging
from bot.store.keys import KeyRing
from bot.store.tables import medewerkers, meldingen, wegingen


class SqlMeldingen:
    def __init__(self, connection: Any, keys: KeyRing) -> None:
        self._connection = connection
        self._keys = keys

    def add(
        self,
        conversation: UUID,
        document: dict[str, Any],
        at: datetime,
        before: date,
        gemeente: str | None,
    ) -> Melding:
        sealed = self._keys.seal(json.dumps(document, ensure_ascii=False), _place(conversation))
        added = self._connection.execute(
            meldingen.insert().values(
                gesprek_id=str(conversation),
                ingediend_op=at,
                beoordelen_voor=before,
                gemeente=gemeente,
                document_versleuteld=sealed,
            )
        )
        (number,) = added.inserted_primary_key
        return Melding(number, conversation, at, before, document, gemeente)

    def of_conversation(self, id: UUID) -> Melding | None:
        query = sa.select(meldingen).where(meldingen.c.gesprek_id == str(id))
        row = self._connection.execute(query).mappings().first()
        return self._melding(row) if row else None

    def to_weigh(self) -> list[Melding]:
        query = (
            sa.select(meldingen)
            .where(~sa.exists().where(wegingen.c.melding_id == meldingen.c.id))
            .order_by(meldingen.c.beoordelen_voor, meldingen.c.id)
        )
        return [self._melding(row) for row in self._connection.execute(query).mappings()]

    def add_weging(self, weging: Weging) -> None:
        self._connection.execute(
            wegingen.insert().values(
                melding_id=weging.melding,
                versie=weging.version,
                besluit=weging.besluit.value,
                reden_versleuteld=self._keys.seal(
                    weging.reden, _reason_place(weging.melding, weging.version)
                ),
                medewerker_id=weging.staff,
                besloten_op=weging.decided_at,
            )
        )

    def wegingen(self, melding: int) -> list[Weging]:
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
                    row["reden_versleuteld"], _reason_place(melding, row["versie"])
                ),
                staff=row["medewerker_id"],
                staff_name=row["naam"],
                decided_at=row["besloten_op"],
            )
            for row in self._connection.execute(query).mappings()
        ]

    def _melding(self, row: Any) -> Melding:
        conversation = UUID(row["gesprek_id"])
        document = self._keys.unseal(row["document_versleuteld"], _place(conversation))
        return Melding(
            id=row["id"],
            conversation=conversation,
            submitted_at=row["ingediend_op"],
            assess_before=row["beoordelen_voor"],
            document=json.loads(document),
            gemeente=row["gemeente"],
        )


def _place(conversation: UUID) -> str:
    return f"meldingen.document:{conversation}"


def _reason_place(melding: int, version: int) -> str:
    return f"wegingen.reden:{melding}:{version}"
