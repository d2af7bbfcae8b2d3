"""The audit log in the database: only added to, each line sealed to the one before.

The seal of a line is an HMAC over its fields and the seal of the line before, with a key that only
the master key opens. Who can write in the database but has no key cannot change, take out or put in
a line unseen. Lines taken off the end are seen by who kept the last number and seal (`head`).
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bot.casework.audit import Act, Entry
from bot.store.service_keys import ServiceKeys, Use
from bot.store.tables import auditlog, dienstsleutels

FIRST = b"begin"


@dataclass(frozen=True)
class Verified:
    """`broken_at` is the number of the first line that does not fit, None when all do. `head` is
    the last line, as "number:seal", to be kept elsewhere."""

    lines: int
    broken_at: int | None
    head: str


class SqlAuditLog:
    def __init__(self, connection: Any, keys: ServiceKeys) -> None:
        self._connection = connection
        self._service_keys = keys

    def add(self, entry: Entry) -> None:
        key = self._key()
        self._wait_for_turn()
        last = self._connection.execute(
            sa.select(auditlog.c.nummer, auditlog.c.zegel)
            .order_by(auditlog.c.nummer.desc())
            .limit(1)
        ).first()
        number, before = (last[0] + 1, bytes(last[1])) if last else (1, FIRST)
        row = {
            "nummer": number,
            "tijd": entry.at,
            "handeling": entry.act.value,
            "medewerker_id": entry.by,
            "rol": entry.role,
            "organisatie_id": entry.organisation,
            "gesprek_id": str(entry.subject) if entry.subject else None,
            "object_id": entry.object_id,
            "reden": entry.reason,
            "toegestaan": entry.allowed,
            "aantal": entry.count,
            "vorige_zegel": before,
            "machinegebruiker": entry.machine,
        }
        self._connection.execute(auditlog.insert().values(**row, zegel=_seal(key, row)))

    def entries(
        self, organisation: int | None, before: int | None = None, most: int = 200
    ) -> list[Entry]:
        """The newest first; of one organisation, with what the system itself did."""
        query = sa.select(auditlog).order_by(auditlog.c.nummer.desc()).limit(most)
        if organisation is not None:
            own = auditlog.c.organisatie_id
            query = query.where(sa.or_(own == organisation, own.is_(None)))
        if before is not None:
            query = query.where(auditlog.c.nummer < before)
        return [_entry(row) for row in self._connection.execute(query).mappings()]

    def verify(self, head: str | None = None) -> Verified:
        """Checks every line; `head`, kept from an earlier check, must still be among them. What
        the retention term has taken off the beginning is no fault."""
        key = self._key()
        before: bytes | None = None
        lines, broken, last = 0, None, ""
        number, _, seal = (head or "").partition(":")
        wanted = int(number) if number.isdecimal() else None
        expected: int | None = None
        for row in self._connection.execute(
            sa.select(auditlog).order_by(auditlog.c.nummer)
        ).mappings():
            lines += 1
            fits = expected in (None, row["nummer"]) and before in (None, row["vorige_zegel"])
            fits = fits and hmac.compare_digest(row["zegel"], _seal(key, row))
            if row["nummer"] == 1:
                fits = fits and row["vorige_zegel"] == FIRST
            if row["nummer"] == wanted:
                fits = fits and row["zegel"].hex() == seal
                wanted = None
            if not fits and broken is None:
                broken = int(row["nummer"])
            before, expected = row["zegel"], row["nummer"] + 1
            last = f"{row['nummer']}:{row['zegel'].hex()}"
        if wanted is not None and broken is None:
            broken = wanted  # the line that was kept is not there any more
        return Verified(lines, broken, last)

    def forget_before(self, moment: datetime) -> int:
        """Lines whose term is over; always the oldest, so that the rest still fits together."""
        gone = self._connection.execute(auditlog.delete().where(auditlog.c.tijd < moment))
        return int(gone.rowcount)

    def _key(self) -> bytes:
        return self._service_keys.get(self._connection, Use.LOGBOEK)

    def _wait_for_turn(self) -> None:
        """Who adds a line keeps others waiting until it is stored."""
        row = sa.select(dienstsleutels.c.doel).where(dienstsleutels.c.doel == Use.LOGBOEK.value)
        self._connection.execute(row.with_for_update())


def _seal(key: bytes, row: Mapping[str, Any]) -> bytes:
    said = {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in row.items()
        if name not in {"zegel", "vorige_zegel"}
    }
    if not said["machinegebruiker"]:  # lines of before there was such a column still fit
        del said["machinegebruiker"]
    text = json.dumps(said, sort_keys=True, ensure_ascii=True).encode()
    return hmac.digest(key, bytes(row["vorige_zegel"]) + text, hashlib.sha256)


def _entry(row: Mapping[str, Any]) -> Entry:
    return Entry(
        at=row["tijd"],
        act=Act(row["handeling"]),
        by=row["medewerker_id"],
        role=row["rol"],
        organisation=row["organisatie_id"],
        subject=UUID(row["gesprek_id"]) if row["gesprek_id"] else None,
        object_id=row["object_id"],
        reason=row["reden"],
        allowed=row["toegestaan"],
        count=row["aantal"],
        number=row["nummer"],
        machine=row["machinegebruiker"],
    )
