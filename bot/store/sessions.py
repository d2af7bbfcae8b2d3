"""Who is signed in and present, and who may read which file, in the database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bot.casework.audit import ReadingReason
from bot.casework.staff import Role, Staff
from bot.services.office_storage import Session
from bot.store.columns import UtcDateTime
from bot.store.staff import staff_of
from bot.store.tables import inzages, medewerkers, sessies


class SqlSessions:
    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def add(
        self,
        token_hash: bytes,
        staff: int,
        at: datetime,
        strong: bool = False,
        at_provider: str | None = None,
    ) -> None:
        self._connection.execute(
            sessies.insert().values(
                token_hash=token_hash,
                medewerker_id=staff,
                begonnen_op=at,
                gezien_op=at,
                actief_op=at,
                tweede_factor=strong,
                aanbieder_sessie=at_provider,
            )
        )

    def get(self, token_hash: bytes) -> Session | None:
        query = sa.select(sessies, medewerkers).join(medewerkers)
        found = self._connection.execute(query.where(sessies.c.token_hash == token_hash))
        row = found.mappings().first()
        if row is None:
            return None
        return Session(
            staff=staff_of(row),
            began=row["begonnen_op"],
            active=row["actief_op"],
            strong=row["tweede_factor"],
            at_provider=row["aanbieder_sessie"],
        )

    def seen(self, token_hash: bytes, at: datetime, active: bool) -> None:
        values = {"gezien_op": at, "actief_op": at} if active else {"gezien_op": at}
        changed = sessies.update().where(sessies.c.token_hash == token_hash)
        self._connection.execute(changed.values(**values))

    def end(self, token_hash: bytes) -> None:
        self._connection.execute(sessies.delete().where(sessies.c.token_hash == token_hash))

    def end_of(self, staff: int) -> int:
        ended = self._connection.execute(sessies.delete().where(sessies.c.medewerker_id == staff))
        return int(ended.rowcount)

    def end_at_provider(self, staff: int | None, at_provider: str) -> int:
        named = sessies.c.aanbieder_sessie
        ended = sessies.delete().where(named == at_provider if at_provider else named.is_not(None))
        if staff is not None:
            ended = ended.where(sessies.c.medewerker_id == staff)
        return int(self._connection.execute(ended).rowcount)

    def end_before(self, began: datetime) -> int:
        old = sessies.delete().where(sessies.c.begonnen_op < began)
        return int(self._connection.execute(old).rowcount)

    def last_seen(self, staff: int) -> datetime | None:
        query = sa.select(sa.func.max(sessies.c.gezien_op, type_=UtcDateTime))
        found: datetime | None = self._connection.scalar(
            query.where(sessies.c.medewerker_id == staff)
        )
        return found

    def present(self, since: datetime, organisation: int, roles: Iterable[Role]) -> list[Staff]:
        open_desk = sa.exists().where(
            sessies.c.medewerker_id == medewerkers.c.id, sessies.c.gezien_op >= since
        )
        query = sa.select(medewerkers).where(
            open_desk,
            medewerkers.c.organisatie_id == organisation,
            medewerkers.c.actief.is_(True),
            medewerkers.c.rol.in_([role.value for role in roles]),
        )
        rows = self._connection.execute(query.order_by(medewerkers.c.naam)).mappings()
        return [staff_of(row) for row in rows]


class SqlReadings:
    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def allow(self, staff: int, id: UUID, reason: ReadingReason, at: datetime) -> None:
        self._connection.execute(inzages.delete().where(*_which(staff, id)))
        self._connection.execute(
            inzages.insert().values(
                medewerker_id=staff, gesprek_id=str(id), reden=reason.value, sinds=at
            )
        )

    def allowed(self, staff: int, id: UUID) -> tuple[ReadingReason, datetime] | None:
        found = self._connection.execute(sa.select(inzages).where(*_which(staff, id))).mappings()
        row = found.first()
        return (ReadingReason(row["reden"]), row["sinds"]) if row else None

    def forget_before(self, moment: datetime) -> int:
        gone = self._connection.execute(inzages.delete().where(inzages.c.sinds < moment))
        return int(gone.rowcount)


def _which(staff: int, id: UUID) -> tuple[Any, Any]:
    return inzages.c.medewerker_id == staff, inzages.c.gesprek_id == str(id)
