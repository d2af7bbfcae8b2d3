"""Who is linked to whom at the organisation's own provider, and who is on the way there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.casework.staff import Staff
from bot.services.identity import Departure
from bot.store.staff import staff_of
from bot.store.tables import inlogpogingen, koppelingen, medewerkers


class SqlLinks:
    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def add(self, staff: int, issuer: str, subject: str, at: datetime) -> None:
        self._connection.execute(
            koppelingen.insert().values(
                medewerker_id=staff, uitgever=issuer, onderwerp=subject, gekoppeld_op=at
            )
        )

    def staff_of(self, issuer: str, subject: str) -> Staff | None:
        query = sa.select(medewerkers).join(koppelingen)
        which = koppelingen.c.uitgever == issuer, koppelingen.c.onderwerp == subject
        row = self._connection.execute(query.where(*which)).mappings().first()
        return staff_of(row) if row else None

    def linked(self, organisation: int) -> set[int]:
        query = sa.select(koppelingen.c.medewerker_id).join(medewerkers)
        return set(
            self._connection.scalars(query.where(medewerkers.c.organisatie_id == organisation))
        )

    def remove(self, staff: int) -> None:
        self._connection.execute(koppelingen.delete().where(koppelingen.c.medewerker_id == staff))


class SqlDepartures:
    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def add(self, ticket_hash: bytes, departure: Departure) -> None:
        self._connection.execute(
            inlogpogingen.insert().values(
                kaartje_hash=ticket_hash,
                state=departure.state,
                nonce=departure.nonce,
                verifier=departure.verifier,
                begonnen_op=departure.began,
                vorige_sessie_hash=departure.former,
                medewerker_id=departure.staff,
                onderwerp=departure.subject,
                tweede_factor=departure.second_factor,
                aanbieder_sessie=departure.session,
            )
        )

    def get(self, ticket_hash: bytes) -> Departure | None:
        query = sa.select(inlogpogingen).where(inlogpogingen.c.kaartje_hash == ticket_hash)
        row = self._connection.execute(query).mappings().first()
        if row is None:
            return None
        former = row["vorige_sessie_hash"]
        return Departure(
            state=row["state"],
            nonce=row["nonce"],
            verifier=row["verifier"],
            began=row["begonnen_op"],
            former=bytes(former) if former else None,
            staff=row["medewerker_id"],
            subject=row["onderwerp"],
            second_factor=row["tweede_factor"],
            session=row["aanbieder_sessie"],
        )

    def take(self, ticket_hash: bytes) -> Departure | None:
        found = self.get(ticket_hash)
        gone = inlogpogingen.delete().where(inlogpogingen.c.kaartje_hash == ticket_hash)
        return found if self._connection.execute(gone).rowcount else None

    def forget_before(self, moment: datetime) -> int:
        old = inlogpogingen.delete().where(inlogpogingen.c.begonnen_op < moment)
        return int(self._connection.execute(old).rowcount)
