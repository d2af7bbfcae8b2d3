"""Who is to be informed and what was done about it, in the database. Rows are only added."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bot.casework.informing import HowInformed, InformStep, InformStepKind, ToInform
from bot.store.data_keys import DataKeys
from bot.store.sealed import ABOUT_INFORMING, WHO
from bot.store.tables import informatieplichten, informeerstappen, medewerkers, meldingen


class SqlInforming:
    def __init__(self, connection: Any, keys: DataKeys) -> None:
        self._connection = connection
        self._keys = keys

    def add(
        self, melding: int, who: str | None, recorded: date, due: date, staff: int | None = None
    ) -> int:
        of_it = informatieplichten.c.melding_id == melding
        last = sa.select(sa.func.max(informatieplichten.c.nummer)).where(of_it)
        number = int(self._connection.scalar(last) or 0) + 1
        id = self._conversation_of(melding)
        self._connection.execute(
            informatieplichten.insert().values(
                melding_id=melding,
                nummer=number,
                wie_versleuteld=self._keys.seal(who, WHO, id, melding, number) if who else None,
                vastgelegd_op=recorded,
                uiterlijk=due,
                medewerker_id=staff,
            )
        )
        return number

    def add_step(self, melding: int, number: int, step: InformStep) -> None:
        of_it = (informeerstappen.c.melding_id == melding, informeerstappen.c.nummer == number)
        last = sa.select(sa.func.max(informeerstappen.c.stap)).where(*of_it)
        next = int(self._connection.scalar(last) or 0) + 1
        id = self._conversation_of(melding)
        self._connection.execute(
            informeerstappen.insert().values(
                melding_id=melding,
                nummer=number,
                stap=next,
                soort=step.kind.value,
                tot=step.until,
                gedaan_op=step.on,
                hoe=step.how.value if step.how else None,
                tekst_versleuteld=self._keys.seal(
                    step.text, ABOUT_INFORMING, id, melding, number, next
                ),
                medewerker_id=step.staff,
                genoteerd_op=step.recorded_at,
            )
        )

    def of_melding(self, melding: int) -> list[ToInform]:
        id = self._conversation_of(melding)
        query = (
            sa.select(informatieplichten, medewerkers.c.naam)
            .outerjoin(medewerkers)
            .where(informatieplichten.c.melding_id == melding)
            .order_by(informatieplichten.c.nummer)
        )
        steps = self._steps(melding, id)
        return [
            self._person(row, id, tuple(steps.get(row["nummer"], ())))
            for row in self._connection.execute(query).mappings()
        ]

    def _steps(self, melding: int, id: UUID) -> Mapping[int, list[InformStep]]:
        query = (
            sa.select(informeerstappen, medewerkers.c.naam)
            .join(medewerkers)
            .where(informeerstappen.c.melding_id == melding)
            .order_by(informeerstappen.c.stap)
        )
        found: dict[int, list[InformStep]] = {}
        for row in self._connection.execute(query).mappings():
            found.setdefault(row["nummer"], []).append(self._step(row, id))
        return found

    def _person(self, row: Any, id: UUID, steps: tuple[InformStep, ...]) -> ToInform:
        melding, number, sealed = row["melding_id"], row["nummer"], row["wie_versleuteld"]
        return ToInform(
            melding=melding,
            number=number,
            who=self._keys.unseal(sealed, WHO, id, melding, number) if sealed else None,
            recorded=row["vastgelegd_op"],
            first_due=row["uiterlijk"],
            staff_name=row["naam"],
            steps=steps,
        )

    def _step(self, row: Any, id: UUID) -> InformStep:
        place = (row["melding_id"], row["nummer"], row["stap"])
        return InformStep(
            kind=InformStepKind(row["soort"]),
            text=self._keys.unseal(row["tekst_versleuteld"], ABOUT_INFORMING, id, *place),
            staff=row["medewerker_id"],
            staff_name=row["naam"],
            recorded_at=row["genoteerd_op"],
            until=row["tot"],
            on=row["gedaan_op"],
            how=HowInformed(row["hoe"]) if row["hoe"] else None,
            number=row["stap"],
        )

    def _conversation_of(self, melding: int) -> UUID:
        query = sa.select(meldingen.c.gesprek_id).where(meldingen.c.id == melding)
        return UUID(self._connection.scalar(query))
