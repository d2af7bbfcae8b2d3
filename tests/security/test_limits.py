"""Limits slow a script down; they never stand between danger and the 112 text."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest

from bot.casework.audit import Act
from bot.reference.helplines import helpline
from bot.web.limits import Limits, Stopped
from tests.fakes import saying
from tests.security.conftest import SAME, Site

ACUTE = "hij staat nu met een mes voor mijn deur en wil naar binnen"
SUICIDAL = "ik wil niet meer leven, vanavond maak ik er een eind aan"
CALL = f"Bel {helpline('112').number}"
MESSAGES = 40  # a minute, for one conversation


def stopped(site: Site) -> list[tuple[str, bool, str]]:
    rows = site.storage.rows.audit
    return [
        (one.object_id, one.allowed, one.reason) for one in rows if one.act is Act.LIMIET_BEREIKT
    ]


async def test_an_address_that_is_stopped_at_signing_in_leaves_one_line(site: Site) -> None:
    form = {"inlognaam": "balie", "wachtwoord": "een verkeerd wachtwoord"}
    statuses = []
    for _ in range(40):
        async with site.web.post("/balie/inloggen", data=form, headers=SAME) as answer:
            statuses.append(answer.status)

    assert statuses[-1] == 429
    assert stopped(site) == [("inloggen", False, "")]


@pytest.mark.parametrize(
    ("times", "asked", "limit"),
    [(61, {}, "nieuw_gesprek"), (25, {"code": "xxxx"}, "bewaarcode")],
)
async def test_so_does_one_that_opens_or_guesses_too_much(
    site: Site, times: int, asked: dict[str, str], limit: str
) -> None:
    for _ in range(times):
        async with site.web.post("/api/v1/gesprekken", json=asked) as answer:
            last = answer.status

    assert last == 429
    assert stopped(site) == [(limit, False, "")]


def test_many_addresses_cannot_fill_the_log() -> None:
    limits = Limits()

    news = [limits.is_news(Stopped("inloggen", f"192.0.2.{number}")) for number in range(200)]

    assert news.count(True) == 20


async def test_who_is_stopped_gets_the_same_answer_when_the_log_cannot_be_written(
    site: Site,
) -> None:
    for _ in range(60):
        async with site.web.post("/api/v1/gesprekken"):
            pass
    site.storage.down = True

    async with site.web.post("/api/v1/gesprekken") as answer:
        assert answer.status == 429


async def say(site: Site, path: str, headers: dict[str, str], **said: str) -> tuple[int, Any]:
    async with site.web.post(f"{path}/berichten", json=said, headers=headers) as answer:
        return answer.status, await answer.json()


async def over_the_limit(site: Site) -> tuple[str, dict[str, str]]:
    path, headers = await site.open()
    for _ in range(MESSAGES):
        await say(site, path, headers, tekst="a b")
    return path, headers


def texts(turn: Any) -> str:
    return "\n".join(said["tekst"] for said in turn["berichten"])


async def test_a_calm_message_over_the_limit_is_refused(site: Site) -> None:
    path, headers = await over_the_limit(site)

    status, error = await say(site, path, headers, tekst="nog een rustig bericht")

    assert status == 429
    assert "112" in error["fout"]


@pytest.mark.parametrize("text", [ACUTE, SUICIDAL])
async def test_danger_over_the_limit_is_taken_and_answered_with_112(site: Site, text: str) -> None:
    path, headers = await over_the_limit(site)

    status, turn = await say(site, path, headers, tekst=text)

    assert status == 200
    assert CALL in texts(turn)
    assert turn["status"] == "wacht"


async def test_danger_goes_on_being_heard_however_often_it_is_said(site: Site) -> None:
    path, headers = await over_the_limit(site)

    statuses = {(await say(site, path, headers, tekst=ACUTE))[0] for _ in range(MESSAGES + 5)}

    assert statuses == {200}


async def test_danger_in_pieces_is_heard_over_the_limit(site: Site) -> None:
    path, headers = await site.open()
    for _ in range(MESSAGES - 1):
        await say(site, path, headers, tekst="a b")
    await say(site, path, headers, tekst="hij heeft een mes")

    status, turn = await say(site, path, headers, tekst="hij staat nu voor de deur")

    assert status == 200
    assert CALL in texts(turn)


@pytest.mark.parametrize("said", [{"keuze": "ja"}, {"tekst": "ja"}])
async def test_a_yes_to_the_question_about_danger_is_heard_over_the_limit(
    site: Site, said: dict[str, str]
) -> None:
    path, headers = await site.open()
    site.brain.replies += [saying("Nee?") for _ in range(MESSAGES - 1)]
    site.brain.replies.append(saying("Is er nu iemand in gevaar?", open_field="direct_gevaar"))
    for _ in range(MESSAGES):
        await say(site, path, headers, tekst="a b")

    status, turn = await say(site, path, headers, **said)

    assert status == 200
    assert CALL in texts(turn)


async def test_the_page_too_lets_danger_through(site: Site) -> None:
    async with site.web.post("/", data={"start": "ja"}, headers=SAME) as answer:
        found = re.search(r'name="token" value="(\w+)"', await answer.text())
    assert found
    form = {"token": found[1]}
    for _ in range(MESSAGES):
        async with site.web.post("/", data={**form, "tekst": "a b"}, headers=SAME):
            pass

    async with site.web.post("/", data={**form, "tekst": "nog een"}, headers=SAME) as calm:
        assert calm.status == 429
    async with site.web.post("/", data={**form, "tekst": ACUTE}, headers=SAME) as urgent:
        assert urgent.status == 200
        assert "al-message--gevaar" in await urgent.text()


async def test_the_script_of_the_page_is_told_of_the_limit_in_words(site: Site) -> None:
    async with site.web.post("/", data={"start": "ja"}, headers=SAME) as answer:
        found = re.search(r'name="token" value="(\w+)"', await answer.text())
    assert found
    headers = {**SAME, "X-Token": found[1]}
    for _ in range(MESSAGES):
        async with site.web.post("/", data={"tekst": "a b"}, headers=headers):
            pass

    async with site.web.post("/", data={"tekst": "nog een"}, headers=headers) as answer:
        assert answer.status == 429
        assert "112" in (await answer.json())["fout"]


async def test_danger_waits_its_turn_where_a_calm_message_is_sent_away(site: Site) -> None:
    path, headers = await site.open()
    ready = asyncio.Event()
    understand = site.brain.understand

    async def slow(*said: Any) -> Any:
        await ready.wait()
        return await understand(*said)

    site.brain.understand = slow  # type: ignore[method-assign]
    posts = [
        asyncio.create_task(say(site, path, headers, tekst=text))
        for text in ("bericht een", "bericht twee", "bericht drie")
    ]
    await asyncio.sleep(0.3)
    posts.append(asyncio.create_task(say(site, path, headers, tekst=ACUTE)))
    await asyncio.sleep(0.3)
    ready.set()
    answers = [await one for one in posts]

    assert [status for status, _ in answers].count(409) == 1
    assert answers[-1][0] == 200
    assert CALL in texts(answers[-1][1])


async def test_a_limit_of_one_conversation_is_not_felt_in_another(site: Site) -> None:
    await over_the_limit(site)
    path, headers = await site.open()

    status, _ = await say(site, path, headers, tekst="een ander gesprek")

    assert status == 200


REST = "Het begon jaren geleden en het was nooit rustig in huis. "
OF_THE_BODY = 1_000  # times: nearly 64 kB
FAR_TOO_MUCH = 8_000  # times: 450 kB


def story(before: int, after: int) -> str:
    """With danger behind so many calm sentences, and before so many others."""
    return f"{REST * before}{ACUTE}. {REST * after}"


@pytest.mark.parametrize(
    ("before", "after"), [(0, 200), (200, 0), (500, 500), (OF_THE_BODY, 0), (71, 200), (69, 200)]
)
async def test_too_long_a_story_is_refused_with_112_when_there_is_danger_in_it(
    site: Site, before: int, after: int
) -> None:
    rest = REST * 200
    path, headers = await site.open()

    status, refused = await say(site, path, headers, tekst=story(before, after))
    _, calm = await say(site, path, headers, tekst=rest)

    assert status == 422
    assert CALL in texts(refused)
    assert "te lang" in refused["fout"]
    assert "berichten" not in calm
    assert helpline("112").number in calm["fout"]


@pytest.mark.parametrize(("before", "after"), [(0, FAR_TOO_MUCH), (FAR_TOO_MUCH, 0)])
async def test_of_what_does_not_fit_in_a_request_the_first_and_last_part_are_read(
    site: Site, before: int, after: int
) -> None:
    path, headers = await site.open()

    status, refused = await say(site, path, headers, tekst=story(before, after))

    assert status == 413
    assert CALL in texts(refused)


@pytest.mark.parametrize("with_script", [True, False])
@pytest.mark.parametrize("size", [200, FAR_TOO_MUCH])
async def test_the_form_says_112_first_whatever_is_sent(
    site: Site, size: int, with_script: bool
) -> None:
    async with site.web.post("/", data={"start": "ja"}, headers=SAME) as opened:
        found = re.search(r'name="token" value="(\w+)"', await opened.text())
    assert found
    token = found[1]
    headers = {**SAME, "X-Token": token} if with_script else SAME
    form = {"token": token, "tekst": story(size, 0)}

    async with site.web.post("/", data=form, headers=headers) as answer:
        said = await answer.json() if with_script else await answer.text()

    assert answer.status in {413, 422}
    if with_script:
        assert CALL in said["teksten"][0]
        assert CALL in said["fout"]
    else:
        assert said.index(CALL) < said.index("te lang")
        assert 'class="al-call"' in said


async def test_too_long_a_story_with_danger_is_answered_with_112_over_the_limit(
    site: Site,
) -> None:
    path, headers = await over_the_limit(site)

    status, refused = await say(site, path, headers, tekst=story(100, 100))

    assert status == 422
    assert CALL in texts(refused)


async def test_a_calm_story_that_is_too_long_does_not_pass_the_limit(site: Site) -> None:
    path, headers = await over_the_limit(site)

    status, _ = await say(site, path, headers, tekst=REST * 200)

    assert status == 429


async def test_of_a_megabyte_without_end_no_more_is_read_than_can_be(site: Site) -> None:
    path, headers = await site.open()

    async with site.web.post(
        f"{path}/berichten", json={"tekst": REST * 40_000}, headers=headers
    ) as answer:
        refused = await answer.json()

    assert answer.status == 413
    assert "112" in refused["fout"]


async def test_who_waits_for_the_reading_of_a_story_does_not_keep_others_waiting(
    site: Site,
) -> None:
    path, headers = await site.open()
    other, others = await site.open()

    long = asyncio.create_task(say(site, path, headers, tekst="a\n" * 6_000))
    await asyncio.sleep(0.05)
    status, _ = await say(site, other, others, tekst=ACUTE)

    assert status == 200
    assert not long.done()
    long.cancel()
