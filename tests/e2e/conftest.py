"""The product as a user starts it: `advieslijn serve` in a process of its own, nothing replaced."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookiejar import CookieJar
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

STARTS_WITHIN = 60  # seconds, on a busy machine


OWN = "vier losse woorden die niemand kent"


@dataclass
class Served:
    """`password` is the own one of the first colleague, who has signed in before."""

    url: str
    password: str
    data: Path
    log: Path

    def logged(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def add(self, login: str, name: str, role: str = "medewerker") -> str:
        """A colleague who has signed in before; the password that she chose."""
        return choose_own(self.url, login, given_to(self.data, login, name, role))


def given_to(data: Path, login: str, name: str, role: str = "medewerker") -> str:
    """The one-time password of a colleague whom the command adds."""
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "user", "add", login, name, "--rol", role],
        env={**os.environ, "ADVIESLIJN_DATA": str(data)},
        capture_output=True,
        text=True,
        check=True,
        timeout=STARTS_WITHIN,
    )
    return one_time(ended.stdout)


def one_time(said: str) -> str:
    found = re.search(r"eenmalig wachtwoord (\S+)", said)
    assert found, said
    return found[1]


def choose_own(url: str, login: str, given: str) -> str:
    """Signs in for the first time, without a browser; the password that opens the desk from then
    on."""
    person = build_opener(HTTPCookieProcessor(CookieJar()))

    def send(path: str, **form: str) -> str:
        headers = {"Sec-Fetch-Site": "same-origin"}
        request = Request(url + path, urlencode(form).encode(), headers)  # noqa: S310
        with person.open(request, timeout=20) as answer:
            return str(answer.read().decode())

    page = send("/balie/inloggen", inlognaam=login, wachtwoord=given)
    token = re.search(r'name="token" value="(\w+)"', page)
    assert token, page
    send("/balie/wachtwoord", token=token[1], oud=given, nieuw=OWN)
    return OWN


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


class Server:
    """A started server; `with` ends it."""

    def __init__(self, folder: Path, port: int | None = None, **settings: str) -> None:
        self.port = port or free_port()
        self.log = folder / "server.log"
        self.data = folder / "var"
        environment = {
            **os.environ,
            "ADVIESLIJN_DATA": str(self.data),
            "ADVIESLIJN_PORT": str(self.port),
            **settings,
        }
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", "serve"], env=environment, stdout=log, stderr=log
            )

    def __enter__(self) -> Served:
        deadline = time.monotonic() + STARTS_WITHIN
        while "Balie:" not in self.log.read_text():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.process.kill()
                pytest.fail(f"the server did not start:\n{self.log.read_text()}")
            time.sleep(0.1)
        url, said = f"http://127.0.0.1:{self.port}", self.log.read_text()
        first = choose_own(url, "balie", one_time(said)) if "Eerste account" in said else ""
        return Served(url, first, self.data, self.log)

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()


@pytest.fixture(scope="session")
def neutral() -> Iterator[str]:
    """A harmless website for quick exit to lead to; it shows the referrer that it was given."""

    class Weather(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            referrer = self.headers.get("Referer", "none")
            page = f"<!doctype html><title>Weer</title><h1>Het weer</h1><p>referrer {referrer}</p>"
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Weather)
    Thread(target=server.serve_forever, daemon=True).start()
    # Another host name than that of the chat, so that it is another site.
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def served(model: Path, neutral: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for all tests here; each has conversations of its own."""
    folder = tmp_path_factory.mktemp("served")
    with Server(folder, ADVIESLIJN_NEUTRAL_URL=neutral) as running:
        yield running
