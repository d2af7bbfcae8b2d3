"""Run by Alembic: applies the migrations over the engine that bot/store/migrate.py gives."""

from typing import Any

from alembic import context

import bot.store.history_table  # noqa: F401  (its table belongs to the metadata)
from bot.store.tables import metadata

engine = context.config.attributes["engine"]


def foreign_keys(connection: Any, wanted: str) -> None:
    """SQLite changes a table by making it anew, which would break what refers to its rows. It can
    only be set outside a transaction."""
    if connection.dialect.name == "sqlite":
        connection.connection.dbapi_connection.execute(f"PRAGMA foreign_keys={wanted}")


with engine.connect() as connection:
    foreign_keys(connection, "OFF")
    try:
        context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
        with context.begin_transaction():
            context.run_migrations()
    finally:
        foreign_keys(connection, "ON")
