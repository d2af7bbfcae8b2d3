"""What colleagues do for one another is stored, sealed, and goes with the conversation."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.casework.notes import Note, NoteKind
from bot.casework.staff import Staff
from bot.conversation.conversation import Conversation
from bot.store.keys import CannotUnseal
from bot.store.sealed import NOTE
from bot.store.tables import werknotities
from bot.store.work import Database
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
