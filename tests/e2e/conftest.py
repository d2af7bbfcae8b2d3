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
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

STARTS_WITHIN = 60  # seconds, on a busy machine


@dataclass
class Served:
    url: str
    password: str
    data: Path
    log: Path

    def logged(self) -> str:
        return self.log.read_text(encoding="utf-8")


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
        found = re.search(r"wachtwoord (\S+)", self.log.read_text())
        url = f"http://127.0.0.1:{self.port}"
        return Served(url, found[1] if found else "", self.data, self.log)

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
