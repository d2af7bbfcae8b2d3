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


def test_conversations_of_an_earlier_version_stay_whole(engine: Any) -> None:
    upgrade(engine, "0003")
    with engine.begin() as connection:
        connection.execute(
            sa.text(
                "insert into gesprekken (id, status, modus, gevaar, beurt, gestart_op, laatst_op) "
                "values ('g1', 'bot', 'advies', 'geen', 1, '2026-01-01', '2026-01-01')"
            )
        )
        connection.execute(
            sa.text(
                "insert into berichten (gesprek_id, nummer, van, soort, tekst_versleuteld, "
                "signalen, gezegd_op) values ('g1', 1, 'bot', 'tekst', :sealed, '[]', '2026-01-01')"
            ),
            {"sealed": b"x"},
        )
        connection.execute(
            sa.text(
                "insert into medewerkers (id, inlognaam, naam, wachtwoord_hash) "
                "values (7, 'balie', 'Balie', 'x')"
            )
        )

    upgrade(engine)

    with engine.connect() as connection:
        assert connection.scalar(sa.text("select count(*) from berichten")) == 1
        assert connection.scalar(sa.text("select organisatie_id from gesprekken")) == 1
        role = connection.execute(sa.text("select rol, actief from medewerkers")).one()
        assert tuple(role) == ("medewerker", True)
        if engine.dialect.name == "sqlite":
            assert connection.execute(sa.text("pragma foreign_key_check")).all() == []
            assert connection.scalar(sa.text("pragma foreign_keys")) == 1
