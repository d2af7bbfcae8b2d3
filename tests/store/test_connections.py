"""That a page is open is stored as times, and goes with the conversation."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from bot.casework.presence import Connection
from bot.conversation.conversation import Status
from bot.services.cleanup import Cleanup
from bot.store.tables import verbindingen
from bot.store.work import Database
from tests.fakes import fake_outside
from tests.store.test_store import NOW, added

LATER = NOW + timedelta(minutes=1)


def test_a_connection_comes_back_as_it_was_and_is_replaced(database: Database) -> None:
    stored, other = added(database), added(database)
    first, second = Connection(NOW), Connection(LATER, LATER, NOW)

    with database() as work:
        work.connections.put(stored.id, first)
    with database() as work:
        assert work.connections.get(stored.id) == first
        assert work.connections.get(other.id) is None
        work.connections.put(stored.id, second)
    with database() as work:
        assert work.connections.get(stored.id) == second


def test_a_page_is_closed_once_and_only_when_it_was_open(database: Database) -> None:
    stored, other = added(database), added(database)
    with database() as work:
        work.connections.put(stored.id, Connection(NOW))
        work.connections.leave(stored.id, LATER)
        work.connections.leave(stored.id, LATER + timedelta(minutes=1))
        work.connections.leave(other.id, LATER)

    with database() as work:
        assert work.connections.get(stored.id) == Connection(NOW, LATER)
        assert work.connections.get(other.id) is None


async def test_nothing_of_it_is_left_when_a_visit_was_cleaned_up(
    database: Database, engine: Any
) -> None:
    stored = added(database)
    with database() as work:
        work.conversations.save(replace(stored, status=Status.WACHT))
        work.connections.put(stored.id, Connection(NOW))
    outside = fake_outside(database)  # type: ignore[arg-type]
    idle = timedelta(minutes=-60 * 24 * 365)  # the clock of the fakes is not that of this test

    assert await Cleanup(outside, idle).run() == 1

    with engine.connect() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(verbindingen)) == 0
