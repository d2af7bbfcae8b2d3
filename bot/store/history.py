"""What was written down of answers, one version after another, in the database."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bot.conversation.history import Version, Writer, Writing
from bot.store.data_keys import DataKeys
from bot.store.history_table import antwoordversies
from bot.store.sealed import VERSION_SOURCE, VERSION_VALUE
from bot.store.tables import medewerkers


class SqlHistory:
    def __init__(self, connection: Any, keys: DataKeys) -> None:
        self._connection = connection
        self._keys = keys

    def add(self, id: UUID, version: Version) -> None:
        of_it = antwoordversies.c.gesprek_id == str(id)
        last = sa.select(sa.func.max(antwoordversies.c.nummer)).where(of_it)
        number = (self._connection.scalar(last) or 0) + 1
        self._connection.execute(
            antwoordversies.insert().values(
                gesprek_id=str(id),
                nummer=number,
                veld=version.field,
                soort=version.kind.value,
                bericht_nummer=version.message,
                gezegd_door=version.said_by,
                medewerker_id=version.by.staff if version.by else None,
                geschreven_op=version.written_at,
                **self._words(id, number, version),
            )
        )

    def of_conversation(self, id: UUID) -> list[Version]:
        query = (
            sa.select(antwoordversies, medewerkers.c.naam)
            .join(medewerkers, isouter=True)
            .where(antwoordversies.c.gesprek_id == str(id))
            .order_by(antwoordversies.c.nummer)
        )
        return [self._version(id, row) for row in self._connection.execute(query).mappings()]

    def replace_words(self, id: UUID, version: Version) -> None:
        changed = antwoordversies.update().where(
            antwoordversies.c.gesprek_id == str(id), antwoordversies.c.nummer == version.number
        )
        self._connection.execute(changed.values(**self._words(id, version.number, version)))

    def forget(self, id: UUID, field: str) -> None:
        self._connection.execute(
            antwoordversies.delete().where(
                antwoordversies.c.gesprek_id == str(id), antwoordversies.c.veld == field
            )
        )

    def _words(self, id: UUID, number: int, version: Version) -> dict[str, Any]:
        value = None
        if version.value is not None:
            said = json.dumps(version.value, ensure_ascii=False)
            value = self._keys.seal(said, VERSION_VALUE, id, id, number)
        source = self._keys.seal(version.source, VERSION_SOURCE, id, id, number)
        return {"waarde_versleuteld": value, "bron_versleuteld": source}

    def _version(self, id: UUID, row: Any) -> Version:
        number, sealed = row["nummer"], row["waarde_versleuteld"]
        value = self._keys.unseal(sealed, VERSION_VALUE, id, id, number) if sealed else "null"
        by = row["medewerker_id"]
        return Version(
            field=row["veld"],
            kind=Writing(row["soort"]),
            value=json.loads(value),
            source=self._keys.unseal(row["bron_versleuteld"], VERSION_SOURCE, id, id, number),
            message=row["bericht_nummer"],
            said_by=row["gezegd_door"],
            written_at=row["geschreven_op"],
            by=Writer(by, row["naam"]) if by is not None else None,
            number=number,
        )
