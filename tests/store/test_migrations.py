"""The migrations make what tables.py says, and can be undone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from bot.conversation.conversation import Conversation, Message, Speaker
from bot.store.keys import CannotUnseal, KeyRing, KeyUnusable
from bot.store.migrate import downgrade, upgrade
from bot.store.tables import metadata
from bot.store.work import Database
from tests.store.conftest import KEYS

ID = UUID("11111111-1111-4111-8111-111111111111")
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
IN_CLEAR = sa.text("select signalen from berichten order by nummer")


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


def test_conversations_of_an_earlier_version_stay_whole(engine: Any) -> None:
    upgrade(engine, revision="0003")
    with engine.begin() as connection:
        connection.execute(
            sa.text(
                "insert into gesprekken (id, status, modus, gevaar, beurt, gestart_op, laatst_op) "
                "values (:id, 'bot', 'advies', 'geen', 1, '2026-01-01', '2026-01-01')"
            ),
            {"id": str(ID)},
        )
        connection.execute(
            sa.text(
                "insert into berichten (gesprek_id, nummer, van, soort, tekst_versleuteld, "
                "signalen, gezegd_op) "
                "values (:id, 1, 'bot', 'tekst', :sealed, '[]', '2026-01-01')"
            ),
            {"id": str(ID), "sealed": b"x"},
        )
        connection.execute(
            sa.text(
                "insert into medewerkers (id, inlognaam, naam, wachtwoord_hash) "
                "values (7, 'balie', 'Balie', 'x')"
            )
        )

    upgrade(engine, KEYS)

    with engine.connect() as connection:
        assert connection.scalar(sa.text("select count(*) from berichten")) == 1
        assert connection.scalar(sa.text("select organisatie_id from gesprekken")) == 1
        role = connection.execute(sa.text("select rol, actief from medewerkers")).one()
        assert tuple(role) == ("medewerker", True)
        if engine.dialect.name == "sqlite":
            assert connection.execute(sa.text("pragma foreign_key_check")).all() == []
            assert connection.scalar(sa.text("pragma foreign_keys")) == 1


def told(engine: Any) -> None:
    """A conversation with a signal and a melding, as they are stored today."""
    with Database(engine, KEYS)() as work:
        work.conversations.add(Conversation(id=ID, started_at=NOW, last_at=NOW), b"hash")
        for signals in (("mes_of_wapen", "nu_bezig"), ()):
            message = Message(0, Speaker.BEZOEKER, "hij heeft een mes", NOW, signals=signals)
            work.conversations.add_message(ID, message)
        work.meldingen.add(ID, {"antwoorden": {"gemeente": "GM0363"}}, NOW, date(2026, 3, 9))


def signals_of(engine: Any) -> list[tuple[str, ...]]:
    with Database(engine, KEYS)() as work:
        return [message.signals for message in work.conversations.messages(ID)]


def test_what_was_in_clear_is_sealed_and_comes_back(engine: Any) -> None:
    upgrade(engine)
    told(engine)

    downgrade(engine, "0013", KEYS)
    with engine.connect() as connection:
        heard = connection.execute(
            sa.select(sa.column("signalen", sa.JSON)).select_from(sa.text("berichten"))
        )
        assert sorted(heard.scalars().all()) == [[], ["mes_of_wapen", "nu_bezig"]]
        assert connection.scalar(sa.text("select gemeente from meldingen")) == "GM0363"
    upgrade(engine, KEYS)

    assert signals_of(engine) == [("mes_of_wapen", "nu_bezig"), ()]
    with Database(engine, KEYS)() as work:
        melding = work.meldingen.of_conversation(ID)
        assert melding
        assert melding.document["antwoorden"]["gemeente"] == "GM0363"


def test_what_was_in_clear_is_not_left_in_the_pages_of_the_database(engine: Any, url: str) -> None:
    upgrade(engine)
    told(engine)
    downgrade(engine, "0013", KEYS)
    assert b"nu_bezig" in pages(engine, url)
    assert b"GM0363" in pages(engine, url)

    upgrade(engine, KEYS)

    assert b"nu_bezig" not in pages(engine, url)
    assert b"GM0363" not in pages(engine, url)


def pages(engine: Any, url: str) -> bytes:
    """The files of SQLite; the files of the two tables in PostgreSQL, which only its own
    superuser can read."""
    Database(engine, KEYS).scrub()
    if url.startswith("sqlite"):
        path = Path(url.removeprefix("sqlite:///"))
        return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("CHECKPOINT")
        read = "select pg_read_binary_file(pg_relation_filepath(:table))"
        found = [connection.scalar(sa.text(read), {"table": t}) for t in ("berichten", "meldingen")]
    return b"".join(map(bytes, found))


@pytest.mark.parametrize("keys", [None, KeyRing({1: bytes(32)})], ids=["none", "wrong"])
def test_without_the_right_keys_nothing_is_migrated(engine: Any, keys: KeyRing | None) -> None:
    upgrade(engine)
    told(engine)
    downgrade(engine, "0013", KEYS)

    with pytest.raises((KeyUnusable, CannotUnseal)):
        upgrade(engine, keys)

    with engine.connect() as connection:
        assert len(connection.execute(IN_CLEAR).all()) == 2
