"""Who is linked at the provider, and who is on the way there, as the database keeps it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.services.identity import Departure
from bot.services.storage import StorageDown
from bot.store.work import Database

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ISSUER = "https://inloggen.voorbeeld.nl"
TICKET = b"t" * 32


def departure(database: Database) -> Departure:
    with database() as work:
        staff = work.staff.add("noor", "Noor", "x")
    return Departure("state", "nonce", "verifier", NOW, b"s" * 32, staff.id, "7f3a")


def test_a_link_is_found_by_issuer_and_subject_until_it_is_taken_away(database: Database) -> None:
    with database() as work:
        noor, sam = work.staff.add("noor", "Noor", "x"), work.staff.add("sam", "Sam", "x")
        work.links.add(noor.id, ISSUER, "7f3a", NOW)
        work.links.add(sam.id, "https://een.ander.nl", "7f3a", NOW)

    with database() as work:
        assert work.links.staff_of(ISSUER, "7f3a") == noor
        assert work.links.staff_of(ISSUER, "7F3A") is None
        assert work.links.linked(noor.organisation) == {noor.id, sam.id}
        assert work.links.linked(noor.organisation + 1) == set()
        work.links.remove(noor.id)
    with database() as work:
        assert work.links.staff_of(ISSUER, "7f3a") is None
        assert work.links.linked(noor.organisation) == {sam.id}


@pytest.mark.parametrize("subject", ["7f3a", "een ander"])
def test_neither_a_subject_nor_a_colleague_is_linked_twice(
    database: Database, subject: str
) -> None:
    with database() as work:
        noor, sam = work.staff.add("noor", "Noor", "x"), work.staff.add("sam", "Sam", "x")
        work.links.add(noor.id, ISSUER, "7f3a", NOW)

    with pytest.raises(StorageDown), database() as work:
        work.links.add(sam.id if subject == "7f3a" else noor.id, ISSUER, subject, NOW)


def test_a_departure_comes_back_as_it_was_and_once(database: Database) -> None:
    left = departure(database)
    first = replace(left, former=None, staff=None, subject="")

    with database() as work:
        work.departures.add(TICKET, left)
        work.departures.add(b"u" * 32, first)
    with database() as work:
        assert work.departures.get(TICKET) == left
        assert work.departures.take(b"u" * 32) == first
        assert work.departures.take(TICKET) == left
        assert work.departures.take(TICKET) is None
        assert work.departures.get(TICKET) is None


def test_departures_are_forgotten(database: Database) -> None:
    left = departure(database)
    with database() as work:
        work.departures.add(TICKET, left)
        work.departures.add(b"u" * 32, replace(left, began=NOW + timedelta(minutes=1)))

    with database() as work:
        assert work.departures.forget_before(NOW + timedelta(seconds=1)) == 1
        assert work.departures.get(TICKET) is None
        assert work.departures.get(b"u" * 32) is not None


def test_a_session_says_whether_the_provider_asked_a_second_factor(database: Database) -> None:
    with database() as work:
        staff = work.staff.add("noor", "Noor", "x")
        work.sessions.add(b"a" * 32, staff.id, NOW, True)
        work.sessions.add(b"b" * 32, staff.id, NOW)

    with database() as work:
        strong, weak = work.sessions.get(b"a" * 32), work.sessions.get(b"b" * 32)
        assert strong is not None
        assert weak is not None
        assert (strong.strong, weak.strong) == (True, False)
