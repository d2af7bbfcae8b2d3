"""Alembic's entry: migrations run on the engine that bot/store/migrate.py hands over."""

from alembic import context

from bot.store.tables import metadata

with context.config.attributes["engine"].connect() as connection:
    context.configure(connection=connection, target_metadata=metadata)
    with context.begin_transaction():
        context.run_migrations()
