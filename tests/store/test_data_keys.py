"""Every conversation has a key of its own; destroying it is erasing what it sealed."""

from __future__ import annotations

import base64
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from bot.casework.callback import Callback
from bot.conversation.conversation import Conversation, Message, Speaker
from bot.store.data_keys import DataKeys
from bot.store.keys import CannotUnseal
from bot.store.migrate import upgrade
from bot.store.sealed import DATA_KEY, SEALED, SUFFIX, TEXT
from bot.store.tables import gespreksleutels, metadata
from bot.store.work import Database, make_engine
from tests.store.conftest import KEYS

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def begun(database: Database, text: str = "hij gooit met borden") -> UUID:
    conversation = Conversation(id=uuid4(), started_at=NOW, last_at=NOW)
    with database() as work:
        work.conversations.add(conversation, b"hash")
        work.conversations.add_message(conversation.id, Message(0, Speaker.BEZOEKER, text, NOW))
    return conversation.id


def sealed_text(engine: Any, id: UUID) -> bytes:
    query = sa.text("select tekst_versleuteld from berichten where gesprek_id = :id")
    with engine.connect() as connection:
        return bytes(connection.execute(query, {"id": str(id)}).scalar_one())


def wrapped_key(engine: Any, id: UUID) -> Any:
    query = sa.select(gespreksleutels.c.sleutel_versleuteld, gespreksleutels.c.gewist_op)
    with engine.connect() as connection:
        return connection.execute(query.where(gespreksleutels.c.gesprek_id == str(id))).one()


def test_every_sealed_column_is_declared_with_the_key_that_seals_it() -> None:
    in_tables = {
        (table.name, column.name)
        for table in metadata.tables.values()
        for column in table.columns
        if column.name.endswith(SUFFIX)
    }

    assert {(sealed.table, sealed.column) for sealed in SEALED} == in_tables


def test_two_conversations_have_different_keys(database: Database, engine: Any) -> None:
    one, two = begun(database), begun(database)

    opened = {
        KEYS.unseal(bytes(wrapped_key(engine, id)[0]), DATA_KEY.place(id, "gesprek"))
        for id in (one, two)
    }

    assert len(opened) == 2
    assert all(len(base64.b64decode(key)) == 32 for key in opened)


def test_a_sealed_text_does_not_open_in_another_conversation(
    database: Database, engine: Any
) -> None:
    one, two = begun(database), begun(database)
    swapped = sealed_text(engine, two)
    with engine.begin() as connection:
        connection.execute(
            sa.text("update berichten set tekst_versleuteld = :value where gesprek_id = :id"),
            {"value": swapped, "id": str(one)},
        )

    with database() as work, pytest.raises(CannotUnseal):
        work.conversations.messages(one)


@pytest.mark.parametrize("length", [0, 1, 13, 28])
def test_a_text_that_was_cut_off_does_not_open(
    database: Database, engine: Any, length: int
) -> None:
    id = begun(database)
    cut = sealed_text(engine, id)[:length]

    with engine.begin() as connection, pytest.raises(CannotUnseal):
        DataKeys(connection, KEYS).unseal(cut, TEXT, id, id, 1)


def test_after_erasing_a_text_that_was_kept_elsewhere_opens_no_more(
    database: Database, engine: Any
) -> None:
    id = begun(database)
    stolen = sealed_text(engine, id)

    with database() as work:
        work.conversations.erase_words(id, NOW)

    with engine.begin() as connection, pytest.raises(CannotUnseal, match="no key any more"):
        DataKeys(connection, KEYS).unseal(stolen, TEXT, id, id, 1)


def test_what_stays_of_an_erased_conversation_says_when_and_holds_nothing(
    database: Database, engine: Any
) -> None:
    id = begun(database)

    with database() as work:
        work.conversations.erase_words(id, NOW)

    key, erased_at = wrapped_key(engine, id)
    assert key is None
    assert erased_at == NOW


def test_in_a_copy_of_the_file_an_erased_conversation_cannot_be_read(tmp_path: Path) -> None:
    """Neither its words nor its key are in the copied database or its log, also not in free
    pages; and the words that somebody copied before do not open with the keys of this one."""
    path, copy = tmp_path / "echt.db", tmp_path / "kopie.db"
    engine = make_engine(f"sqlite:///{path}")
    upgrade(engine)
    database = Database(engine, KEYS)
    erased, kept = begun(database, "dit moet weg"), begun(database, "dit mag blijven")
    words, key = sealed_text(engine, erased), bytes(wrapped_key(engine, erased)[0])
    with database() as work:
        work.conversations.erase_words(erased, NOW)
    for file in tmp_path.glob("echt.db*"):
        shutil.copy(file, copy.with_name(file.name.replace("echt", "kopie")))

    for file in tmp_path.glob("kopie.db*"):
        assert words not in file.read_bytes(), file.name
        assert key not in file.read_bytes(), file.name
    copied = Database(make_engine(f"sqlite:///{copy}"), KEYS)
    with copied() as work:
        assert [m.text for m in work.conversations.messages(kept)] == ["dit mag blijven"]
        with pytest.raises(CannotUnseal):
            work.data_keys.unseal(words, TEXT, erased, erased, 1)
    with sqlite3.connect(copy) as plain:
        (left,) = plain.execute("select count(*) from berichten").fetchone()
    assert left == 1


def test_who_may_be_called_back_is_still_known_when_the_words_are_erased(
    database: Database,
) -> None:
    id = begun(database)
    with database() as work:
        work.callbacks.put(Callback(id, NOW, {"contact_telefoon": "0612"}))
        work.conversations.erase_words(id, NOW)

    with database() as work:
        assert work.callbacks.open(1)[0].contact == {"contact_telefoon": "0612"}


def test_of_who_was_called_back_the_key_is_gone(database: Database, engine: Any) -> None:
    id = begun(database)
    with database() as work:
        work.callbacks.put(Callback(id, NOW, {"contact_telefoon": "0612"}))
        work.callbacks.erase(id)

    with engine.connect() as connection:
        left = connection.execute(sa.select(gespreksleutels.c.doel)).scalars().all()
    assert left == ["gesprek"]


def test_who_goes_on_after_erasing_gets_a_new_key(database: Database, engine: Any) -> None:
    id = begun(database)
    before = bytes(wrapped_key(engine, id)[0])
    with database() as work:
        work.conversations.erase_words(id, NOW)
        work.conversations.add_message(id, Message(0, Speaker.SYSTEEM, "Alles is gewist.", NOW))

    with database() as work:
        assert [m.text for m in work.conversations.messages(id)] == ["Alles is gewist."]
    after, erased_at = wrapped_key(engine, id)
    assert bytes(after) != before
    assert erased_at == NOW


def test_what_was_sealed_before_conversations_had_keys_still_opens(
    database: Database, engine: Any
) -> None:
    id = begun(database)
    old = KEYS.seal("van vroeger", f"berichten.tekst:{id}:1")
    with engine.begin() as connection:
        connection.execute(sa.text("update berichten set tekst_versleuteld = :v"), {"v": old})

    with database() as work:
        assert [m.text for m in work.conversations.messages(id)] == ["van vroeger"]
