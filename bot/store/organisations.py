"""The organisations of Veilig Thuis in this installation."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from bot.casework.staff import FIRST_ORGANISATION
from bot.services.office_storage import Organisation
from bot.store.tables import organisaties


class SqlOrganisations:
    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def add(self, name: str, host: str | None) -> Organisation:
        added = self._connection.execute(organisaties.insert().values(naam=name, host=host))
        (id,) = added.inserted_primary_key
        return Organisation(id, name, host)

    def all(self) -> list[Organisation]:
        rows = self._connection.execute(sa.select(organisaties).order_by(organisaties.c.id))
        return [Organisation(row["id"], row["naam"], row["host"]) for row in rows.mappings()]

    def of_host(self, host: str) -> int:
        query = sa.select(organisaties.c.id).where(organisaties.c.host == host)
        found: int | None = self._connection.scalar(query)
        return found or FIRST_ORGANISATION
