"""What no client sends is refused with a clear status: never a failure of ours, never a file."""

from __future__ import annotations

import pytest

from tests.security.conftest import FORM, SOME_ID, Site, message, raw

JSON = "Content-Type: application/json"
TOO_MUCH = 64_001  # bytes
CHUNKS = (b"8000\r\n" + b"a" * 0x8000 + b"\r\n") * 3 + b"0\r\n\r\n"
NEW = "/api/v1/gesprekken"


def short(value: object) -> str:
    """The name of a test for a value without end."""
    return ascii(value)[:30]


async def refused(site: Site, request: bytes, status: int) -> None:
    found, headers, body = await raw(site, request)

    assert found == status, body
    assert headers["x-content-type-options"] == "nosniff"
    assert b"Traceback" not in body
    assert b"Error" not in body


@pytest.mark.parametrize("path", ["/", NEW, "/weg", "/balie/inloggen"])
async def test_a_body_over_64_kb_is_refused(site: Site, path: str) -> None:
    body = b"a" * TOO_MUCH

    await refused(site, message(path, f"Content-Type: {FORM}", method="POST", body=body), 413)


@pytest.mark.parametrize("path", ["/", NEW, "/balie/inloggen"])
async def test_a_body_in_chunks_is_refused_when_it_gets_too_large(site: Site, path: str) -> None:
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\n{JSON}\r\nTransfer-Encoding: chunked\r\n\r\n"

    await refused(site, head.encode() + CHUNKS, 413)


async def test_headers_without_end_are_refused(site: Site) -> None:
    await refused(site, message("/", "X-Long: " + "a" * 20_000), 413)


@pytest.mark.parametrize(
    "lines",
    [
        ["Content-Length: abc"],
        ["Content-Length: -5"],
        ["Content-Length: +5"],
        ["Content-Length: 5_0"],
        ["Content-Length: 5", "Content-Length: 6"],
        ["Content-Length: 5", "Transfer-Encoding: chunked"],
        ["Transfer-Encoding: chunked", "Transfer-Encoding: identity"],
        ["Transfer-Encoding: gzip, chunked"],
        ["Transfer-Encoding: chunKed"],
        ["Content-Length : 5"],
        ["Transfer-Encoding : chunked"],
        ["X: a", " Content-Length: 5"],
    ],
)
async def test_a_length_that_two_servers_could_read_differently_is_refused(
    site: Site, lines: list[str]
) -> None:
    request = "\r\n".join(["POST / HTTP/1.1", "Host: x", *lines, "", "hallo"])

    await refused(site, request.encode(), 400)


@pytest.mark.parametrize(
    "request_",
    [b"\x00\x01\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9\r\n\r\n", b"GET / HTTP/1.1\r\nX"],
)
async def test_what_is_no_request_is_refused(site: Site, request_: bytes) -> None:
    await refused(site, request_ + b"\r\n\r\n", 400)


@pytest.mark.parametrize("line", [b"CONNECT x:80", b"GET nopath", b"GET http://[x/", b"GET /\xff"])
async def test_an_address_that_cannot_be_read_gets_no_answer(site: Site, line: bytes) -> None:
    status, _, body = await raw(site, line + b" HTTP/1.1\r\nHost: x\r\n\r\n")

    assert (status, body) == (0, b"")


async def test_a_demand_that_is_not_known_is_refused(site: Site) -> None:
    await refused(site, message("/", "Expect: koffie", method="POST"), 417)


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 30_000 + b"]" * 30_000,
        b'{"code":' * 7_000 + b"1" + b"}" * 7_000,
        b"[" * 60_000,
        b"9" * 60_000,
        b'{"code":"\xff"}',
        b"\xff\xfe{\x00}\x00",
        b'{"code":',
        b"\x00",
        b'{"code":5}',
        b'{"code":["a"]}',
    ],
    ids=short,
)
async def test_deep_huge_and_broken_json_is_unreadable(site: Site, body: bytes) -> None:
    await refused(site, message(NEW, JSON, method="POST", body=body), 400)


async def test_a_half_character_in_json_reaches_nothing(site: Site) -> None:
    path, headers = await site.open()
    key = f"Authorization: {headers['Authorization']}"

    for body in (b'{"tekst":"a \\ud800 b"}', b'{"keuze":"\\udfff"}'):
        status, _, _ = await raw(
            site, message(f"{path}/berichten", JSON, key, method="POST", body=body)
        )
        assert status in {200, 422}
    await refused(site, message(NEW, JSON, method="POST", body=b'{"code":"\\ud800"}'), 404)


@pytest.mark.parametrize("kind", ["text/xml", "text/plain", FORM, "multipart/form-data", ""])
async def test_the_api_takes_json_only(site: Site, kind: str) -> None:
    lines = [f"Content-Type: {kind}"] if kind else []

    await refused(site, message(NEW, *lines, method="POST", body=b'{"code":"x"}'), 415)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--",
        ),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="start"\r\n\r\n\xff\r\n--x--',
        ),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="start"\r\n'
            b"Content-Type: text/plain; charset=geen\r\n\r\nja\r\n--x--",
        ),
        (FORM, b"start=\xff"),
        (";;;=;", b"start=ja"),
        ("application/json", b'{"start":"ja"}'),
    ],
)
async def test_a_form_that_cannot_be_read_starts_nothing(
    site: Site, kind: str, body: bytes
) -> None:
    lines = ["Sec-Fetch-Site: same-origin", f"Content-Type: {kind}"]

    status, headers, _ = await raw(site, message("/", *lines, method="POST", body=body))

    assert (status, headers["location"]) == (303, "/")
    assert not site.storage.rows.conversations


@pytest.mark.parametrize(
    "name",
    [
        "", "..", "../app.py", "%2e%2e/app.py", "..%2fapp.py", "%2e%2e%2fapp.py", "..%5capp.py",
        "....//app.py", "/etc/passwd", "%2fetc/passwd", "..;/app.py", "%00", "chat.js%00.css",
        "chat.js/x", "%ff", "%c0%ae%c0%ae/app.py", "%252e%252e/app.py", "a" * 300,
        "a/" * 300, ".", "CHAT.JS", "chat.js.map",
    ],
    ids=short,
)  # fmt: skip
async def test_under_static_there_is_nothing_but_its_own_files(site: Site, name: str) -> None:
    await refused(site, message(f"/static/{name}"), 404)


@pytest.mark.parametrize(
    "number", ["9" * 5_000, "9" * 19, "-1", "1e9", "%C2%B2", "%D9%A3", "%00"], ids=short
)
async def test_a_number_without_sense_is_no_number(site: Site, number: str) -> None:
    path, headers = await site.open()
    key = f"Authorization: {headers['Authorization']}"

    assert (await raw(site, message(f"{path}?na={number}", key)))[0] == 200
    status, found, _ = await raw(site, message(f"{path}/stroom", key, f"Last-Event-ID: {number}"))
    assert (status, found["content-type"]) == (200, "text/event-stream")


@pytest.mark.parametrize("key", ["Bearer \udcff\udcfe", "Bearer ", "Basic eA==", "Bearer é", "x"])
async def test_a_key_that_cannot_be_one_opens_nothing(site: Site, key: str) -> None:
    path, _ = await site.open()

    await refused(site, message(path, f"Authorization: {key}"), 401)


@pytest.mark.parametrize(
    "origin", ["http://[", "http://[x", "//", "null", "x" * 5_000, "\udcff"], ids=short
)
async def test_an_origin_that_cannot_be_read_is_a_foreign_one(site: Site, origin: str) -> None:
    await refused(site, message("/balie/inloggen", f"Origin: {origin}", method="POST"), 403)


@pytest.mark.parametrize("token", ["\udcff", "é", "", "a" * 5_000], ids=short)
async def test_a_token_that_cannot_be_one_is_a_wrong_one(site: Site, token: str) -> None:
    lines = ["Sec-Fetch-Site: same-origin", f"Cookie: s={SOME_ID}.x", f"X-Token: {token}"]

    await refused(site, message("/", *lines, method="POST"), 403)
