"""With the real parts: a code that was seen, a value that was moved or cut off, and a wrong key."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pyotp
import pytest
import sqlalchemy as sa

from bot.bootstrap import open_database
from bot.conversation.conversation import Conversation, Message, Speaker
from bot.live.memory import MemoryNotifier
from bot.services.accounts import Accounts, SignInRefused
from bot.services.outside import Office
from bot.services.return_code import code_hash, new_code
from bot.services.second_factor import SecondFactor
from bot.settings import read_settings
from bot.store.keys import CannotUnseal, KeyUnusable
from bot.store.passwords import Argon2Passwords
from bot.store.totp import TimeCodes
from bot.store.work import Database, make_engine

NOW = datetime(2026, 3, 2, 9, 0, 10, tzinfo=UTC)
PASSWORD = "een lang wachtwoord"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "var"


@pytest.fixture
def database(data: Path) -> Database:
    return open_database(read_settings({"ADVIESLIJN_DATA": str(data)}))


def said(database: Database, text: str) -> UUID:
    conversation = Conversation(id=uuid4(), started_at=NOW, last_at=NOW)
    with database() as work:
        work.conversations.add(conversation, b"hash")
        work.conversations.add_message(conversation.id, Message(0, Speaker.BEZOEKER, text, NOW))
    return conversation.id


def in_file(data: Path, statement: str, **values: object) -> object:
    """By somebody who has the file and no key."""
    engine = make_engine(f"sqlite:///{data / 'advieslijn.db'}")
    with engine.begin() as connection:
        done = connection.execute(sa.text(statement), values)
        return done.scalar() if done.returns_rows else None


async def test_a_code_of_the_app_that_was_seen_is_refused(database: Database) -> None:
    clock = [NOW]
    office = Office(database, MemoryNotifier(), lambda: clock[0])
    second_factor = SecondFactor(office, TimeCodes())
    accounts = Accounts(office, Argon2Passwords(), second_factor)
    noor = accounts.add("noor", "Noor", PASSWORD)
    app = pyotp.TOTP((await second_factor.set_up(noor)).secret)
    await second_factor.confirm(noor, app.at(clock[0]))
    clock[0] += timedelta(minutes=1)
    code = app.at(clock[0])

    assert (await accounts.sign_in("noor", PASSWORD, code)).staff.id == noor.id

    for later in (timedelta(0), timedelta(seconds=20)):
        clock[0] += later
        with pytest.raises(SignInRefused):
            await accounts.sign_in("noor", PASSWORD, code)
    clock[0] += timedelta(minutes=1)
    assert (await accounts.sign_in("noor", PASSWORD, app.at(clock[0]))).staff.id == noor.id


def test_swapped_values_do_not_open(database: Database, data: Path) -> None:
    one, other = said(database, "van de een"), said(database, "van de ander")
    in_file(
        data,
        "update berichten set tekst_versleuteld = "
        "(select tekst_versleuteld from berichten where gesprek_id = :other) "
        "where gesprek_id = :one",
        one=str(one),
        other=str(other),
    )

    with database() as work, pytest.raises(CannotUnseal):
        work.conversations.messages(one)


def test_swapped_keys_open_nothing(database: Database, data: Path) -> None:
    one, other = said(database, "van de een"), said(database, "van de ander")
    in_file(
        data,
        "update gespreksleutels set sleutel_versleuteld = "
        "(select sleutel_versleuteld from gespreksleutels where gesprek_id = :other) "
        "where gesprek_id = :one",
        one=str(one),
        other=str(other),
    )

    with database() as work, pytest.raises(CannotUnseal):
        work.conversations.messages(one)


@pytest.mark.parametrize("table", ["berichten.tekst", "gespreksleutels.sleutel"])
def test_a_value_that_was_cut_off_does_not_open(database: Database, data: Path, table: str) -> None:
    id = said(database, "hij gooit met borden")
    name, column = table.split(".")
    in_file(
        data,
        f"update {name} set {column}_versleuteld = substr({column}_versleuteld, 1, 20)",  # noqa: S608
    )

    with database() as work, pytest.raises(CannotUnseal):
        work.conversations.messages(id)


def test_with_another_key_the_service_does_not_start(database: Database, data: Path) -> None:
    said(database, "hij gooit met borden")
    wrong = f"1:{base64.b64encode(bytes(32)).decode()}"

    with pytest.raises(KeyUnusable, match="not the key that the database was written with"):
        open_database(
            read_settings({"ADVIESLIJN_DATA": str(data), "ADVIESLIJN_SECRET_KEYS": wrong})
        )


def test_without_its_key_file_the_service_does_not_start(database: Database, data: Path) -> None:
    said(database, "hij gooit met borden")
    (data / "sleutels").unlink()

    with pytest.raises(KeyUnusable, match="is missing"):
        open_database(read_settings({"ADVIESLIJN_DATA": str(data)}))


@pytest.mark.parametrize("line", ["1:a29ydA==", "1:", "1:geen base64", "0:" + "A" * 43 + "="])
def test_with_a_key_that_is_too_short_or_none_the_service_does_not_start(
    data: Path, line: str
) -> None:
    data.mkdir()
    (data / "sleutels").write_text(line, encoding="ascii")

    with pytest.raises(KeyUnusable, match="make one with"):
        open_database(read_settings({"ADVIESLIJN_DATA": str(data)}))


def test_who_has_the_database_alone_cannot_try_return_codes_against_it(
    database: Database, data: Path
) -> None:
    """The hash of a code differs in another installation: a key of the service is in it."""
    code, other = new_code(), data.with_name("andere")
    elsewhere = open_database(read_settings({"ADVIESLIJN_DATA": str(other)}))
    for one in (database, elsewhere):
        id = said(one, "hij gooit met borden")
        with one() as work:
            work.conversations.give_key(id, code_hash(code))

    query = "select sleutel_hash from gesprekken"
    stored, there = in_file(data, query), in_file(other, query)

    assert code_hash(code) not in (stored, there)
    assert stored != there
    with database() as work:
        assert work.conversations.opened_by(code_hash(code)) is not None
