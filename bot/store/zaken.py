"""Case files in the database: what colleagues write in them is sealed by a key of the zaak."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bot.casework.zaak import (
    Added,
    NoSuchZaak,
    Participant,
    Person,
    Zaak,
    ZaakNote,
    ZaakStatus,
)
from bot.store.case_tables import (
    deelnemers,
    zaakmeldingen,
    zaaknotities,
    zaaksleutels,
    zaken,
)
from bot.store.data_keys import DataKeys
from bot.store.sealed import CLOSING, PARTICIPANT, ZAAK_NOTE, Purpose
from bot.store.tables import medewerkers


class SqlZaken:
    def __init__(self, connection: Any, keys: DataKeys) -> None:
        self._connection = connection
        self._keys = keys

    def add(self, zaak: Zaak) -> None:
        self._connection.execute(
            zaken.insert().values(
                id=str(zaak.id),
                organisatie_id=zaak.organisation,
                status=zaak.status.value,
                geopend_op=zaak.opened_at,
                geopend_door=zaak.opened_by,
            )
        )

    def get(self, id: UUID) -> Zaak:
        query = sa.select(zaken).where(zaken.c.id == str(id)).with_for_update()
        row = self._connection.execute(query).mappings().first()
        if row is None:
            raise NoSuchZaak(str(id))
        return self._zaak(row)

    def of_organisation(self, organisation: int) -> list[Zaak]:
        query = sa.select(zaken).where(zaken.c.organisatie_id == organisation)
        ordered = query.order_by(zaken.c.geopend_op.desc(), zaken.c.id)
        return [self._zaak(row) for row in self._connection.execute(ordered).mappings().all()]

    def close(self, zaak: Zaak) -> None:
        changed = zaken.update().where(zaken.c.id == str(zaak.id))
        self._connection.execute(
            changed.values(
                status=zaak.status.value,
                gesloten_op=zaak.closed_at,
                gesloten_door=zaak.closed_by,
                sluitreden_versleuteld=self._keys.seal(zaak.closed_why, CLOSING, zaak.id, zaak.id),
            )
        )

    def put_in(self, id: UUID, melding: int, staff: int, at: datetime) -> None:
        self._connection.execute(
            zaakmeldingen.insert().values(
                melding_id=melding, zaak_id=str(id), medewerker_id=staff, toegevoegd_op=at
            )
        )

    def meldingen(self, id: UUID) -> list[Added]:
        query = (
            sa.select(zaakmeldingen, medewerkers.c.naam)
            .join(medewerkers)
            .where(zaakmeldingen.c.zaak_id == str(id))
            .order_by(zaakmeldingen.c.toegevoegd_op, zaakmeldingen.c.melding_id)
        )
        return [
            Added(row["melding_id"], row["toegevoegd_op"], row["medewerker_id"], row["naam"])
            for row in self._connection.execute(query).mappings()
        ]

    def of_melding(self, melding: int) -> UUID | None:
        query = sa.select(zaakmeldingen.c.zaak_id).where(zaakmeldingen.c.melding_id == melding)
        found = self._connection.scalar(query)
        return UUID(found) if found else None

    def add_participant(self, id: UUID, participant: Participant) -> None:
        which = (id, participant.number, participant.version)
        said = {**asdict(participant.person), "waarom": participant.why, "uit": participant.melding}
        self._connection.execute(
            deelnemers.insert().values(
                zaak_id=str(id),
                nummer=participant.number,
                versie=participant.version,
                gegevens_versleuteld=self._keys.seal(
                    json.dumps(said, ensure_ascii=False), PARTICIPANT, id, *which
                ),
                medewerker_id=participant.staff,
                geschreven_op=participant.at,
            )
        )

    def participants(self, id: UUID) -> list[Participant]:
        query = (
            sa.select(deelnemers, medewerkers.c.naam)
            .join(medewerkers)
            .where(deelnemers.c.zaak_id == str(id))
            .order_by(deelnemers.c.nummer, deelnemers.c.versie)
        )
        return [self._participant(id, row) for row in self._connection.execute(query).mappings()]

    def add_note(self, id: UUID, note: ZaakNote) -> None:
        of_it = zaaknotities.c.zaak_id == str(id)
        last = sa.select(sa.func.max(zaaknotities.c.nummer)).where(of_it)
        number = (self._connection.scalar(last) or 0) + 1
        self._connection.execute(
            zaaknotities.insert().values(
                zaak_id=str(id),
                nummer=number,
                tekst_versleuteld=self._keys.seal(note.text, ZAAK_NOTE, id, id, number),
                medewerker_id=note.staff,
                geschreven_op=note.at,
            )
        )

    def notes(self, id: UUID) -> list[ZaakNote]:
        query = (
            sa.select(zaaknotities, medewerkers.c.naam)
            .join(medewerkers)
            .where(zaaknotities.c.zaak_id == str(id))
            .order_by(zaaknotities.c.nummer)
        )
        return [
            ZaakNote(
                number=row["nummer"],
                text=self._keys.unseal(row["tekst_versleuteld"], ZAAK_NOTE, id, id, row["nummer"]),
                staff=row["medewerker_id"],
                staff_name=row["naam"],
                at=row["geschreven_op"],
            )
            for row in self._connection.execute(query).mappings()
        ]

    def erase_empty(self, at: datetime) -> int:
        in_it = sa.exists().where(zaakmeldingen.c.zaak_id == zaken.c.id)
        empty = list(self._connection.scalars(sa.select(zaken.c.id).where(~in_it)))
        for id in empty:
            # The database lets rows of a zaak go only when their key is gone.
            self._keys.destroy(UUID(id), at, Purpose.ZAAK)
            for table in (deelnemers, zaaknotities, zaaksleutels):
                self._connection.execute(table.delete().where(table.c.zaak_id == id))
            self._connection.execute(zaken.delete().where(zaken.c.id == id))
        return len(empty)

    def _zaak(self, row: Any) -> Zaak:
        id, sealed = UUID(row["id"]), row["sluitreden_versleuteld"]
        return Zaak(
            id=id,
            organisation=row["organisatie_id"],
            opened_at=row["geopend_op"],
            opened_by=row["geopend_door"],
            status=ZaakStatus(row["status"]),
            closed_at=row["gesloten_op"],
            closed_by=row["gesloten_door"],
            closed_why=self._keys.unseal(sealed, CLOSING, id, id) if sealed else "",
        )

    def _participant(self, id: UUID, row: Any) -> Participant:
        which = (id, row["nummer"], row["versie"])
        said = json.loads(self._keys.unseal(row["gegevens_versleuteld"], PARTICIPANT, id, *which))
        why, melding = said.pop("waarom"), said.pop("uit")
        return Participant(
            number=row["nummer"],
            version=row["versie"],
            person=Person(**said),
            why=why,
            staff=row["medewerker_id"],
            staff_name=row["naam"],
            at=row["geschreven_op"],
            melding=melding,
        )
