"""Nothing tells a stranger which logins exist, or how much of a guess was right."""

from __future__ import annotations

import hmac
from typing import Any

import pytest

from tests.fakes import FakePasswords
from tests.security.conftest import SAME, SOME_ID, Site

KNOWN, UNKNOWN = "balie", "baliz"  # of one length, as the page repeats what was typed
NOT_OURS = {"date", "content-length"}


async def attempt(site: Site, login: str) -> tuple[int, dict[str, str], str]:
    form = {"inlognaam": login, "wachtwoord": "een verkeerd wachtwoord"}
    async with site.web.post("/balie/inloggen", data=form, headers=SAME) as answer:
        headers = {n: v for n, v in answer.headers.items() if n.lower() not in NOT_OURS}
        return answer.status, headers, (await answer.text()).replace(f'value="{login}"', "")


async def test_an_unknown_login_gets_the_answer_of_a_wrong_password(site: Site) -> None:
    assert await attempt(site, UNKNOWN) == await attempt(site, KNOWN)


async def test_an_unknown_login_has_to_wait_just_as_long(site: Site) -> None:
    known = [await attempt(site, KNOWN) for _ in range(8)]
    unknown = [await attempt(site, UNKNOWN) for _ in range(8)]

    assert unknown == known
    assert known[-1][0] == 429


async def test_an_unknown_login_costs_the_same_work(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified = []
    monkeypatch.setattr(FakePasswords, "verify", lambda _, hash, word: verified.append(word))

    await attempt(site, KNOWN)
    await attempt(site, UNKNOWN)

    assert len(verified) == 2


async def test_a_guessed_secret_is_compared_in_one_time(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the time of an answer tells how much of it was right."""
    compared: list[Any] = []
    compare = hmac.compare_digest
    monkeypatch.setattr(hmac, "compare_digest", lambda a, b: compared.append(a) or compare(a, b))
    path, _ = await site.open()

    async with site.web.get(path, headers={"Authorization": "Bearer verkeerd"}) as answer:
        assert answer.status == 401
    assert len(compared) == 1
    cookie = {"Cookie": f"s={SOME_ID}.x", "X-Token": "0" * 32}
    async with site.web.post("/", headers={**SAME, **cookie}) as answer:
        assert answer.status == 403
    assert len(compared) == 2
