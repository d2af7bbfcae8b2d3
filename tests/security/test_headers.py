"""Whatever is asked and whatever comes of it, the answer carries the headers that guard it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.security.conftest import (
    FORM,
    SAME,
    Site,
    message,
    raw,
    routes,
    served_app,
    serving,
)  # fmt: skip
from tests.web.conftest import PASSWORD

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
EXACT = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self' https://www.buienradar.nl",
}
NEW = "/api/v1/gesprekken"
HSTS = "Strict-Transport-Security"


def guarded(headers: Mapping[str, str], path: str = "/") -> None:
    for name, value in EXACT.items():
        assert headers.get(name) == value, (path, name)
    opener = "same-origin" if path.startswith("/balie") else "same-origin-allow-popups"
    assert headers["Cross-Origin-Opener-Policy"] == opener, path
    parts = headers["Content-Security-Policy"].split("; ")
    assert dict(part.split(" ", 1) for part in parts) == POLICY, path
    kept = "public, max-age=3600" if path.startswith("/static/") else "no-store"
    assert headers["Cache-Control"] == kept, path
    assert "Server" not in headers
    assert not any(name.lower().startswith("x-powered") for name in headers)


async def ask_everything(site: Site, id: str) -> set[int]:
    """Every route with every method; returns the statuses that were seen."""
    seen = set()
    paths = {path for _, path in routes(served_app(), id)} | {"/bestaat-niet", "/api/v1/niets"}
    for path in sorted(paths):
        for method in METHODS:
            async with site.web.request(method, path, allow_redirects=False) as answer:
                guarded(answer.headers, path)
                seen.add(answer.status)
    return seen


async def test_every_route_and_method_answers_with_the_headers(site: Site) -> None:
    path, _ = await site.open()

    seen = await ask_everything(site, path.rsplit("/", 1)[1])

    assert {200, 303, 401, 403, 404, 405} <= seen


async def test_so_it_is_for_who_signed_in_and_has_a_conversation(site: Site) -> None:
    path, _ = await site.open()
    login = {"inlognaam": "balie", "wachtwoord": PASSWORD}
    for where, form in (("/", {"start": "ja"}), ("/balie/inloggen", login)):
        async with site.web.post(where, data=form, headers=SAME) as answer:
            assert answer.status == 200

    seen = await ask_everything(site, path.rsplit("/", 1)[1])

    assert 200 in seen
    assert not any(status >= 500 for status in seen)


async def test_so_it_is_when_storage_is_down(site: Site) -> None:
    async with site.web.post("/", data={"start": "ja"}, headers=SAME):
        pass
    site.storage.down = True

    assert 503 in await ask_everything(site, "x")


async def test_so_it_is_when_something_fails_that_nobody_foresaw(site: Site) -> None:
    async def broken(*_: Any) -> Any:
        raise RuntimeError

    path, headers = await site.open()
    site.brain.understand = broken  # type: ignore[method-assign]

    async with site.web.post(
        f"{path}/berichten", json={"tekst": "goedemorgen"}, headers=headers
    ) as answer:
        assert answer.status == 500
        guarded(answer.headers)


@pytest.mark.parametrize(
    ("status", "request_"),
    [
        (400, b"GET\r\n\r\n"),
        (400, b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n"),
        (400, message(NEW, "Content-Type: application/json", method="POST", body=b"{")),
        (413, message("/", f"Content-Type: {FORM}", method="POST", body=b"a" * 65_000)),
        (413, message("/", "X-Long: " + "a" * 20_000)),
        (415, message(NEW, method="POST", body=b"{}")),
        (417, message("/", "Expect: koffie", method="POST")),
    ],
)  # fmt: skip
async def test_so_it_is_before_any_route_is_found(site: Site, status: int, request_: bytes) -> None:
    found, headers, _ = await raw(site, request_)

    assert found == status
    guarded(headers)


async def test_so_it_is_over_the_limit(site: Site) -> None:
    statuses = []
    for _ in range(62):
        async with site.web.post("/api/v1/gesprekken") as answer:
            guarded(answer.headers)
            statuses.append(answer.status)

    assert statuses[-1] == 429


async def test_event_streams_have_them_too(site: Site) -> None:
    path, headers = await site.open()

    async with asyncio.timeout(5), site.web.get(f"{path}/stroom", headers=headers) as answer:
        assert answer.content_type == "text/event-stream"
        guarded(answer.headers)


async def test_without_https_nobody_is_told_to_use_it(site: Site) -> None:
    for path in ("/", "/static/chat.js"):
        async with site.web.get(path) as answer:
            assert HSTS not in answer.headers


async def test_behind_https_a_browser_never_goes_back(
    site: Site, make_settings: Callable[..., Any]
) -> None:
    async with serving(site, make_settings(ADVIESLIJN_SECURE_COOKIES="1")) as web:
        for path in ("/", "/static/chat.js", "/api/v1/gesprekken", "/bestaat-niet", "/readyz"):
            async with web.get(path) as answer:
                assert answer.headers[HSTS] == "max-age=63072000; includeSubDomains", path


async def test_no_page_has_a_script_or_style_of_its_own(site: Site) -> None:
    """What the policy forbids would not work, and would tempt somebody to weaken it."""
    login = {"inlognaam": "balie", "wachtwoord": PASSWORD}
    path, _ = await site.open()
    for where, form in (("/", {"start": "ja"}), ("/balie/inloggen", login)):
        async with site.web.post(where, data=form, headers=SAME) as answer:
            assert answer.status == 200
    desk = f"/balie/gesprekken/{path.rsplit('/', 1)[1]}"
    for where in ("/", "/balie", desk, "/bestaat-niet"):
        async with site.web.get(where) as answer:
            page = (await answer.text()).lower()
        for word in (
            " style=",
            "<style",
            "javascript:",
            " onclick",
            " onload",
            " onerror",
            "<base",
        ):
            assert word not in page, (where, word)
        assert page.count("<script") == page.count('<script src="/static/')
