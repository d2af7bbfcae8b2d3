"""Another master key for what is stored, while the service goes on; and whether all keys fit.

Values of a conversation are sealed by its own key, so only those keys are sealed anew. What an
earlier version sealed by the master key itself is given to the key of its conversation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bot.store.data_keys import BY_DATA_KEY, DataKeys
from bot.store.keys import CannotUnseal
from bot.store.sealed import SEALED, SealedColumn, sealed_rows
from bot.store.work import Database


@dataclass(frozen=True)
class KeyReport:
    """How many values each master key has sealed, and the places of those that do not open."""

    sealed_by: Mapping[int, int]
    broken: tuple[str, ...]


AT_ONCE = 500  # values in one transaction, so that visitors do not wait for long


def rotate(database: Database) -> int:
    """Seals with the newest key what an older one has sealed; returns how many values. A process
    that did not know the new key yet may still use the old one meanwhile: the check tells."""
    return sum(_rotate(database, sealed) for sealed in SEALED)


def _rotate(database: Database, sealed: SealedColumn) -> int:
    done = 0
    while fresh := _rotate_some(database, sealed):
        done += fresh
    return done


def _rotate_some(database: Database, sealed: SealedColumn) -> int:
    fine = (BY_DATA_KEY, database.keys.newest)
    with database.transaction() as connection:
        data_keys = DataKeys(connection, database.keys)
        done = 0
        for row in sealed_rows(connection, sealed, not_by=fine, most=AT_ONCE):
            value = row[sealed.column]
            plain = database.keys.unseal(value, sealed.place_of(row))
            fresh = _sealed_anew(database, data_keys, sealed, row, plain)
            table = sealed.rows
            # Unless it was changed or erased meanwhile.
            which = [column == row[column.name] for column in table.primary_key]
            changed = table.update().where(*which, table.c[sealed.column] == value)
            done += connection.execute(changed.values({sealed.column: fresh})).rowcount
        return done


def _sealed_anew(
    database: Database,
    data_keys: DataKeys,
    sealed: SealedColumn,
    row: Mapping[str, Any],
    plain: str,
) -> bytes:
    if sealed.of_conversation is None:
        return database.keys.seal(plain, sealed.place_of(row))
    key = (row[name] for name in sealed.bound_to)
    return data_keys.seal(plain, sealed, UUID(row[sealed.of_conversation]), *key)


def check(database: Database) -> KeyReport:
    """Opens every value that a master key has sealed, the keys of the conversations included."""
    sealed_by: Counter[int] = Counter()
    broken = []
    with database.transaction() as connection:
        for sealed in SEALED:
            for row in sealed_rows(connection, sealed, not_by=[BY_DATA_KEY]):
                value = row[sealed.column]
                try:
                    database.keys.unseal(value, sealed.place_of(row))
                except CannotUnseal:
                    broken.append(f"{sealed.table}.{sealed.name}")
                else:
                    sealed_by[value[0]] += 1
    return KeyReport(dict(sorted(sealed_by.items())), tuple(broken))
