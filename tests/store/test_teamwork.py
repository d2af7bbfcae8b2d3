"""What colleagues do for one another is stored, sealed, and goes with the conversation."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.casework.audit import ReadingReason
from bot.casework.looking import Asked
from bot.casework.notes import Note, NoteKind
from bot.casework.outcome import Uitkomst
from bot.casework.queue import Reason, Waiting
from bot.casework.staff import Staff
from bot.conversation.conversation import Conversation, Message, Speaker, Status
from bot.services.lost_owner import LostOwner
from bot.services.takeover import NotYours
from bot.services.teamwork import Teamwork
from bot.store.keys import CannotUnseal
from bot.store.sealed import NOTE
from bot.store.tables import werknotities
from bot.store.work import Database
from tests.fakes import fake_outside
from tests.store.test_store import NOW, SECRET, added


@pytest.fixture
def noor(database: Database) -> Staff:
    with database() as work:
        return work.staff.add("noor", "Noor", "x")


def noted(database: Database, noor: Staff) -> Conversation:
    stored = added(database)
    with database() as work:
        work.notes.add(stored.id, Note(NoteKind.NOTITIE, SECRET, noor.id, "Noor", NOW))
        later = NOW + timedelta(minutes=1)
        work.notes.add(stored.id, Note(NoteKind.DOORGEVEN, "tweede", noor.id, "Noor", later))
    return stored


def test_notes_are_numbered_and_come_back_in_order_with_a_name(
    database: Database, noor: Staff
) -> None:
    stored, other = noted(database, noor), added(database)

    with database() as work:
        first, second = work.notes.of_conversation(stored.id)
        assert first == Note(NoteKind.NOTITIE, SECRET, noor.id, "Noor", NOW, 1)
        assert (second.number, second.kind) == (2, NoteKind.DOORGEVEN)
        assert work.notes.of_conversation(other.id) == []


def test_a_note_is_erased_with_the_words_and_opens_no_more(
    database: Database, engine: Any, noor: Staff
) -> None:
    stored = noted(database, noor)
    with engine.connect() as connection:
        sealed = bytes(connection.scalar(sa.select(werknotities.c.tekst_versleuteld)))

    with database() as work:
        work.conversations.erase_words(stored.id, NOW)

    with database() as work:
        assert work.notes.of_conversation(stored.id) == []
        with pytest.raises(CannotUnseal):
            work.data_keys.unseal(sealed, NOTE, stored.id, stored.id, 1)
        work.conversations.remove(stored.id)


def test_what_came_of_it_stays_when_the_words_are_erased(database: Database) -> None:
    stored = added(database)
    with database() as work:
        assert work.conversations.outcome_of(stored.id) is None
        work.conversations.conclude(stored.id, Uitkomst.DOORVERWEZEN)
        work.conversations.erase_words(stored.id, NOW)

    with database() as work:
        assert work.conversations.outcome_of(stored.id) is Uitkomst.DOORVERWEZEN


def test_what_it_waited_for_before_is_known_and_not_what_it_waits_for_now(
    database: Database, noor: Staff
) -> None:
    stored = added(database)
    with database() as work:
        work.queue.enter(Waiting(stored.id, Reason.SUICIDE, NOW))
        work.queue.leave(stored.id, noor.id, NOW)
        work.queue.enter(Waiting(stored.id, Reason.DOORGEGEVEN, NOW))

    with database() as work:
        assert work.queue.reasons_before(stored.id) == [Reason.SUICIDE]


async def test_of_two_who_give_it_away_at_once_only_one_does(
    database: Database, noor: Staff
) -> None:
    """The owner in two windows: it ends with one colleague, or in the queue, and not twice."""
    with database() as work:
        sam = work.staff.add("sam", "Sam", "x")
        work.sessions.add(b"sam", sam.id, NOW)
    stored = added(database, status=Status.MENS, owner=noor.id)
    outside = fake_outside(database, clock=lambda: NOW)
    teamwork = Teamwork(outside)

    done = await asyncio.gather(
        teamwork.transfer(noor, stored.id, sam.id, "een"),
        teamwork.transfer(noor, stored.id, None, "twee"),
        return_exceptions=True,
    )

    assert sorted(type(one) for one in done if one) == [NotYours]
    with database() as work:
        now = work.conversations.get(stored.id)
        assert now.turn == 1
        assert (now.owner == sam.id) == (now.status is Status.MENS)
        assert len(work.notes.of_conversation(stored.id)) == 1


def test_a_desk_was_last_open_at_the_latest_of_all_windows(database: Database, noor: Staff) -> None:
    with database() as work:
        assert work.sessions.last_seen(noor.id) is None
        work.sessions.add(b"one", noor.id, NOW)
        work.sessions.add(b"two", noor.id, NOW - timedelta(hours=1))

    with database() as work:
        assert work.sessions.last_seen(noor.id) == NOW


async def test_a_lost_conversation_waits_again_in_the_database(
    database: Database, noor: Staff
) -> None:
    stored = added(database, status=Status.MENS, owner=noor.id)
    with database() as work:
        work.conversations.add_message(stored.id, Message(0, Speaker.BEZOEKER, "hallo", NOW))

    assert await LostOwner(fake_outside(database, clock=lambda: NOW)).run() == 1

    with database() as work:
        assert work.conversations.get(stored.id).status is Status.WACHT
        (waiting,) = work.queue.waiting(1)
        assert (waiting.conversation, waiting.reason) == (stored.id, Reason.MEDEWERKER_WEG)
        assert work.audit.verify(None).broken_at is None


def test_who_was_asked_to_look_along_is_known_until_it_ends(
    database: Database, noor: Staff
) -> None:
    stored, other = added(database, status=Status.MENS, owner=noor.id), added(database)
    with database() as work:
        sam = work.staff.add("sam", "Sam", "x")
        asked = Asked(stored.id, sam.id, noor.id, NOW)
        work.looking.ask(asked)
        work.looking.ask(asked)
        work.readings.allow(sam.id, stored.id, ReadingReason.OVERLEG, NOW)
        work.readings.allow(noor.id, stored.id, ReadingReason.EIGEN_GESPREK, NOW)
        work.readings.allow(sam.id, other.id, ReadingReason.KLACHT, NOW)
    with database() as work:
        assert work.looking.of_conversation(stored.id) == work.looking.of_staff(sam.id) == [asked]
        assert work.looking.of_staff(noor.id) == []
        work.looking.end(stored.id)

    with database() as work:
        assert work.looking.of_conversation(stored.id) == []
        assert work.readings.allowed(sam.id, stored.id) is None
        assert work.readings.allowed(noor.id, stored.id)
        assert work.readings.allowed(sam.id, other.id)
