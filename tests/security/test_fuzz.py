"""Whatever is sent to whatever there is: never a failure of ours, and always our headers."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Callable
from typing import Any
from urllib.parse import quote_from_bytes, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.services.identity import Identity
from bot.web.security import RateLimit
from tests.fakes import FakeProvider
from tests.security.conftest import FORM, SAME, Site, message, raw, routes, served_app
from tests.web.conftest import PASSWORD
from tests.web.conftest import serving as served_with

SOME = settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ODD = st.sampled_from([
    "", "\x00", "\ud800", "\udcff", "٣", "²", "9" * 5_000, "-1", "1e999", "%", "%zz", "%00", "../",
    "{{7*7}}", "${7}", "'; drop table x;--", "<script>", "[", "http://[", "é" * 300, "a" * 4_500,
    "\u202e", "\ufeff", "null", "NaN", ";", ",", '"', "\\", "=?utf-8?q?x?=",
])  # fmt: skip
WORDS = st.one_of(ODD, st.text(max_size=60), st.text(st.characters(), max_size=20))
BYTES = st.one_of(st.binary(max_size=80), WORDS.map(lambda text: text.encode(errors="replace")))
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), WORDS),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=8,
)
LINE = re.compile(rb"[\r\n]")
HEADERS = (
    "Last-Event-ID", "Authorization", "Cookie", "Origin", "Referer", "Sec-Fetch-Site", "X-Token",
    "Content-Type", "X-Forwarded-For", "Forwarded", "Range", "If-Modified-Since", "Upgrade",
    "Accept-Language", "Host", "Expect", "Connection",
)  # fmt: skip
FIELDS = (
    "token", "tekst", "keuze", "start", "code", "toon", "inlognaam", "wachtwoord", "besluit",
    "reden", "rol", "naam", "herstel", "oud", "nieuw", "wat", "logout_token",
)  # fmt: skip
QUERY = ("na", "taal", "b", "gesprek", "code", "token", "pagina", "state", "iss", "voor")
NOOR = Identity("https://inloggen.voorbeeld.nl", "7f3a", ("noor",))


class Somebody:
    """Who is in the chat and on the desk at once: cookies, token, and a path with its key."""

    def __init__(self, site: Site) -> None:
        self.site = site

    async def come(self) -> None:
        path, headers = await self.site.open()
        self.id = path.rsplit("/", 1)[1]
        self.bearer = f"Authorization: {headers['Authorization']}"
        key = headers["Authorization"].split(" ")[1]
        self.cookie = f"Cookie: s={self.id}.{key}"
        login = {"inlognaam": "balie", "wachtwoord": PASSWORD}
        async with self.site.web.post("/balie/inloggen", data=login, headers=SAME) as answer:
            found = re.search(r'name="token" value="(\w+)"', await answer.text())
        jar = {cookie.key: cookie.value for cookie in self.site.web.cookie_jar}
        self.desk_token = found[1] if found else ""
        async with self.site.web.get("/", headers={"Cookie": self.cookie[8:]}) as answer:
            found = re.search(r'name="token" value="(\w+)"', await answer.text())
        assert found
        self.chat_token = found[1]
        self.cookie += f"; b={jar['b']}"

    def token(self, path: str) -> str:
        return self.desk_token if path.startswith("/balie") else self.chat_token

    def paths(self, method: str) -> list[str]:
        return sorted({path for m, path in routes(served_app(), self.id) if m == method})


@pytest.fixture
async def site(make_settings: Callable[..., Any]) -> AsyncIterator[Site]:
    """With a provider, so that what belongs to it is there too."""
    async with served_with(lambda _: make_settings(), lambda _: FakeProvider(NOOR)) as running:
        yield running


@pytest.fixture
async def somebody(site: Site, monkeypatch: pytest.MonkeyPatch) -> Somebody:
    monkeypatch.setattr(RateLimit, "check", lambda *_: None)
    came = Somebody(site)
    await came.come()
    return came


async def withstands(site: Site, request: bytes) -> None:
    status, headers, body = await raw(site, request)

    assert status < 500, (request, status)
    assert b"Traceback" not in body
    if status:  # else the connection was closed: there was no address to answer about
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "'unsafe" not in headers["Content-Security-Policy"]
        assert headers["Cache-Control"]


def with_bytes(path: str, name: str, value: bytes, *lines: str, method: str = "GET") -> bytes:
    """A request with a header of any bytes that stand on one line."""
    head, end = message(path, *lines, method=method).split(b"\r\n\r\n", 1)
    return head + f"\r\n{name}: ".encode() + LINE.sub(b" ", value) + b"\r\n\r\n" + end


@SOME
@given(data=st.data())
async def test_forms(somebody: Somebody, data: Any) -> None:
    paths = [path for path in somebody.paths("POST") if not path.startswith("/api/")]
    path = data.draw(st.sampled_from(paths))
    fields = data.draw(st.dictionaries(st.sampled_from(FIELDS) | WORDS, BYTES, max_size=5))
    fields["token"] = data.draw(BYTES)
    token = data.draw(st.sampled_from([[f"X-Token: {somebody.token(path)}"], []]))
    cookie = data.draw(st.sampled_from([[somebody.cookie], []]))
    pairs = {name.encode(errors="replace"): value for name, value in fields.items()}
    lines = ["Sec-Fetch-Site: same-origin", f"Content-Type: {FORM}", *token, *cookie]

    body = urlencode(pairs).encode()
    await withstands(somebody.site, message(path, *lines, method="POST", body=body))


@SOME
@given(data=st.data())
async def test_bodies_of_every_kind(somebody: Somebody, data: Any) -> None:
    path = data.draw(st.sampled_from(somebody.paths("POST")))
    kind = data.draw(
        st.sampled_from([
            FORM, "application/json", "multipart/form-data; boundary=x", "multipart/form-data",
            "text/plain", "application/json; charset=utf-16", "",
        ])
    )  # fmt: skip
    body = data.draw(st.one_of(BYTES, BYTES.map(lambda b: b"--x\r\n" + b + b"\r\n--x--")))
    lines = [
        "Sec-Fetch-Site: same-origin", somebody.cookie, somebody.bearer,
        f"X-Token: {somebody.token(path)}", f"Content-Type: {kind}",
    ]  # fmt: skip

    await withstands(somebody.site, message(path, *lines, method="POST", body=body))


@SOME
@given(data=st.data())
async def test_json(somebody: Somebody, data: Any) -> None:
    paths = [path for path in somebody.paths("POST") if path.startswith("/api/")]
    path = data.draw(st.sampled_from(paths))
    names = st.sampled_from(["tekst", "keuze", "code"]) | WORDS
    said = data.draw(JSON | st.dictionaries(names, JSON, max_size=3) | st.fixed_dictionaries(
        {"tekst": WORDS}) | st.fixed_dictionaries({"keuze": WORDS}))  # fmt: skip
    lines = [somebody.bearer, "Content-Type: application/json"]

    body = json.dumps(said).encode()
    await withstands(somebody.site, message(path, *lines, method="POST", body=body))


@SOME
@given(data=st.data())
async def test_headers(somebody: Somebody, data: Any) -> None:
    method = data.draw(st.sampled_from(["GET", "POST"]))
    path = data.draw(st.sampled_from(somebody.paths(method)))
    name = data.draw(st.sampled_from(HEADERS))
    own = [somebody.cookie, somebody.bearer, "Sec-Fetch-Site: same-origin"]
    lines = [line for line in own if not line.startswith(f"{name}:")]

    value = data.draw(BYTES)
    await withstands(somebody.site, with_bytes(path, name, value, *lines, method=method))


@SOME
@given(data=st.data())
async def test_addresses(somebody: Somebody, data: Any) -> None:
    method = data.draw(st.sampled_from(["GET", "GET", "GET", "POST", "DELETE", "HEAD"]))
    path = data.draw(st.sampled_from(sorted({p for _, p in routes(served_app(), somebody.id)})))
    odd = quote_from_bytes(data.draw(BYTES))
    if data.draw(st.booleans()):
        path = path.replace(somebody.id, odd or "x")
    asked = data.draw(st.dictionaries(st.sampled_from(QUERY), BYTES, max_size=3))
    asked["na"] = data.draw(BYTES)
    lines = [somebody.cookie, somebody.bearer]

    await withstands(somebody.site, message(f"{path}?{urlencode(asked)}", *lines, method=method))
