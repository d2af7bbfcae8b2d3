"""An advice conversation full of names, addresses and numbers leaves none of them anywhere: not in
what is stored, also when it is unsealed with the right key, and not in any byte of any file."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import aiohttp
import pytest
import sqlalchemy as sa

from bot.bootstrap import open_database
from bot.danger.assess import assess
from bot.settings import read_settings
from bot.store.data_keys import DataKeys
from bot.store.sealed import SEALED, sealed_rows
from bot.store.tables import metadata
from bot.store.work import make_engine
from tests.conftest import needed
from tests.e2e.conftest import Served, Server

# What each message gives away, invented; the rest of it may be kept.
SAID = {
    "Mijn buurvrouw heet Wilhelmina Kropveld en haar man slaat haar": ["Wilhelmina", "Kropveld"],
    "ze wonen aan de Populierenlaan 83b, 7415 KX": ["Populierenlaan 83b", "7415 KX", "7415KX"],
    "haar nummer is 06-48153927 en mailen kan naar wkropveld@voorbeeldpost.nl": [
        "48153927", "06-48153927", "wkropveld",
    ],
    "haar bsn is 111222333 en ze is geboren op 14-03-1987": ["111222333", "14-03-1987"],
    "hij rijdt in een auto met kenteken XK-482-R en heet Ruud Stavenuiter": [
        "XK-482-R", "Stavenuiter",
    ],
    "de kinderen zitten op basisschool De Zandloper bij juf Marieke": ["Zandloper", "Marieke"],
    "hun bankrekening is NL91ABNA0417164300": ["NL91ABNA0417164300", "0417164300"],
    "ze staat op insta als @willa_kropveld": ["willa_kropveld"],
}  # fmt: skip
GIVEN_AWAY = [word for words in SAID.values() for word in words]
IN_DANGER = "hij staat nu met een mes voor haar deur"


@dataclass
class Kept:
    """A server, and where it keeps things."""

    served: Served
    url: str
    environment: dict[str, str]


@pytest.fixture(params=["sqlite", "postgresql"])
def kept(request: pytest.FixtureRequest, tmp_path: Path, model: Path) -> Iterator[Kept]:
    url, more = f"sqlite:///{tmp_path / 'var' / 'advieslijn.db'}", {}
    if request.param == "postgresql":
        server = needed("TEST_POSTGRESQL_URL", "this test stores in PostgreSQL")
        name = f"advieslijn_scan_{uuid4().hex[:12]}"
        admin = sa.create_engine(server, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        made = sa.engine.make_url(server).set(database=name)
        url = str(made.render_as_string(hide_password=False))
        more = {"ADVIESLIJN_DATABASE_URL": url}
    with Server(tmp_path, **more) as served:
        yield Kept(served, url, {"ADVIESLIJN_DATA": str(tmp_path / "var"), **more})
    if request.param == "postgresql":
        with admin.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        admin.dispose()


async def talk(url: str) -> list[str]:
    """Says all of it, and returns the words that the visitor was told were left out."""
    told = []
    async with aiohttp.ClientSession(url) as web:
        async with web.post("/api/v1/gesprekken") as answer:
            opened = await answer.json()
        path = f"/api/v1/gesprekken/{opened['gesprek']}/berichten"
        headers = {"Authorization": f"Bearer {opened['sleutel']}"}
        for text in SAID:
            async with web.post(path, json={"tekst": text}, headers=headers) as answer:
                turn = await answer.json()
            told += [m["tekst"] for m in turn["berichten"] if "weggelaten" in m["tekst"]]
        async with web.post(path, json={"tekst": IN_DANGER}, headers=headers) as answer:
            assert (await answer.json())["gevaar"] == "acuut"
        async with web.post(path, json={"tekst": 7, "is": GIVEN_AWAY}, headers=headers):
            pass  # what is refused is not kept either
    return told


def unsealed(kept: Kept) -> str:
    """Every sealed value of the database, opened, as one text."""
    database = open_database(read_settings(kept.environment))
    found = []
    with database.transaction() as connection:
        data_keys = DataKeys(connection, database.keys)
        for sealed in SEALED:
            if sealed.of_conversation is None:
                continue
            for row in sealed_rows(connection, sealed):
                key = (row[name] for name in sealed.bound_to)
                conversation = UUID(row[sealed.of_conversation])
                found.append(
                    data_keys.unseal(bytes(row[sealed.column]), sealed, conversation, *key)
                )
    return "\n".join(found)


def in_clear(url: str) -> str:
    """Every column of every table as it stands there."""
    engine = make_engine(url)
    found = []
    with engine.connect() as connection:
        for table in metadata.tables.values():
            for row in connection.execute(table.select()):
                values = [bytes(v) if isinstance(v, memoryview) else v for v in row]
                found.append(repr(values))
    engine.dispose()
    return "\n".join(found)


def forms_of(word: str) -> Iterator[bytes]:
    """As it could stand in a file."""
    for text in {word, word.lower(), word.upper(), json.dumps(word)[1:-1]}:
        yield text.encode()
        yield text.encode("utf-16-le")


async def test_nothing_that_identifies_the_family_is_left_anywhere(
    kept: Kept, tmp_path: Path
) -> None:
    told = await talk(kept.served.url)

    words = unsealed(kept).lower()
    assert "slaat haar" in words  # what may be kept is there, and was unsealed
    for word in GIVEN_AWAY:
        assert word.lower() not in words, word
        assert word.lower() not in in_clear(kept.url).lower(), word
    heard = {signal.name for signal in assess(IN_DANGER).signals}
    assert heard <= set(re.findall(r"\w+", words))
    assert not any(name in in_clear(kept.url) for name in heard)
    assert len(told) >= len(SAID) - 1  # and the visitor was told
    copy = tmp_path / "kopie"
    shutil.copytree(kept.served.data, copy)
    files = [file for file in (*copy.rglob("*"), kept.served.log) if file.is_file()]
    assert len(files) >= 2
    for file in files:
        content = file.read_bytes()
        for word in GIVEN_AWAY:
            assert not any(form in content for form in forms_of(word)), (file.name, word)
        for name in heard:
            assert name.encode() not in content, (file.name, name)


def test_the_scan_finds_a_word_that_is_there(tmp_path: Path) -> None:
    file = tmp_path / "crash.txt"
    file.write_bytes("KROPVELD".encode("utf-16-le"))

    assert any(form in file.read_bytes() for form in forms_of("Kropveld"))


def test_every_word_is_looked_for_in_more_than_one_form() -> None:
    forms = list(forms_of("Kropveld"))

    assert b"kropveld" in forms
    assert b"KROPVELD" in forms
