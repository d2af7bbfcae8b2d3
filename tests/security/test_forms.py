"""No other site can act for a visitor or a colleague: every form that changes something says no."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest

from bot.settings import SIGNED_OUT
from tests.security.conftest import SAME, Site, routes, served_app
from tests.web.conftest import PASSWORD

FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "{own}"},
    {"Origin": "https://elders.example"},
    {"Origin": "null"},
    {"Origin": "{own}.elders.example"},
    {"Referer": "https://elders.example/?{own}"},
    {},  # neither Origin nor Referer
]
STORED = (
    "conversations",
    "keys",
    "messages",
    "answers",
    "queue",
    "meldingen",
    "wegingen",
    "drafts",
    "zaken",
)
# What has no token, because there is no cookie yet to make one from, or because a page that is
# being left has no time for it. That it comes from our own page is asked of these too.
# The last is not there while no provider is set; tests/security/test_provider_sign_in.py tries it.
WITHOUT_TOKEN = {"/balie/inloggen", "/weg", "/balie/inloggen/code"}
# The provider itself asks this, with a signature and without a browser.
OF_THE_PROVIDER = {SIGNED_OUT}


def forms(id: str) -> list[str]:
    """Every path that takes a form of a browser."""
    found = [path for method, path in routes(served_app(), id) if method == "POST"]
    return [p for p in found if not p.startswith("/api/") and p not in OF_THE_PROVIDER]


async def come(site: Site) -> tuple[str, dict[str, str]]:
    """A browser with a chat, and a colleague who signed in and took it: the id of the conversation,
    and the token for the forms of the chat and of the desk."""
    login = {"inlognaam": "balie", "wachtwoord": PASSWORD}
    tokens = {}
    async with site.web.post("/", data={"start": "ja"}, headers=SAME) as answer:
        tokens["/"] = token_in(await answer.text())
    [id] = site.storage.rows.conversations
    async with site.web.post("/balie/inloggen", data=login, headers=SAME) as answer:
        tokens["/balie"] = token_in(await answer.text())
    return str(id), tokens


def token_in(page: str) -> str:
    found = re.search(r'name="token" value="(\w+)"', page)
    assert found
    return found[1]


def token_for(path: str, tokens: dict[str, str]) -> str:
    return tokens["/balie" if path.startswith("/balie") else "/"]


async def post(site: Site, path: str, form: dict[str, str], headers: dict[str, str]) -> int:
    own = {name: value.replace("{own}", site.url) for name, value in headers.items()}
    async with site.web.post(path, data=form, headers=own, allow_redirects=False) as answer:
        return answer.status


def everything(site: Site) -> Any:
    """What is stored of visitors and of the work on it."""
    return {name: copy.deepcopy(getattr(site.storage.rows, name)) for name in STORED}


@pytest.mark.parametrize("headers", FOREIGN)
async def test_no_form_is_taken_from_another_site(site: Site, headers: dict[str, str]) -> None:
    id, tokens = await come(site)
    before = everything(site)

    for path in forms(id):
        form = {"token": token_for(path, tokens), "tekst": "van een ander", "start": "ja"}
        assert await post(site, path, form, headers) == 403, path

    assert everything(site) == before
    assert not site.brain.heard


@pytest.mark.parametrize("token", [None, "", "0" * 32, "é" * 16, "{other}"])
async def test_no_form_is_taken_without_the_token_of_its_page(
    site: Site, token: str | None
) -> None:
    id, tokens = await come(site)
    before = everything(site)

    for path in forms(id):
        if path in WITHOUT_TOKEN:
            continue
        other = tokens["/"] if path.startswith("/balie") else tokens["/balie"]
        form = {"tekst": "van een ander"}
        if token is not None:
            form["token"] = token.replace("{other}", other)
        assert await post(site, path, form, SAME) == 403, path

    assert everything(site) == before


@pytest.mark.parametrize("headers", FOREIGN)
async def test_another_site_starts_no_conversation(site: Site, headers: dict[str, str]) -> None:
    assert await post(site, "/", {"start": "ja"}, headers) == 403
    assert not site.storage.rows.conversations


async def test_a_form_of_our_own_page_is_taken(site: Site) -> None:
    """Or the tests above would pass on a site that takes nothing."""
    id, tokens = await come(site)
    own = {"Origin": site.url}

    assert await post(site, "/", {"token": tokens["/"], "tekst": "goedemorgen"}, own) == 303
    taken = f"/balie/gesprekken/{id}/overnemen"
    assert await post(site, taken, {"token": tokens["/balie"]}, {"Referer": f"{site.url}/"}) == 303
    assert await post(site, "/weg", {}, SAME) == 303


async def test_the_api_opens_nothing_for_a_cookie(site: Site) -> None:
    id, _ = await come(site)

    for method, path in routes(served_app(), id):
        if path.startswith("/api/v1/gesprekken/"):
            async with site.web.request(method, path, json={"tekst": "hoi daar"}) as answer:
                assert answer.status == 401, (method, path)
                assert "Set-Cookie" not in answer.headers


async def test_the_pages_open_nothing_for_a_bearer_key(site: Site) -> None:
    _, headers = await site.open()

    async with site.web.get("/", headers=headers) as answer:
        assert "Start de chat" in await answer.text()


async def test_no_page_is_shared_with_scripts_of_other_sites(site: Site) -> None:
    for path in ("/", "/api/v1/openapi.json", "/api/v1/gesprekken", "/balie"):
        for method in ("GET", "OPTIONS"):
            headers = {
                "Origin": "https://elders.example",
                "Access-Control-Request-Method": "POST",
            }
            async with site.web.request(method, path, headers=headers) as answer:
                assert not [name for name in answer.headers if name.lower().startswith("access-")]


async def test_reading_changes_nothing(site: Site) -> None:
    """A link or an image on another site is a GET with the visitor's cookies in some browsers."""
    id, _ = await come(site)
    before = everything(site)

    for method, path in routes(served_app(), id):
        if method in {"GET", "HEAD"} and not path.endswith("/stroom"):
            async with site.web.request(method, path, allow_redirects=False) as answer:
                assert answer.status < 500

    assert everything(site) == before
