"""What tests of the served application share: its routes as they are, and requests as bytes."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from multidict import CIMultiDict
from sanic import Sanic

from bot.web.app import create_app
from tests.web.conftest import Site, site

__all__ = ["Site", "site"]

SAME = {"Sec-Fetch-Site": "same-origin"}
SOME_ID = "00000000-0000-4000-8000-000000000000"
FORM = "application/x-www-form-urlencoded"


def served_app() -> Sanic:
    """The application that was made last: that of the site of this test."""
    made = [a for a in Sanic._app_registry.values() if a.name.startswith("advieslijn")]
    return made[-1]


def routes(app: Sanic, id: str = SOME_ID) -> Iterator[tuple[str, str]]:
    """Every (method, path) that is served, with an id where the path has a place for one."""
    for route in app.router.routes:
        path = re.sub(r"<(\w+)(?::(\w+))?[^>]*>", _filled(id), f"/{route.path}")
        for method in sorted(route.methods):
            yield method, path


def _filled(id: str) -> Any:
    return lambda place: "1" if place[2] == "int" else id


@asynccontextmanager
async def serving(site: Site, settings: Any) -> AsyncIterator[aiohttp.ClientSession]:
    """The same services behind another application, such as one with secure cookies."""
    app = create_app(settings, site.services)
    listening = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    server = await app.create_server(sock=listening, return_asyncio_server=True, access_log=False)
    assert server is not None
    await server.startup()
    await server.before_start()
    await server.after_start()
    async with aiohttp.ClientSession(url, cookie_jar=aiohttp.CookieJar(unsafe=True)) as web:
        yield web
    await server.before_stop()
    server.close()
    await server.after_stop()


async def raw(site: Site, request: bytes) -> tuple[int, CIMultiDict[str], bytes]:
    """Status, headers and body of what comes back for bytes that no client would send; status 0
    when the connection is closed without an answer."""
    host, port = site.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(request)
    try:
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)
    except (asyncio.IncompleteReadError, ConnectionResetError):
        return 0, CIMultiDict(), b""
    else:
        first, *lines = head.decode("latin-1").split("\r\n")
        parts = (line.partition(":") for line in lines if line)
        headers = CIMultiDict((name, value.strip()) for name, _, value in parts)
        body = b""
        length = 0 if request.startswith(b"HEAD ") else int(headers.get("content-length", 0))
        if length:
            body = await asyncio.wait_for(reader.readexactly(length), 5)
        return int(first.split(" ")[1]), headers, body
    finally:
        writer.close()


def message(path: str, *lines: str, method: str = "GET", body: bytes = b"") -> bytes:
    """A request with a right length."""
    head = [f"{method} {path} HTTP/1.1", "Host: x", f"Content-Length: {len(body)}", *lines]
    return "\r\n".join(head).encode(errors="surrogateescape") + b"\r\n\r\n" + body
