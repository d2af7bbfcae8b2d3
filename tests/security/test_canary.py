"""What people type is in no log: canaries in all that can be typed, and then looking for them."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.e2e.conftest import Served, Server

CANARY = re.compile(r"(?i)kanarie[a-z]+")
SAME = {"Sec-Fetch-Site": "same-origin"}
# What an operator may switch on while looking for a fault.
LOUD = {
    "LOG_LEVEL": "DEBUG",
    "LOG_LEVEL_LIBRARIES": "DEBUG",
    "LOG_LEVEL_RASA": "DEBUG",
    "SANIC_ACCESS_LOG": "true",
    "SANIC_DEBUG": "true",
    "SANIC_FALLBACK_ERROR_FORMAT": "html",
    "PYTHONASYNCIODEBUG": "1",
    "PYTHONDEVMODE": "1",
    "PYTHONWARNINGS": "always",
    "SQLALCHEMY_WARN_20": "1",
}


class Bird:
    """Plants canaries: in every request, wherever something can be typed."""

    def __init__(self, served: Served) -> None:
        self.url = served.url
        self.password = served.password
        self.bodies: list[str] = []

    def send(self, method: str, path: str, web: Any = requests, **more: Any) -> Any:
        answer = web.request(method, f"{self.url}{path}", timeout=30, **more)
        self.bodies.append(answer.text)
        assert "Traceback" not in answer.text
        return answer

    def through_the_api(self) -> None:
        opened = self.send("POST", "/api/v1/gesprekken").json()
        path = f"/api/v1/gesprekken/{opened['gesprek']}"
        key = {"Authorization": f"Bearer {opened['sleutel']}"}
        said: list[dict[str, Any]] = [
            {"tekst": "kanariebericht: hij staat nu met een mes voor mijn deur"},
            {"tekst": "ik heet Kanarienaam en woon in de Kanariestraat 5"},
            {"tekst": "kanarielang " * 400},
            {"keuze": "kanariekeuze"},
            {"tekst": {"kanariegeneste": "kanariewaarde"}},
            {"kanarieveld": "x"},
        ]
        for body in said:
            self.send("POST", f"{path}/berichten", json=body, headers=key)
        self.send("POST", "/api/v1/gesprekken", json={"code": "kanariecode"})
        self.send("GET", f"{path}?na=kanarieteller&q=kanarievraag", headers=key)
        self.send("GET", path, headers={"Authorization": "Bearer kanariesleutel"})
        self.send("GET", "/api/v1/gesprekken/kanarienummer", headers=key)
        odd = {**key, "Content-Type": "application/json"}
        for raw in (b'{"tekst": "kanariekapot', b'{"tekst": "kanariebyte \xff"}', b"kanariekaal"):
            self.send("POST", f"{path}/berichten", data=raw, headers=odd)
        self.send("POST", f"{path}/berichten", data=b"kanariegroot" * 7_000, headers=odd)

    def through_the_page(self) -> None:
        web = requests.Session()
        self.send("POST", "/", web, data={"start": "code", "code": "kanarieterug"}, headers=SAME)
        page = self.send("POST", "/", web, data={"start": "ja"}, headers=SAME).text
        form = {"token": token_in(page)}
        for said in ({"tekst": "kanariepagina"}, {"keuze": "kanarieknop"}, {"toon": "kanarietoon"}):
            self.send("POST", "/", web, data={**form, **said}, headers=SAME)
        self.send("POST", "/", web, data={"token": "kanarietoken", "tekst": "x"}, headers=SAME)
        urlencoded = {**SAME, "Content-Type": "application/x-www-form-urlencoded"}
        broken = f"token={form['token']}&tekst=kanariebreuk".encode() + b"\xff"
        self.send("POST", "/", web, data=broken, headers=urlencoded)
        multipart = {**SAME, "Content-Type": "multipart/form-data; boundary=kanariegrens"}
        self.send("POST", "/", web, data=b"--kanariegrens\r\nkanariedeel", headers=multipart)
        self.send("GET", "/?taal=kanarietaal&x=kanarieadres", web)
        for path in ("/kanariepad", "/static/kanariebestand", "/static/../kanariemap"):
            self.send("GET", path, web)
        loud = ("User-Agent", "Referer", "Accept-Language", "Last-Event-ID", "X-Forwarded-For")
        self.send("GET", "/", headers=dict.fromkeys(loud, "kanariekop"))
        self.send("GET", "/", headers={"Cookie": "s=kanariekoek; b=kanariebalie; taal=kanarie"})
        self.send("POST", "/weg", web, headers=SAME, allow_redirects=False)

    def through_the_desk(self) -> None:
        web = requests.Session()
        for login, password in (("kanarielogin", "kanariewachtwoord"), ("balie", "kanariegok")):
            data = {"inlognaam": login, "wachtwoord": password}
            self.send("POST", "/balie/inloggen", web, data=data, headers=SAME)
        data = {"inlognaam": "balie", "wachtwoord": self.password}
        page = self.send("POST", "/balie/inloggen", web, data=data, headers=SAME).text
        found = re.search(r"/balie/gesprekken/[0-9a-f-]{36}", page)
        assert found
        form = {"token": token_in(page)}
        self.send("POST", f"{found[0]}/overnemen", web, data=form, headers=SAME)
        said = {"tekst": "kanarieantwoord", "reden": "kanariereden " * 5, "besluit": "kanarie"}
        said |= {"doen": "vastleggen", "bekend": "kanarieweging " * 5, "versie": "1"}
        weging = found[0].replace("gesprekken", "meldingen") + "/weging"
        for what in (f"{found[0]}/antwoord", weging, f"{found[0]}/kanarieactie"):
            self.send("POST", what, web, data={**form, **said}, headers=SAME)
        self.send("GET", "/balie/gesprekken/kanarie", web)


def token_in(page: str) -> str:
    found = re.search(r'name="token" value="(\w+)"', page)
    assert found
    return found[1]


@pytest.fixture(scope="module")
def sung(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server through which every canary has gone; and then once more without its database."""
    with Server(tmp_path_factory.mktemp("kanarie"), **LOUD) as served:
        bird = Bird(served)
        bird.through_the_api()
        bird.through_the_page()
        bird.through_the_desk()
        opened = requests.post(f"{served.url}/api/v1/gesprekken", timeout=30).json()
        key = {"Authorization": f"Bearer {opened['sleutel']}"}
        shutil.copytree(served.data, served.data.with_name("before"))
        for file in served.data.glob("advieslijn.db*"):
            file.write_bytes(b"geen database meer")
        down = bird.send(
            "POST",
            f"/api/v1/gesprekken/{opened['gesprek']}/berichten",
            json={"tekst": "kanariestoring: hij staat nu met een mes voor mijn deur"},
            headers=key,
        )
        assert down.status_code == 503
        assert "112" in down.text
        yield served


def test_no_canary_is_in_what_the_server_printed(sung: Served) -> None:
    assert "gesprek.geopend" in sung.logged()  # or there would be nothing to look through
    assert "ERROR" in sung.logged()
    assert CANARY.findall(sung.logged()) == []


def test_no_canary_is_in_a_file_that_it_wrote(sung: Served) -> None:
    written = [file for file in sung.log.parent.rglob("*") if file.is_file()]
    assert "advieslijn.db" in {file.name for file in written if file.parent.name == "before"}
    for file in written:
        found = CANARY.findall(file.read_bytes().decode("utf-8", errors="ignore"))
        assert found == [], file.name


def test_an_error_that_nobody_foresaw_is_printed_without_its_words() -> None:
    """In a process of its own, as it ends by it."""
    code = (
        "from bot.logs import configure; configure()\n"
        "import logging\n"
        "for name in ('rasa.core', 'sanic.error', 'sqlalchemy.engine', 'asyncio', 'aiohttp'):\n"
        "    logging.getLogger(name).setLevel(logging.DEBUG)\n"
        "    logging.getLogger(name).error('kanarielog %s', 'kanarieargument', stack_info=True)\n"
        "try:\n"
        "    raise ValueError('kanarieoorzaak')\n"
        "except ValueError as cause:\n"
        "    raise RuntimeError('kanarieslot') from cause\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=os.environ
    )

    assert ended.returncode == 1
    assert "RuntimeError" in ended.stderr
    assert CANARY.findall(ended.stdout + ended.stderr) == []


@pytest.mark.parametrize(
    "name", ["rasa", "sanic.root", "sanic.error", "sqlalchemy.engine", "asyncio"]
)
def test_a_library_has_no_way_around_our_log(name: str) -> None:
    logger = logging.getLogger(name)

    assert logger.handlers == []
    assert logger.propagate
