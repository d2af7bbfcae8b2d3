"""What an organisation still has to do within a term, without a word of what was said."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bot.casework.informing import InformStepKind
from bot.casework.melding_status import MeldingStatus
from bot.casework.weging import Besluit
from bot.casework.worklist import Investigation, Open
from bot.store.case_tables import meldingstappen, wegingbevestigingen, wegingen
from bot.store.tables import (
    gesprekken,
    informatieplichten,
    informeerstappen,
    meldingen,
    onderzoekeinden,
)
from bot.store.terms import decided, waits_for_second


class SqlWorkload:
    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def to_assess(self, organisation: int) -> list[Open]:
        of_it = meldingen.c.id
        query = _assessed(organisation, gesprekken.c.medewerker_id)
        query = query.where(~decided(of_it), ~waits_for_second(of_it))
        return [_open(row) for row in self._connection.execute(query).mappings()]

    def to_confirm(self, organisation: int) -> list[Open]:
        query = _assessed(organisation, sa.null()).where(waits_for_second(meldingen.c.id))
        return [_open(row) for row in self._connection.execute(query).mappings()]

    def to_inform(self, organisation: int) -> list[Open]:
        until = (
            sa.select(sa.func.max(informeerstappen.c.tot))
            .where(_same_person(informeerstappen))
            .scalar_subquery()
        )
        due = sa.func.coalesce(until, informatieplichten.c.uiterlijk, type_=sa.Date)
        query = (
            _of(organisation)
            .join(informatieplichten, informatieplichten.c.melding_id == meldingen.c.id)
            .add_columns(due.label("uiterlijk"), _last_decided().label("wie"))
            .where(~_informed())
            .order_by(due, meldingen.c.id, informatieplichten.c.nummer)
        )
        return [_open(row) for row in self._connection.execute(query).mappings()]

    def investigations(self, organisation: int) -> list[Investigation]:
        query = _investigations(_of(organisation)).where(~_ended())
        return [_investigation(row) for row in self._connection.execute(query).mappings()]

    def investigation_of(self, melding: int) -> Investigation | None:
        query = _investigations(_base()).where(meldingen.c.id == melding)
        row = self._connection.execute(query).mappings().first()
        return _investigation(row) if row else None

    def end_investigation(
        self, of: Investigation, on: date, staff: int, recorded_at: datetime
    ) -> None:
        self._connection.execute(
            onderzoekeinden.insert().values(
                melding_id=of.melding,
                versie=of.version,
                afgerond_op=on,
                medewerker_id=staff,
                genoteerd_op=recorded_at,
            )
        )

    def first_decided(self, organisation: int, since: datetime) -> list[datetime]:
        first = sa.func.min(meldingstappen.c.gezet_op)
        query = (
            sa.select(first)
            .join(meldingen, meldingen.c.id == meldingstappen.c.melding_id)
            .join(gesprekken, gesprekken.c.id == meldingen.c.gesprek_id)
            .where(gesprekken.c.organisatie_id == organisation)
            .where(meldingstappen.c.naar == MeldingStatus.BESLOTEN.value)
            .group_by(meldingstappen.c.melding_id)
            .having(first >= since)
        )
        return list(self._connection.scalars(query))

    def first_submitted(self, organisation: int) -> datetime | None:
        query = (
            sa.select(sa.func.min(meldingen.c.ingediend_op))
            .join(gesprekken)
            .where(gesprekken.c.organisatie_id == organisation)
        )
        found: datetime | None = self._connection.scalar(query)
        return found


def _base() -> Any:
    return sa.select(meldingen.c.id, meldingen.c.gesprek_id, meldingen.c.ingediend_op).join(
        gesprekken, gesprekken.c.id == meldingen.c.gesprek_id
    )


def _of(organisation: int) -> Any:
    return _base().where(gesprekken.c.organisatie_id == organisation)


def _assessed(organisation: int, who: Any) -> Any:
    until = meldingen.c.beoordelen_voor
    query = _of(organisation).add_columns(until.label("uiterlijk"), who.label("wie"))
    return query.order_by(until, meldingen.c.id)


def _open(row: Any) -> Open:
    return Open(
        row["id"], UUID(row["gesprek_id"]), row["ingediend_op"], row["uiterlijk"], row["wie"]
    )


def _last_decided() -> Any:
    """Who took the last decision about a melding; before one, who has or had the conversation."""
    last = wegingen.alias("laatste")
    decided = (
        sa.select(last.c.medewerker_id)
        .where(last.c.melding_id == meldingen.c.id)
        .order_by(last.c.versie.desc())
        .limit(1)
        .scalar_subquery()
    )
    return sa.func.coalesce(decided, gesprekken.c.medewerker_id)


def _counts(weging: Any) -> Any:
    """Not a proposal, or one to which a second colleague agreed."""
    agreed = sa.exists().where(
        wegingbevestigingen.c.melding_id == weging.c.melding_id,
        wegingbevestigingen.c.versie == weging.c.versie,
        wegingbevestigingen.c.akkoord.is_(sa.true()),
    )
    return sa.or_(weging.c.voorstel.is_(sa.false()), agreed)


def _investigations(query: Any) -> Any:
    """With the weging that began it: the first of those that say so without another decision in
    between, for a corrected reason does not start the term anew, and a proposal ends nothing."""
    other, said = wegingen.alias("ander"), wegingen.alias("gezegd")
    last_other = (
        sa.select(sa.func.coalesce(sa.func.max(other.c.versie), 0))
        .where(other.c.melding_id == meldingen.c.id, other.c.besluit != Besluit.ONDERZOEK.value)
        .where(_counts(other))
        .correlate(meldingen)
        .scalar_subquery()
    )
    began = (
        sa.select(sa.func.min(said.c.versie))
        .where(said.c.melding_id == meldingen.c.id, said.c.besluit == Besluit.ONDERZOEK.value)
        .where(_counts(said), said.c.versie > last_other)
        .correlate(meldingen)
        .scalar_subquery()
    )
    of_it = sa.and_(wegingen.c.melding_id == meldingen.c.id, wegingen.c.versie == began)
    ended = sa.and_(
        onderzoekeinden.c.melding_id == wegingen.c.melding_id,
        onderzoekeinden.c.versie == wegingen.c.versie,
    )
    return (
        query.join(wegingen, of_it)
        .outerjoin(onderzoekeinden, ended)
        .add_columns(
            wegingen.c.versie,
            wegingen.c.besloten_op,
            onderzoekeinden.c.afgerond_op,
            _last_decided().label("wie"),
        )
        .order_by(wegingen.c.besloten_op, meldingen.c.id)
    )


def _ended() -> Any:
    return onderzoekeinden.c.afgerond_op.is_not(None)


def _investigation(row: Any) -> Investigation:
    return Investigation(
        melding=row["id"],
        conversation=UUID(row["gesprek_id"]),
        submitted_at=row["ingediend_op"],
        version=row["versie"],
        decided_at=row["besloten_op"],
        ended=row["afgerond_op"],
        staff=row["wie"],
    )


def _same_person(steps: Any) -> Any:
    return sa.and_(
        steps.c.melding_id == informatieplichten.c.melding_id,
        steps.c.nummer == informatieplichten.c.nummer,
    )


def _informed() -> Any:
    """Told, and not taken back since."""
    told, back = informeerstappen.alias("verteld"), informeerstappen.alias("terug")
    taken_back = sa.exists().where(
        back.c.melding_id == told.c.melding_id,
        back.c.nummer == told.c.nummer,
        back.c.soort == InformStepKind.TERUGGENOMEN.value,
        back.c.stap > told.c.stap,
    )
    return sa.exists().where(
        _same_person(told), told.c.soort == InformStepKind.GEINFORMEERD.value, ~taken_back
    )
