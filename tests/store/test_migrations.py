"""The migrations make what tables.py says, and can be undone."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from bot.store.migrate import downgrade, upgrade
from bot.store.tables import metadata


def tables_of(engine: Any) -> set[str]:
    return set(sa.inspect(engine).get_table_names()) - {"alembic_version"}


def test_the_migrations_make_the_tables_of_the_code(engine: Any) -> None:
    upgrade(engine)

    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)

    assert differences == []
    assert tables_of(engine) == set(metadata.tables)


def test_every_migration_goes_up_and_down_and_up_again(engine: Any) -> None:
    upgrade(engine)
    downgrade(engine, "base")
    assert tables_of(engine) == set()

    upgrade(engine)

    assert tables_of(engine) == set(metadata.tables)


def test_upgrading_twice_changes_nothing(engine: Any) -> None:
    upgrade(engine)
    upgrade(engine)

    assert tables_of(engine) == set(metadata.tables)
