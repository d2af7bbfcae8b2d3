"""Behind HTTPS a cookie can be set and read by this site alone, and by no script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http.cookies import Morsel, SimpleCookie
from typing import Any

import aiohttp
import pytest

from tests.security.conftest import SAME, Site, serving
from tests.web.conftest import PASSWORD

OF_THE_SESSION = ("__Host-s", "__Host-b", "__Host-taal")
LOGIN = {"inlognaam": "balie", "wachtwoord": PASSWORD}


@pytest.fixture
async def secure(site: Site, make_settings: Callable[..., Any]) -> Any:
    async with serving(site, make_settings(ADVIESLIJN_SECURE_COOKIES="1")) as web:
        yield web


def cookies(answer: aiohttp.ClientResponse) -> Iterator[Morsel[str]]:
    for line in answer.headers.getall("Set-Cookie", []):
        yield from SimpleCookie(line).values()


@pytest.mark.parametrize(
    ("method", "path", "form"),
    [
        ("POST", "/", {"start": "ja"}),
        ("GET", "/?taal=en", None),
        ("POST", "/balie/inloggen", LOGIN),
    ],
)
async def test_a_cookie_that_is_given_is_bound_to_this_site(
    secure: aiohttp.ClientSession, method: str, path: str, form: dict[str, str] | None
) -> None:
    async with secure.request(
        method, path, data=form, headers=SAME, allow_redirects=False
    ) as answer:
        given = [cookie for cookie in cookies(answer) if cookie["max-age"] != "0"]

    assert given
    for cookie in given:
        assert cookie.key.startswith("__Host-")
        assert cookie["secure"]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Strict"
        assert cookie["path"] == "/"
        assert not cookie["domain"]
        if cookie.key in OF_THE_SESSION:
            assert not cookie["max-age"]
            assert not cookie["expires"]


async def test_a_cookie_is_taken_back_with_what_it_was_given_with(
    secure: aiohttp.ClientSession,
) -> None:
    """A browser ignores the end of a `__Host-` cookie that is not Secure with Path=/."""
    async with secure.get("/weg", allow_redirects=False) as answer:
        gone = list(cookies(answer))

    assert {"__Host-s", "__Host-taal"} <= {cookie.key for cookie in gone}
    for cookie in gone:
        assert cookie["max-age"] == "0"
        assert cookie["secure"]
        assert cookie["path"] == "/"
        assert not cookie["domain"]


async def test_a_cookie_without_the_prefix_is_not_read(
    site: Site, secure: aiohttp.ClientSession
) -> None:
    """Another host of the same domain could have set it."""
    async with secure.post("/", data={"start": "ja"}, headers=SAME, allow_redirects=False) as a:
        [value] = [cookie.value for cookie in cookies(a) if cookie.key == "__Host-s"]

    async with secure.get("/", headers={"Cookie": f"s={value}"}) as planted:
        assert "Start de chat" in await planted.text()
    async with secure.get("/", headers={"Cookie": f"__Host-s={value}"}) as own:
        assert "Verstuur" in await own.text()


@pytest.mark.parametrize(("own", "days"), [("", 180), ("apparaat=30", 30)])
async def test_a_browser_keeps_the_cookie_of_a_device_for_its_term(
    site: Site, make_settings: Callable[..., Any], own: str, days: int
) -> None:
    async with (
        serving(site, make_settings(ADVIESLIJN_RETENTION=own)) as web,
        web.post("/balie/inloggen", data=LOGIN, headers=SAME, allow_redirects=False) as answer,
    ):
        [device] = [cookie for cookie in cookies(answer) if cookie.key == "a"]

    assert int(device["max-age"]) == days * 24 * 60 * 60
