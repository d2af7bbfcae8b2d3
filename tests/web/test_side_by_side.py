"""Several conversations of one colleague, over one stream; and a visitor who sees one writing."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp
import pytest

from bot.casework.staff import Role
from tests.web.conftest import PASSWORD, Site
from tests.web.test_desk_pages import ACUTE, SAME, Visitor, act, page_of, sign_in


async def taken(site: Site, many: int = 2) -> list[Visitor]:
    await sign_in(site)
    visitors = [Visitor(site) for _ in range(many)]
    for visitor in visitors:
        await visitor.open()
        await act(site, visitor.id, "overnemen")
        site.clock.pass_(seconds=1)
    return visitors


class Frames:
    """What a stream has brought so far."""

    def __init__(self) -> None:
        self.all: list[tuple[str, Any, str]] = []

    async def read(self, answer: aiohttp.ClientResponse) -> None:
        event = number = ""
        async for raw in answer.content:
            line = raw.decode().rstrip("\n")
            if line.startswith("id: "):
                number = line[4:]
            if line.startswith("event: "):
                event = line[7:]
            if line.startswith("data: "):
                self.all.append((event, json.loads(line[6:]), number))

    async def wait(self, event: str, **said: Any) -> tuple[Any, str]:
        async with asyncio.timeout(10):
            while True:
                for name, data, number in self.all:
                    if name == event and all(data.get(k) == v for k, v in said.items()):
                        return data, number
                await asyncio.sleep(0.02)

    def of(self, event: str) -> list[Any]:
        return [data for name, data, _ in self.all if name == event]


@asynccontextmanager
async def stream(site: Site, path: str, **more: Any) -> AsyncIterator[Frames]:
    frames = Frames()
    async with site.web.get(path, **more) as answer:
        reading = asyncio.create_task(frames.read(answer))
        yield frames
        reading.cancel()
        with suppress(asyncio.CancelledError):
            await reading


def side(*visitors: Visitor, after: str = "0-0") -> str:
    named = "".join(f"&gesprek={one.id}" for one in visitors)
    return f"/balie/stroom?naast=1&na={after}{named}"


async def test_the_own_conversations_stand_side_by_side_each_with_its_form(site: Site) -> None:
    first, second = await taken(site)
    await first.say("het eerste verhaal")
    await second.say("het tweede verhaal")

    page = await page_of(site, "/balie/naast")

    for visitor in (first, second):
        assert f'action="/balie/gesprekken/{visitor.id}/antwoord"' in page
        assert f'for="tekst-{visitor.id}"' in page
    assert page.index("het eerste verhaal") < page.index("het tweede verhaal")
    assert page.count("al-column--shown") == 1


async def test_an_answer_without_javascript_leads_back_to_the_same_page(site: Site) -> None:
    first, second = await taken(site)
    ids = f"{first.id} {second.id}"

    _, page = await act(site, second.id, "antwoord", tekst="Dag.", naast=ids)
    _, elsewhere = await act(site, second.id, "antwoord", tekst="Dag.", naast="https://elders.nl")

    assert f'<section id="gesprek-{second.id}" class="al-column al-column--shown"' in page
    assert "al-column" not in elsewhere


async def test_a_conversation_of_another_colleague_is_not_among_them(site: Site) -> None:
    (visitor,) = await taken(site, 1)
    await visitor.say("een geheim verhaal")
    site.services.accounts.add("sam", "Sam", PASSWORD)
    site.web.cookie_jar.clear()
    async with site.web.post(
        "/balie/inloggen", data={"inlognaam": "sam", "wachtwoord": PASSWORD}, headers=SAME
    ):
        pass

    page = await page_of(site, f"/balie/naast?gesprek={visitor.id}&gesprek=onzin")

    assert "een geheim verhaal" not in page
    assert "niet (meer) van jou" in page


async def test_one_stream_brings_the_messages_of_all(site: Site) -> None:
    first, second = await taken(site)
    async with stream(site, side(first, second)) as frames:
        await frames.wait("mijn")
        await second.say("bericht twee")
        await first.say("bericht een")

        said, _ = await frames.wait("bericht", gesprek=first.id, nummer=3)
        assert "bericht een" in said["html"]
        other, _ = await frames.wait("bericht", gesprek=second.id, nummer=3)
        assert "bericht twee" in other["html"]
        assert [number for event, _, number in frames.all if event == "bericht"][-1] == "3-3"

    async with stream(site, side(first, second), headers={"Last-Event-ID": "3-2"}) as frames:
        await frames.wait("bericht", gesprek=second.id)
        assert [data["gesprek"] for data in frames.of("bericht")] == [second.id]


async def test_a_stream_of_two_goes_on_with_the_one_that_may_still_be_read(site: Site) -> None:
    first, second = await taken(site)
    sam = site.services.accounts.add("sam", "Sam", PASSWORD)
    await site.services.accounts.sign_in("sam", PASSWORD)
    async with stream(site, side(first, second)) as frames:
        await frames.wait("mijn")
        await act(site, first.id, "doorgeven", naar=str(sam.id), waarom="einde dienst")
        for _ in range(2):  # half an hour since it was opened; the colleague goes on working
            site.clock.pass_(minutes=16)
            await page_of(site)
        await frames.wait("stand", gesprek=first.id)
        await first.say("alleen voor sam")
        await second.say("voor de eigenaar")

        await frames.wait("stand", gesprek=first.id, weg=True)
        said, _ = await frames.wait("bericht", gesprek=second.id, nummer=3)
        assert "voor de eigenaar" in said["html"]
        assert "alleen voor sam" not in json.dumps(frames.of("bericht"))


async def test_what_waits_and_what_is_wrong_elsewhere_is_told_on_every_page(site: Site) -> None:
    first, second = await taken(site)
    async with stream(site, f"/balie/stroom?gesprek={first.id}&na=9") as frames:
        await frames.wait("mijn")
        await second.say(ACUTE)

        async with asyncio.timeout(10):
            while f'data-own="{second.id}" data-count="1"' not in frames.of("mijn")[-1]["html"]:
                await asyncio.sleep(0.02)
        assert any(f'data-alarm="{second.id}-' in one["html"] for one in frames.of("alarm"))
        assert not frames.of("bericht")  # of the other nothing but that


async def test_more_than_is_advised_is_a_warning_and_no_block(site: Site) -> None:
    await taken(site, 2)
    third = Visitor(site)
    await third.open()
    await act(site, third.id, "openen", leesreden="overleg")

    before = await page_of(site, f"/balie/gesprekken/{third.id}")
    status, after = await act(site, third.id, "overnemen")

    assert (
        "Je hebt al 2 gesprekken. Het advies is hoogstens 2 tegelijk. Overnemen kan wel." in before
    )
    assert status == 200
    assert "Je hebt 3 gesprekken tegelijk." in after
    assert "Bericht aan de bezoeker" in after


# ── the visitor ──────────────────────────────────────────────────────────────────────────────


async def test_the_visitor_hears_that_a_colleague_writes_and_nothing_of_what(site: Site) -> None:
    (visitor,) = await taken(site, 1)
    async with stream(site, f"{visitor.path}/stroom", headers=visitor.headers) as frames:
        await frames.wait("stand")
        status, _ = await act(site, visitor.id, "typt", tekst="nog niet af")

        assert status == 204
        assert (await frames.wait("typt"))[0] == {}
        await act(site, visitor.id, "teruggeven")
        await frames.wait("stand", status="bot")
        await site.services.outside.notifier.changed(f"{visitor.id}:typt")
        await asyncio.sleep(0.1)
        assert len(frames.of("typt")) == 1  # nobody writes any more


async def test_the_visitor_learns_nothing_of_who_is_present(site: Site) -> None:
    (visitor,) = await taken(site, 1)
    async with stream(site, f"{visitor.path}/stroom", headers=visitor.headers) as frames:
        await frames.wait("stand")
        async with site.web.get(visitor.path, headers=visitor.headers) as answer:
            told = await answer.text()

    for word in ("verbonden", "gezien", "terug_op"):
        assert word not in told + json.dumps(frames.all)


async def test_the_desk_sees_the_page_of_the_visitor_open_close_and_come_back(site: Site) -> None:
    (visitor,) = await taken(site, 1)
    await visitor.say(ACUTE)
    path, headers = f"{visitor.path}/stroom", visitor.headers

    async def shown() -> str:
        await asyncio.sleep(0.2)
        site.clock.pass_(seconds=6)
        return await page_of(site, f"/balie/gesprekken/{visitor.id}")

    async with stream(site, path, headers=headers) as frames:
        await frames.wait("stand")
        connected = await shown()
    gone = await shown()
    async with stream(site, path, headers=headers) as frames:
        await frames.wait("stand")
        back = await shown()
    async with site.web.delete(visitor.path, headers=headers):
        pass
    left = await shown()

    assert "De bezoeker is verbonden." in connected
    assert "De bezoeker is niet verbonden sinds 10:00." in gone
    assert "Er was gevaar, en de bezoeker is niet verbonden" in gone
    assert "De bezoeker is terug sinds 10:00." in back
    assert "Er was gevaar, en" not in back
    assert "De bezoeker is weggegaan om 10:00." in left


@pytest.mark.parametrize("role", [Role.BEHEERDER, Role.AUDITOR])
async def test_only_who_reads_conversations_sees_the_page(site: Site, role: Role) -> None:
    site.services.accounts.add("ander", "Ander", PASSWORD, role)
    async with site.web.post(
        "/balie/inloggen", data={"inlognaam": "ander", "wachtwoord": PASSWORD}, headers=SAME
    ):
        pass

    async with site.web.get("/balie/naast") as answer:
        assert answer.status == 403
