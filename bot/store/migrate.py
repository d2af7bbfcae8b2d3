"""Brings a database to the newest migration, with Alembic."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config

from bot.store.keys import KeyRing

MIGRATIONS = Path(__file__).with_name("migrations")


def config(engine: Any, keys: KeyRing | None) -> Config:
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    made.attributes["engine"] = engine
    made.attributes["keys"] = keys
    return made


def upgrade(engine: Any, keys: KeyRing | None = None, revision: str = "head") -> None:
    """`keys` are needed as soon as something is stored. Raises KeyUnusable, CannotUnseal."""
    command.upgrade(config(engine, keys), revision)


def downgrade(engine: Any, revision: str, keys: KeyRing | None = None) -> None:
    command.downgrade(config(engine, keys), revision)
