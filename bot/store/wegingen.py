"""Wegingen, what a second colleague said of them, drafts, and the steps of a melding, in the
database. All but drafts are only added."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bot.casework.melding_status import MeldingStatus, MeldingStep
from bot.casework.weging import Besluit, Second, Weging
from bot.casework.weging_form import WegingForm, as_json, of_json
from bot.services.case_storage import Draft
from bot.store.case_tables import (
    meldingstappen,
    wegingbevestigingen,
    wegingconcepten,
    wegingen,
)
from bot.store.data_keys import DataKeys
from bot.store.sealed import DRAFT, FORM, REASON, SECOND_REASON, STEP_REASON, SealedColumn
from bot.store.tables import medewerkers, meldingen


class SqlWegingen:
    def __init__(self, connection: Any, keys: DataKeys) -> None:
        self._connection = connection
        self._keys = keys

    # ── versions ─────────────────────────────────────────────────────────────────────────────

    def add(self, weging: Weging) -> None:
        which = (weging.melding, weging.version)
        form = self._sealed_form(weging.form, FORM, which) if weging.form else None
        self._connection.execute(
            wegingen.insert().values(
                melding_id=weging.melding,
                versie=weging.version,
                besluit=weging.besluit.value,
                reden_versleuteld=self._sealed(weging.reden, REASON, which),
                medewerker_id=weging.staff,
                besloten_op=weging.decided_at,
                formulier_versleuteld=form,
                voorstel=weging.is_proposal,
            )
        )

    def of_melding(self, melding: int) -> list[Weging]:
        query = (
            sa.select(wegingen, medewerkers.c.naam)
            .join(medewerkers)
            .where(wegingen.c.melding_id == melding)
            .order_by(wegingen.c.versie)
        )
        seconds = self._seconds(melding)
        return [
            self._weging(row, seconds.get(row["versie"]))
            for row in self._connection.execute(query).mappings()
        ]

    def answer(self, melding: int, version: int, second: Second) -> None:
        self._connection.execute(
            wegingbevestigingen.insert().values(
                melding_id=melding,
                versie=version,
                akkoord=second.agreed,
                reden_versleuteld=self._sealed(second.why, SECOND_REASON, (melding, version)),
                medewerker_id=second.staff,
                bevestigd_op=second.at,
            )
        )

    # ── drafts ───────────────────────────────────────────────────────────────────────────────

    def put_draft(self, melding: int, draft: Draft) -> None:
        self.drop_draft(melding, draft.staff)
        self._connection.execute(
            wegingconcepten.insert().values(
                melding_id=melding,
                medewerker_id=draft.staff,
                formulier_versleuteld=self._sealed_form(draft.form, DRAFT, (melding, draft.staff)),
                bewaard_op=draft.at,
            )
        )

    def drafts(self, melding: int) -> list[Draft]:
        query = (
            sa.select(wegingconcepten, medewerkers.c.naam)
            .join(medewerkers)
            .where(wegingconcepten.c.melding_id == melding)
            .order_by(wegingconcepten.c.bewaard_op)
        )
        return [
            Draft(
                form=self._form(row["formulier_versleuteld"], DRAFT, row),
                staff=row["medewerker_id"],
                staff_name=row["naam"],
                at=row["bewaard_op"],
            )
            for row in self._connection.execute(query).mappings()
        ]

    def drop_draft(self, melding: int, staff: int) -> None:
        self._connection.execute(
            wegingconcepten.delete().where(
                wegingconcepten.c.melding_id == melding, wegingconcepten.c.medewerker_id == staff
            )
        )

    # ── steps ────────────────────────────────────────────────────────────────────────────────

    def add_step(self, melding: int, step: MeldingStep) -> None:
        last = sa.select(sa.func.max(meldingstappen.c.nummer)).where(
            meldingstappen.c.melding_id == melding
        )
        number = (self._connection.scalar(last) or 0) + 1
        self._connection.execute(
            meldingstappen.insert().values(
                melding_id=melding,
                nummer=number,
                naar=step.to.value,
                reden_versleuteld=self._sealed(step.why, STEP_REASON, (melding, number)),
                medewerker_id=step.by,
                gezet_op=step.at,
            )
        )

    def steps(self, melding: int) -> list[MeldingStep]:
        query = (
            sa.select(meldingstappen, medewerkers.c.naam)
            .outerjoin(medewerkers)
            .where(meldingstappen.c.melding_id == melding)
            .order_by(meldingstappen.c.nummer)
        )
        return [
            MeldingStep(
                to=MeldingStatus(row["naar"]),
                at=row["gezet_op"],
                by=row["medewerker_id"],
                by_name=row["naam"] or "",
                why=self._opened(row["reden_versleuteld"], STEP_REASON, row),
                number=row["nummer"],
            )
            for row in self._connection.execute(query).mappings()
        ]

    # ── rows ─────────────────────────────────────────────────────────────────────────────────

    def _seconds(self, melding: int) -> dict[int, Second]:
        query = (
            sa.select(wegingbevestigingen, medewerkers.c.naam)
            .join(medewerkers, medewerkers.c.id == wegingbevestigingen.c.medewerker_id)
            .where(wegingbevestigingen.c.melding_id == melding)
        )
        return {
            row["versie"]: Second(
                agreed=row["akkoord"],
                why=self._opened(row["reden_versleuteld"], SECOND_REASON, row),
                staff=row["medewerker_id"],
                staff_name=row["naam"],
                at=row["bevestigd_op"],
            )
            for row in self._connection.execute(query).mappings()
        }

    def _weging(self, row: Any, second: Second | None) -> Weging:
        sealed = row["formulier_versleuteld"]
        return Weging(
            melding=row["melding_id"],
            version=row["versie"],
            besluit=Besluit(row["besluit"]),
            reden=self._opened(row["reden_versleuteld"], REASON, row),
            staff=row["medewerker_id"],
            staff_name=row["naam"],
            decided_at=row["besloten_op"],
            is_proposal=row["voorstel"],
            form=self._form(sealed, FORM, row) if sealed else None,
            second=second,
        )

    def _sealed_form(self, form: WegingForm, column: SealedColumn, which: tuple[int, int]) -> bytes:
        return self._sealed(json.dumps(as_json(form), ensure_ascii=False), column, which)

    def _form(self, sealed: bytes, column: SealedColumn, row: Any) -> WegingForm:
        return of_json(json.loads(self._opened(sealed, column, row)))

    def _sealed(self, text: str, column: SealedColumn, which: tuple[int, int]) -> bytes:
        return self._keys.seal(text, column, self._conversation_of(which[0]), *which)

    def _opened(self, sealed: bytes | None, column: SealedColumn, row: Any) -> str:
        if sealed is None:
            return ""
        key = (row[name] for name in column.bound_to)
        conversation = self._conversation_of(row["melding_id"])
        return self._keys.unseal(sealed, column, conversation, *key)

    def _conversation_of(self, melding: int) -> UUID:
        query = sa.select(meldingen.c.gesprek_id).where(meldingen.c.id == melding)
        return UUID(self._connection.scalar(query))
