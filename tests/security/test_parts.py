"""A host can serve the chat alone or the desk alone, so that one is out of reach of the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.web.app import create_app
from tests.security.conftest import Site, routes, serving

DESK, API = "/balie", "/api/v1"
SHARED = {"/healthz", "/readyz"}


def paths(site: Site, settings: Any) -> set[str]:
    """What is served, without what every host has."""
    app = create_app(settings, site.services)
    app.router.finalize()
    found = {path for _, path in routes(app)}
    assert found >= SHARED
    return {path for path in found - SHARED if not path.startswith("/static/")}


async def test_without_saying_so_both_are_served(
    site: Site, make_settings: Callable[..., Any]
) -> None:
    found = paths(site, make_settings())

    assert {"/", "/weg"} <= found
    assert any(path.startswith(DESK) for path in found)
    assert any(path.startswith(API) for path in found)


async def test_a_host_of_the_chat_has_no_desk(
    site: Site, make_settings: Callable[..., Any]
) -> None:
    found = paths(site, make_settings(ADVIESLIJN_PARTS="chat"))

    assert {"/", "/weg"} <= found
    assert not any(path.startswith(DESK) for path in found)


async def test_a_host_of_the_desk_has_no_chat_and_no_api(
    site: Site, make_settings: Callable[..., Any]
) -> None:
    found = paths(site, make_settings(ADVIESLIJN_PARTS="balie"))

    assert found
    assert all(path.startswith(DESK) for path in found)


@pytest.mark.parametrize(
    ("part", "path", "status"),
    [
        ("chat", "/", 200),
        ("chat", "/balie/inloggen", 404),
        ("chat", "/healthz", 200),
        ("balie", "/", 404),
        ("balie", "/api/v1/openapi.json", 404),
        ("balie", "/balie/inloggen", 200),
        ("balie", "/static/desk.js", 200),
    ],
)
async def test_what_is_not_served_is_not_there(
    site: Site, make_settings: Callable[..., Any], part: str, path: str, status: int
) -> None:
    async with serving(site, make_settings(ADVIESLIJN_PARTS=part)) as web, web.get(path) as answer:
        assert answer.status == status
