"""A served application with storage in memory and a brain that says what it is told."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from sanic import Sanic

from bot.bootstrap import Services, rules_of
from bot.services.identity import IdentityProvider
from bot.settings import Settings
from bot.web.app import create_app
from tests.fake_storage import FakeStorage
from tests.fakes import FakeBrain, FakeClock, fake_outside, fake_services

PASSWORD = "een lang wachtwoord"


@dataclass
class Site:
    """A running server and what stands behind it."""

    url: str
    storage: FakeStorage
    brain: FakeBrain
    clock: FakeClock
    services: Services
    web: aiohttp.ClientSession
    app: Sanic

    async def open(self) -> tuple[str, dict[str, str]]:
        """A new conversation by the API: its path and the headers that open it."""
        async with self.web.post("/api/v1/gesprekken") as answer:
            opened = await answer.json()
        path = f"/api/v1/gesprekken/{opened['gesprek']}"
        return path, {"Authorization": f"Bearer {opened['sleutel']}"}


@asynccontextmanager
async def serving(
    make_settings: Callable[[str], Settings],
    make_provider: Callable[[Settings], IdentityProvider] | None = None,
) -> AsyncIterator[Site]:
    """`make_settings` is given the address at which is served."""
    listening = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    settings = make_settings(url)
    storage, brain, clock = FakeStorage(), FakeBrain(), FakeClock()
    outside = fake_outside(storage, brain, clock)
    provider = make_provider(settings) if make_provider else None
    services = fake_services(outside, provider, rules_of(settings))
    services.accounts.add("balie", "Medewerker Balie", PASSWORD)
    # Sanic rewrites its own classes when a server starts; for a second one it must know.
    Sanic.test_mode = True
    app = create_app(settings, services)
    server = await app.create_server(sock=listening, return_asyncio_server=True, access_log=False)
    assert server is not None
    await server.startup()
    await server.before_start()
    await server.after_start()
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(url, cookie_jar=jar) as web:
        yield Site(url, storage, brain, clock, services, web, app)
    await server.before_stop()
    server.close()
    await server.after_stop()
    await asyncio.sleep(0)


@pytest.fixture
async def site(make_settings: Callable[..., Any]) -> AsyncIterator[Site]:
    async with serving(lambda _: make_settings()) as running:
        yield running
