"""What may be said of whether a visitor is there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from bot.casework.presence import (
    FORGOTTEN_AFTER,
    GRACE,
    SEEN_FOR,
    Connection,
    Presence,
    Whereabouts,
    presence_of,
    seen,
)
from bot.conversation.conversation import Conversation, Status

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def a_conversation(status: Status = Status.MENS, **more: Any) -> Conversation:
    return Conversation(uuid4(), NOW, NOW, status=status, **more)


def of(connection: Connection | None, now: datetime) -> Presence | None:
    return presence_of(a_conversation(), connection, False, now)


def test_an_open_page_is_connected_as_long_as_it_says_so() -> None:
    page = seen(None, NOW)

    assert of(page, NOW + SEEN_FOR) == Presence(Whereabouts.VERBONDEN)
    assert of(page, NOW + SEEN_FOR + SECOND) == Presence(Whereabouts.WEG, NOW)


def test_a_closed_page_is_gone_since_it_was_closed_and_not_before_it_can_be_back() -> None:
    page = Connection(NOW, gone_at=NOW + SECOND)
    gone = page.gone_at

    assert gone is not None
    assert of(page, gone + GRACE) == Presence(Whereabouts.VERBONDEN, unsure=True)
    assert of(page, gone + GRACE + SECOND) == Presence(Whereabouts.WEG, gone)


def test_a_page_that_was_loaded_again_was_never_gone() -> None:
    page = seen(Connection(NOW, gone_at=NOW), NOW + SECOND)

    assert of(page, NOW + 2 * SECOND) == Presence(Whereabouts.VERBONDEN)


def test_who_was_gone_and_came_back_is_back_since_then_also_at_the_next_beat() -> None:
    again = NOW + timedelta(minutes=3)

    page = seen(seen(Connection(NOW, gone_at=NOW), again), again + 20 * SECOND)

    assert of(page, again + 21 * SECOND) == Presence(Whereabouts.TERUG, again)


def test_of_a_page_without_a_stream_nothing_is_claimed() -> None:
    assert of(None, NOW) == Presence(Whereabouts.ONBEKEND)
    assert presence_of(a_conversation(Status.BOT), None, False, NOW) is None


@pytest.mark.parametrize(
    ("silent", "where"),
    [
        (timedelta(minutes=40), Whereabouts.VERTROKKEN),
        (FORGOTTEN_AFTER + SECOND, Whereabouts.VERGETEN),
    ],
)
def test_who_left_is_told_from_what_was_forgotten(silent: timedelta, where: Whereabouts) -> None:
    at = NOW + silent
    ended = a_conversation(Status.GESLOTEN, owner=3, ended_at=at)

    assert presence_of(ended, None, False, at) == Presence(where, at)
    assert presence_of(ended, None, True, at) is None  # a colleague closed it


def test_who_put_it_away_can_come_back() -> None:
    away = a_conversation(Status.BEWAARD)

    assert presence_of(away, None, False, NOW) == Presence(Whereabouts.BEWAARD, NOW)
