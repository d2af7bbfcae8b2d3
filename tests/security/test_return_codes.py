"""Who does not have the code of a conversation cannot find it by trying."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from bot.melding.route import Request
from bot.services.return_code import SIGNS, CodeUnknown
from bot.web.limits import CODES_IN_ALL, CODES_PER_ADDRESS
from tests.fakes import saying
from tests.security.conftest import SAME, Site, routes, served_app, serving

GUESSES = 10_000
WRONG = "4F7K-0QXM-9TBD"


async def put_away(site: Site) -> str:
    """Puts a conversation away and returns its code."""
    site.brain.replies += [saying("Hallo.", open_field="stop_zeker"), saying(Request.BEWAREN)]
    path, headers = await site.open()
    async with site.web.post(
        f"{path}/berichten", json={"keuze": "bewaren"}, headers=headers
    ) as answer:
        said = await answer.text()
    found = re.search(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2}", said)
    assert found
    return found[0]


def guesses(code: str) -> list[str]:
    """Ten thousand codes: all that differ from the right one in one sign, and others by chance."""
    near = {
        code[:at] + sign + code[at + 1 :]
        for at, sign in product(range(len(code)), SIGNS)
        if code[at] != "-"
    }
    chance = random.Random(1)  # noqa: S311
    while len(near) <= GUESSES:
        near.add("-".join("".join(chance.choices(SIGNS, k=4)) for _ in range(3)))
    return sorted(near - {code})[:GUESSES]


async def try_code(web: Any, code: str, **headers: str) -> int:
    async with web.post("/api/v1/gesprekken", json={"code": code}, headers=headers) as answer:
        return int(answer.status)


async def test_ten_thousand_guesses_open_nothing_and_the_code_still_does(site: Site) -> None:
    code = await put_away(site)

    for guess in guesses(code):
        with pytest.raises(CodeUnknown):
            await site.services.visit.come_back(guess)

    assert (await site.services.visit.come_back(code)).key


async def test_one_address_may_guess_a_few_times_only(site: Site) -> None:
    code = await put_away(site)

    statuses = [await try_code(site.web, WRONG) for _ in range(CODES_PER_ADDRESS)]

    assert set(statuses) == {404}
    assert await try_code(site.web, code) == 429
    assert await try_code(site.web, code, **{"X-Forwarded-For": "192.0.2.7"}) == 429
    async with site.web.post("/", data={"start": "code", "code": code}, headers=SAME) as page:
        assert page.status == 429
        assert "112" in await page.text()


async def test_who_has_guessed_too_often_can_still_begin_a_conversation(site: Site) -> None:
    for _ in range(CODES_PER_ADDRESS + 1):
        await try_code(site.web, WRONG)

    async with site.web.post("/api/v1/gesprekken") as answer:
        assert answer.status == 201


async def test_many_addresses_together_may_not_go_on_guessing(
    site: Site, make_settings: Callable[..., Any]
) -> None:
    async with serving(site, make_settings(ADVIESLIJN_PROXIES="1")) as web:
        statuses = [
            await try_code(web, WRONG, **{"X-Forwarded-For": f"192.0.{n // 200}.{n % 200 + 1}"})
            for n in range(CODES_IN_ALL + 1)
        ]

    assert set(statuses[:-1]) == {404}
    assert statuses[-1] == 429


async def test_a_code_is_never_part_of_an_address(site: Site) -> None:
    """It would stay in the history of the browser and in the log of a proxy."""
    code = await put_away(site)

    for method, path in routes(served_app()):
        if method != "GET" or path.endswith("/stroom"):
            continue
        async with site.web.get(f"{path}?code={code}&start=code", allow_redirects=False) as answer:
            assert "Welkom terug" not in await answer.text(), path
            assert code not in answer.headers.get("Location", "")
    async with site.web.get("/") as answer:
        page = await answer.text()
    [form] = [part for part in re.findall(r"(?s)<form.*?</form>", page) if 'name="code"' in part]
    assert 'method="post"' in form
    assert (await site.services.visit.come_back(code)).key
