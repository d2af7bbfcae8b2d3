"""Brings a database to the newest migration, with Alembic."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config

MIGRATIONS = Path(__file__).with_name("migrations")


def config(engine: Any) -> Config:
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    made.attributes["engine"] = engine
    return made


def upgrade(engine: Any, revision: str = "head") -> None:
    command.upgrade(config(engine), revision)


def downgrade(engine: Any, revision: str) -> None:
    command.downgrade(config(engine), revision)
