"""Nothing tells a stranger which logins exist, or how much of a guess was right."""

from __future__ import annotations

import hmac
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from bot.conversation.conversation import Conversation
from bot.store.migrate import upgrade
from bot.store.work import Database, make_engine
from tests.fakes import FakePasswords
from tests.security.conftest import SAME, SOME_ID, Site
from tests.store.conftest import KEYS

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


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What was compared in one time: else the time of an answer tells how much of a guess was
    right."""
    found: list[Any] = []
    compare = hmac.compare_digest
    monkeypatch.setattr(hmac, "compare_digest", lambda a, b: found.append(a) or compare(a, b))
    return found


def test_a_guessed_key_is_compared_in_one_time(tmp_path: Path, compared: list[Any]) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'test.db'}")
    upgrade(engine)
    now = datetime.now(UTC)
    conversation = Conversation(id=uuid4(), started_at=now, last_at=now)

    with Database(engine, KEYS)() as work:
        work.conversations.add(conversation, b"hash")
        assert not work.conversations.opens(conversation.id, b"guess")

    assert len(compared) == 1


async def test_a_guessed_form_token_is_compared_in_one_time(
    site: Site, compared: list[Any]
) -> None:
    cookie = {"Cookie": f"s={SOME_ID}.x", "X-Token": "0" * 32}
    async with site.web.post("/", headers={**SAME, **cookie}) as answer:
        assert answer.status == 403
    assert len(compared) == 1
