"""Another master key, while others go on with the old one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from bot.conversation.conversation import Message, Speaker
from bot.store.keys import CannotUnseal, KeyRing, add_key, new_key_file, read_keys
from bot.store.rotation import check, rotate
from bot.store.work import Database
from tests.store.conftest import KEYS
from tests.store.test_data_keys import begun

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
NEWER = KeyRing({1: KEYS.keys[1], 2: bytes(range(1, 33))})
ONLY_NEW = KeyRing({2: NEWER.keys[2]})


def texts(database: Database, id: UUID) -> list[str]:
    with database() as work:
        return [m.text for m in work.conversations.messages(id)]


def test_after_rotating_the_old_key_is_needed_no_more(database: Database, engine: Any) -> None:
    database.check_keys()
    ids = [begun(database, f"tekst {number}") for number in range(3)]

    done = rotate(Database(engine, NEWER))

    assert (
        done == 6
    )  # three conversations, two of the service, and the text by which keys are checked
    alone = Database(engine, ONLY_NEW)
    alone.check_keys()
    assert [texts(alone, id) for id in ids] == [["tekst 0"], ["tekst 1"], ["tekst 2"]]
    assert check(alone).sealed_by == {2: 6}


def test_more_values_than_go_in_one_transaction_are_all_sealed_anew(
    database: Database, engine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.rotation.AT_ONCE", 2)
    ids = [begun(database, f"tekst {number}") for number in range(5)]

    assert rotate(Database(engine, NEWER)) == 6  # and one of the service

    alone = Database(engine, ONLY_NEW)
    assert [texts(alone, id) for id in ids] == [[f"tekst {number}"] for number in range(5)]


def test_rotating_twice_changes_nothing(database: Database, engine: Any) -> None:
    begun(database)
    rotate(Database(engine, NEWER))

    assert rotate(Database(engine, NEWER)) == 0


def test_rotating_also_brings_over_what_an_earlier_version_sealed(
    database: Database, engine: Any
) -> None:
    id = begun(database)
    old = KEYS.seal("van vroeger", f"berichten.tekst:{id}:1")
    with engine.begin() as connection:
        connection.execute(sa.text("update berichten set tekst_versleuteld = :v"), {"v": old})

    rotate(Database(engine, NEWER))

    assert texts(Database(engine, ONLY_NEW), id) == ["van vroeger"]


def test_a_process_that_knows_only_the_old_key_reads_the_file_again_and_goes_on(
    database: Database, engine: Any, tmp_path: Path
) -> None:
    path = tmp_path / "sleutels"
    new_key_file(path)

    def reread() -> dict[int, bytes]:
        return dict(read_keys(path.read_text()).keys)

    running = Database(engine, KeyRing(reread(), reread))
    id = begun(running, "voor de wissel")

    add_key(path)
    rotate(Database(engine, KeyRing(reread())))

    assert texts(running, id) == ["voor de wissel"]
    with running() as work:
        work.conversations.add_message(id, Message(0, Speaker.BEZOEKER, "erna", NOW))
    assert texts(running, id) == ["voor de wissel", "erna"]


def test_the_check_names_where_a_value_does_not_open(database: Database, engine: Any) -> None:
    begun(database)
    with engine.begin() as connection:
        connection.execute(
            sa.text("update gespreksleutels set sleutel_versleuteld = :v"), {"v": b"\x01" * 60}
        )

    report = check(database)

    assert report.broken == ("gespreksleutels.sleutel",)


def test_with_a_wrong_key_nothing_is_rotated(database: Database, engine: Any) -> None:
    id = begun(database, "blijft leesbaar")
    wrong = KeyRing({1: bytes(32), 2: bytes(32)})

    with pytest.raises(CannotUnseal):
        rotate(Database(engine, wrong))

    assert texts(database, id) == ["blijft leesbaar"]


def test_a_key_is_added_behind_the_others_and_the_file_stays_private(tmp_path: Path) -> None:
    path = tmp_path / "sleutels"
    new_key_file(path)
    first = read_keys(path.read_text()).keys[1]

    add_key(path)

    ring = read_keys(path.read_text())
    assert ring.newest == 2
    assert ring.keys[1] == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["sleutels"]
