"""Colleagues and what they sign in with, in the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.casework.staff import FIRST_ORGANISATION, Role, Staff
from bot.services.office_storage import Credentials
from bot.store.keys import KeyRing
from bot.store.sealed import TOTP
from bot.store.tables import apparaten, herstelcodes, medewerkers


class SqlStaffBook:
    def __init__(self, connection: Any, keys: KeyRing) -> None:
        self._connection = connection
        self._keys = keys

    def count(self) -> int:
        return int(self._connection.scalar(sa.select(sa.func.count()).select_from(medewerkers)))

    def add(
        self,
        login: str,
        name: str,
        password_hash: str,
        role: Role = Role.MEDEWERKER,
        organisation: int = FIRST_ORGANISATION,
        until: datetime | None = None,
    ) -> Staff:
        added = self._connection.execute(
            medewerkers.insert().values(
                inlognaam=login,
                naam=name,
                wachtwoord_hash=password_hash,
                wachtwoord_tot=until,
                rol=role.value,
                organisatie_id=organisation,
            )
        )
        (id,) = added.inserted_primary_key
        return Staff(id, login, name, role, organisation, given_password=until is not None)

    def by_login(self, login: str) -> Staff | None:
        return self._one(medewerkers.c.inlognaam == login)

    def get(self, id: int) -> Staff:
        found = self._one(medewerkers.c.id == id)
        if found is None:
            raise LookupError(f"there is no colleague {id}")
        return found

    def of_organisation(self, organisation: int) -> list[Staff]:
        query = sa.select(medewerkers).where(medewerkers.c.organisatie_id == organisation)
        rows = self._connection.execute(query.order_by(medewerkers.c.naam)).mappings()
        return [staff_of(row) for row in rows]

    def change(self, staff: Staff) -> None:
        self._update(staff.id, naam=staff.name, rol=staff.role.value, actief=staff.is_active)

    # ── what they sign in with ───────────────────────────────────────────────────────────────

    def credentials(self, id: int) -> Credentials:
        query = sa.select(medewerkers).where(medewerkers.c.id == id)
        row = self._connection.execute(query).mappings().one()
        sealed = row["totp_versleuteld"]
        return Credentials(
            password_hash=row["wachtwoord_hash"],
            secret=self._keys.unseal(bytes(sealed), TOTP.place(id)) if sealed else None,
            confirmed=row["totp_bevestigd"],
            until=row["wachtwoord_tot"],
        )

    def set_password(self, id: int, password_hash: str, until: datetime | None = None) -> None:
        self._update(id, wachtwoord_hash=password_hash, wachtwoord_tot=until)

    def set_secret(self, id: int, secret: str | None) -> None:
        sealed = self._keys.seal(secret, TOTP.place(id)) if secret else None
        self._update(id, totp_versleuteld=sealed, totp_bevestigd=False)
        self._connection.execute(herstelcodes.delete().where(herstelcodes.c.medewerker_id == id))

    def confirm_secret(self, id: int, recovery: list[bytes]) -> None:
        self._update(id, totp_bevestigd=True)
        rows = [{"medewerker_id": id, "code_hash": code} for code in recovery]
        self._connection.execute(herstelcodes.insert(), rows)

    def use_step(self, id: int, step: int) -> bool:
        later = medewerkers.update().where(medewerkers.c.id == id, medewerkers.c.totp_stap < step)
        return bool(self._connection.execute(later.values(totp_stap=step)).rowcount)

    def use_recovery(self, id: int, code_hash: bytes) -> bool:
        used = herstelcodes.delete().where(
            herstelcodes.c.medewerker_id == id, herstelcodes.c.code_hash == code_hash
        )
        return bool(self._connection.execute(used).rowcount)

    # ── browsers they signed in with before ──────────────────────────────────────────────────

    def add_device(self, token_hash: bytes, id: int, at: datetime) -> None:
        self._connection.execute(
            apparaten.insert().values(token_hash=token_hash, medewerker_id=id, gezien_op=at)
        )

    def device_of(self, token_hash: bytes) -> int | None:
        query = sa.select(apparaten.c.medewerker_id).where(apparaten.c.token_hash == token_hash)
        found: int | None = self._connection.scalar(query)
        return found

    def forget_devices_before(self, moment: datetime) -> int:
        gone = self._connection.execute(apparaten.delete().where(apparaten.c.gezien_op < moment))
        return int(gone.rowcount)

    def _one(self, which: Any) -> Staff | None:
        row = self._connection.execute(sa.select(medewerkers).where(which)).mappings().first()
        return staff_of(row) if row else None

    def _update(self, id: int, **values: Any) -> None:
        self._connection.execute(
            medewerkers.update().where(medewerkers.c.id == id).values(**values)
        )


def staff_of(row: Any) -> Staff:
    return Staff(
        id=row["id"],
        login=row["inlognaam"],
        name=row["naam"],
        role=Role(row["rol"]),
        organisation=row["organisatie_id"],
        has_second_factor=row["totp_bevestigd"],
        is_active=row["actief"],
        given_password=row["wachtwoord_tot"] is not None,
    )
