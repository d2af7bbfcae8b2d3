"""Versions of answers are stored in order, sealed, and go with the words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from bot.casework.staff import Staff
from bot.conversation.conversation import Answer, Conversation
from bot.conversation.history import Version, Writer, Writing, version_of, without_answer
from bot.store.history_table import antwoordversies
from bot.store.keys import CannotUnseal
from bot.store.rotation import check, rotate
from bot.store.sealed import VERSION_SOURCE, VERSION_VALUE
from bot.store.work import Database
from tests.store.test_store import NOW, SECRET, added

ANSWER = Answer("leeftijden", [4, 7], SECRET, 2, NOW)


@pytest.fixture
def noor(database: Database) -> Staff:
    with database() as work:
        return work.staff.add("noor", "Noor", "x")


def written(database: Database, noor: Staff) -> tuple[Conversation, list[Version]]:
    stored, by = added(database), Writer(noor.id, "Noor")
    versions = [
        version_of(ANSWER, Writing.OPGESCHREVEN, NOW),
        version_of(replace(ANSWER, value={"wie": SECRET}), Writing.BEVESTIGD, NOW, by),
        without_answer("leeftijden", Writing.VERWIJDERD, NOW, by),
        without_answer("wanneer", Writing.OVERGESLAGEN, NOW, by),
    ]
    with database() as work:
        for version in versions:
            work.history.add(stored.id, version)
    return stored, [replace(v, number=n) for n, v in enumerate(versions, start=1)]


def test_versions_are_numbered_and_come_back_as_they_were(database: Database, noor: Staff) -> None:
    (stored, versions), other = written(database, noor), added(database)

    with database() as work:
        assert work.history.of_conversation(stored.id) == versions
        assert work.history.of_conversation(other.id) == []


def test_what_was_said_stands_nowhere_in_clear(
    database: Database, engine: Any, noor: Staff
) -> None:
    written(database, noor)

    with engine.connect() as connection:
        rows = repr([tuple(row) for row in connection.execute(sa.select(antwoordversies))])
    assert SECRET not in rows


def test_words_that_may_not_stay_are_replaced_and_the_others_are_not(
    database: Database, noor: Staff
) -> None:
    stored, versions = written(database, noor)
    masked = replace(versions[1], value="[naam]", source="[naam]")

    with database() as work:
        work.history.replace_words(stored.id, masked)

    with database() as work:
        assert work.history.of_conversation(stored.id) == [versions[0], masked, *versions[2:]]


def test_of_a_field_that_may_not_stay_nothing_is_left(database: Database, noor: Staff) -> None:
    stored, versions = written(database, noor)

    with database() as work:
        work.history.forget(stored.id, "leeftijden")

    with database() as work:
        assert work.history.of_conversation(stored.id) == versions[-1:]


def test_versions_are_erased_with_the_words_and_open_no_more(
    database: Database, engine: Any, noor: Staff
) -> None:
    stored, _ = written(database, noor)
    with engine.connect() as connection:
        row = connection.execute(sa.select(antwoordversies)).mappings().first()
    value, source = bytes(row["waarde_versleuteld"]), bytes(row["bron_versleuteld"])

    with database() as work:
        work.conversations.erase_words(stored.id, NOW)

    with database() as work:
        assert work.history.of_conversation(stored.id) == []
        for sealed, column in ((value, VERSION_VALUE), (source, VERSION_SOURCE)):
            with pytest.raises(CannotUnseal):
                work.data_keys.unseal(sealed, column, stored.id, stored.id, 1)
        work.conversations.remove(stored.id)


def test_a_version_opens_only_in_its_own_place(
    database: Database, engine: Any, noor: Staff
) -> None:
    stored, _ = written(database, noor)
    with engine.connect() as connection:
        sealed = bytes(connection.scalar(sa.select(antwoordversies.c.waarde_versleuteld)))

    with database() as work, pytest.raises(CannotUnseal):
        work.data_keys.unseal(sealed, VERSION_VALUE, stored.id, stored.id, 2)


def test_another_master_key_leaves_them_readable(database: Database, noor: Staff) -> None:
    stored, versions = written(database, noor)

    rotate(database)

    assert check(database).broken == ()
    with database() as work:
        assert work.history.of_conversation(stored.id) == versions
