"""The database as units of work: one transaction each, kept whole or not at all."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from bot.logs import failure
from bot.services.storage import StorageDown
from bot.store.audit import SqlAuditLog
from bot.store.callbacks import SqlCallbacks
from bot.store.connections import SqlConnections
from bot.store.conversations import SqlConversations
from bot.store.data_keys import DataKeys
from bot.store.history import SqlHistory
from bot.store.identity import SqlDepartures, SqlLinks
from bot.store.informing import SqlInforming
from bot.store.keys import CannotUnseal, KeyRing, KeyUnusable
from bot.store.looking import SqlLooking
from bot.store.meldingen import SqlMeldingen
from bot.store.notes import SqlNotes
from bot.store.organisations import SqlOrganisations
from bot.store.queue import SqlQueue
from bot.store.sealed import PROOF
from bot.store.service_keys import ServiceKeys, Use
from bot.store.sessions import SqlReadings, SqlSessions
from bot.store.staff import SqlStaffBook
from bot.store.tables import sleutelcontrole
from bot.store.wegingen import SqlWegingen
from bot.store.workload import SqlWorkload
from bot.store.zaken import SqlZaken

LOCK_WAIT = 5  # seconds that a transaction waits for another one
PROOF_TEXT = "advieslijn"
PROOF_ROW = 1


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


def has_database(url: str) -> bool:
    """Whether there is one to open. SQLite would make it; of others their server must answer."""
    made = sa.engine.make_url(url)
    return made.get_backend_name() != "sqlite" or Path(made.database or "").is_file()


def _prepare_sqlite(connection: Any, _: Any) -> None:
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


class Work:
    """The repositories of one transaction."""

    def __init__(self, connection: Any, keys: KeyRing, service_keys: ServiceKeys) -> None:
        self.data_keys = DataKeys(connection, keys)
        self.conversations = SqlConversations(connection, self.data_keys, service_keys)
        self.queue = SqlQueue(connection)
        self.meldingen = SqlMeldingen(connection, self.data_keys)
        self.wegingen = SqlWegingen(connection, self.data_keys)
        self.zaken = SqlZaken(connection, self.data_keys)
        self.looking = SqlLooking(connection)
        self.history = SqlHistory(connection, self.data_keys)
        self.connections = SqlConnections(connection)
        self.notes = SqlNotes(connection, self.data_keys)
        self.callbacks = SqlCallbacks(connection, self.data_keys)
        self.informing = SqlInforming(connection, self.data_keys)
        self.workload = SqlWorkload(connection)
        self.staff = SqlStaffBook(connection, keys)
        self.sessions = SqlSessions(connection)
        self.departures = SqlDepartures(connection)
        self.links = SqlLinks(connection)
        self.readings = SqlReadings(connection)
        self.organisations = SqlOrganisations(connection)
        self.audit = SqlAuditLog(connection, service_keys)


class Database:
    """Gives units of work (bot/services/storage.py, Storage)."""

    def __init__(self, engine: Any, keys: KeyRing) -> None:
        self._engine = engine
        self.keys = keys
        self._service_keys = ServiceKeys(keys)
        # SQLite lets one write at a time, and who waits there asks again at random: with many
        # visitors some would wait for ever. In this process they take turns instead.
        self._turn = threading.Lock() if engine.dialect.name == "sqlite" else None

    @contextmanager
    def __call__(self) -> Iterator[Work]:
        with self.transaction() as connection:
            work = Work(connection, self.keys, self._service_keys)
            yield work
        if work.data_keys.destroyed and self._turn:
            self.scrub()

    def scrub(self) -> None:
        """Lets what was destroyed also leave the pages that a database keeps for itself; a
        database that is busy is left for the next time (bot/services/retention.py)."""
        try:
            with self._my_turn(), self._engine.connect() as connection:
                scrub(connection)
        except (SQLAlchemyError, StorageDown) as error:
            failure("opschonen.uitgesteld", error)

    def check(self) -> None:
        """Reads, and writes nothing in a way that only a writable database allows."""
        with self.transaction() as connection:
            nothing = sleutelcontrole.update().where(sleutelcontrole.c.id < 0)
            connection.execute(nothing.values(id=0))

    def is_in_use(self) -> bool:
        """Whether anything has been sealed in it; before the first migration nothing has."""
        with self.transaction() as connection:
            if not sa.inspect(connection).has_table(sleutelcontrole.name):
                return False
            return connection.scalar(sa.select(sleutelcontrole.c.id)) is not None

    def check_keys(self) -> None:
        """Raises KeyUnusable when these are not the keys that the database was written with."""
        self.check_proof()
        with self.transaction() as connection:
            for use in Use:
                self._service_keys.get(connection, use)

    def check_proof(self) -> None:
        """Like check_keys, of a database that may not have been migrated yet."""
        with self.transaction() as connection:
            sealed = connection.scalar(sa.select(sleutelcontrole.c.proef_versleuteld))
            place = PROOF.place(PROOF_ROW)
            if sealed is None:
                connection.execute(
                    sleutelcontrole.insert().values(
                        id=PROOF_ROW, proef_versleuteld=self.keys.seal(PROOF_TEXT, place)
                    )
                )
                return
        try:
            self.keys.unseal(sealed, place)
        except CannotUnseal as wrong:
            raise KeyUnusable(
                "this is not the key that the database was written with; "
                "put the right key back, or start with another database"
            ) from wrong

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        try:
            with self._my_turn(), self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise StorageDown(type(error).__name__) from error

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        if self._turn is None:
            yield
            return
        if not self._turn.acquire(timeout=LOCK_WAIT):
            raise StorageDown("the database is busy")
        try:
            yield
        finally:
            self._turn.release()


def scrub(connection: Any) -> None:
    """SQLite: the write-ahead log, with its older pages, is put into the database and emptied.
    PostgreSQL: the tables of keys, the only ones whose leftovers could open anything, are
    written anew."""
    if connection.dialect.name == "sqlite":
        connection.connection.dbapi_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    else:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.exec_driver_sql("SET lock_timeout = '1s'")
        for table in ("gespreksleutels", "zaaksleutels"):
            connection.exec_driver_sql(f"VACUUM (FULL) {table}")
