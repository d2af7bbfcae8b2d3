"""Databases to store in: SQLite always, PostgreSQL when the machine has it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from bot.store.keys import KeyRing
from bot.store.work import Database, make_engine
from tests.conftest import needed

KEYS = KeyRing({1: bytes(range(32))})


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of its own."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'test.db'}"
        return
    server = needed("TEST_POSTGRESQL_URL", "this test stores in PostgreSQL")
    name = f"advieslijn_test_{uuid4().hex[:12]}"
    admin = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield str(sa.engine.make_url(server).set(database=name).render_as_string(hide_password=False))
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    admin.dispose()


@pytest.fixture
def engine(url: str) -> Iterator[Any]:
    made = make_engine(url)
    yield made
    made.dispose()


@pytest.fixture
def database(engine: Any) -> Database:
    from bot.store.migrate import upgrade

    upgrade(engine)
    return Database(engine, KEYS)
