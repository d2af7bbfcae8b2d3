"""The database as units of work: one transaction each, kept whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from bot.services.storage import StorageDown
from bot.store.callbacks import SqlCallbacks
from bot.store.conversations import SqlConversations
from bot.store.keys import CannotUnseal, KeyRing, KeyUnusable
from bot.store.meldingen import SqlMeldingen
from bot.store.queue import SqlQueue
from bot.store.staff import SqlStaffBook
from bot.store.tables import sleutelcontrole

LOCK_WAIT = 5  # seconds that a transaction waits for another one
PROOF = "advieslijn"
PROOF_PLACE = "sleutelcontrole.proef:1"


def make_engine(url: str) -> Any:
    """An engine for SQLite or PostgreSQL that never logs what is stored."""
    if not url.startswith("sqlite"):
        return sa.create_engine(url, hide_parameters=True, pool_pre_ping=True)
    engine = sa.create_engine(
        url,
        hide_parameters=True,
        poolclass=QueuePool,
        connect_args={"check_same_thread": False, "timeout": LOCK_WAIT, "isolation_level": None},
    )
    sa.event.listen(engine, "connect", _prepare_sqlite)
    # SQLite would start to write halfway a transaction and fail when another one did too.
    sa.event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _prepare_sqlite(connection: Any, _: Any) -> None:
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


class Work:
    """The repositories of one transaction."""

    def __init__(self, connection: Any, keys: KeyRing) -> None:
        self.conversations = SqlConversations(connection, keys)
        self.queue = SqlQueue(connection)
        self.meldingen = SqlMeldingen(connection, keys)
        self.callbacks = SqlCallbacks(connection, keys)
        self.staff = SqlStaffBook(connection)


class Database:
    """Gives units of work (bot/services/storage.py, Storage)."""

    def __init__(self, engine: Any, keys: KeyRing) -> None:
        self._engine = engine
        self._keys = keys

    @contextmanager
    def __call__(self) -> Iterator[Work]:
        with self._transaction() as connection:
            yield Work(connection, self._keys)

    def check(self) -> None:
        """Reads, and writes nothing in a way that only a writable database allows."""
        with self._transaction() as connection:
            nothing = sleutelcontrole.update().where(sleutelcontrole.c.id < 0)
            connection.execute(nothing.values(id=0))

    def is_in_use(self) -> bool:
        """Whether anything has been sealed in it."""
        with self._transaction() as connection:
            return connection.scalar(sa.select(sleutelcontrole.c.id)) is not None

    def check_keys(self) -> None:
        """Raises KeyUnusable when these are not the keys that the database was written with."""
        with self._transaction() as connection:
            sealed = connection.scalar(sa.select(sleutelcontrole.c.proef_versleuteld))
            if sealed is None:
                connection.execute(
                    sleutelcontrole.insert().values(
                        id=1, proef_versleuteld=self._keys.seal(PROOF, PROOF_PLACE)
                    )
                )
                return
        try:
            self._keys.unseal(sealed, PROOF_PLACE)
        except CannotUnseal as wrong:
            raise KeyUnusable(
                "this is not the key that the database was written with; "
                "put the right key back, or start with another database"
            ) from wrong

    @contextmanager
    def _transaction(self) -> Iterator[Any]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise StorageDown(type(error).__name__) from error
