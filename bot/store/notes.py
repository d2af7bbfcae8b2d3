"""What colleagues wrote to one another about a conversation, in the database."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bot.casework.notes import Note, NoteKind
from bot.store.data_keys import DataKeys
from bot.store.sealed import NOTE
from bot.store.tables import medewerkers, werknotities


class SqlNotes:
    def __init__(self, connection: Any, keys: DataKeys) -> None:
        self._connection = connection
        self._keys = keys

    def add(self, id: UUID, note: Note) -> None:
        of_it = werknotities.c.gesprek_id == str(id)
        last = sa.select(sa.func.max(werknotities.c.nummer)).where(of_it)
        number = (self._connection.scalar(last) or 0) + 1
        self._connection.execute(
            werknotities.insert().values(
                gesprek_id=str(id),
                nummer=number,
                soort=note.kind.value,
                tekst_versleuteld=self._keys.seal(note.text, NOTE, id, id, number),
                medewerker_id=note.staff,
                geschreven_op=note.written_at,
            )
        )

    def of_conversation(self, id: UUID) -> list[Note]:
        query = (
            sa.select(werknotities, medewerkers.c.naam)
            .join(medewerkers)
            .where(werknotities.c.gesprek_id == str(id))
            .order_by(werknotities.c.nummer)
        )
        return [self._note(id, row) for row in self._connection.execute(query).mappings()]

    def _note(self, id: UUID, row: Any) -> Note:
        number = row["nummer"]
        return Note(
            kind=NoteKind(row["soort"]),
            text=self._keys.unseal(row["tekst_versleuteld"], NOTE, id, id, number),
            staff=row["medewerker_id"],
            staff_name=row["naam"],
            written_at=row["geschreven_op"],
            number=number,
        )
