"""The open pages of visitors, with storage in memory."""

from __future__ import annotations

import asyncio

import pytest

from bot.casework.outcome import Uitkomst
from bot.casework.presence import GRACE, Whereabouts
from bot.services.ports import DESK
from bot.services.presence import Lines
from tests.unit.services.test_teamwork import Office


class Scene(Office):
    def __init__(self) -> None:
        super().__init__()
        self.lines = Lines(self.outside)

    async def page(self, id, until: asyncio.Event) -> None:
        async with self.lines.line(id) as line:
            await line.open(self.storage.rows.conversations[id])
            await until.wait()

    async def opened(self, id) -> tuple[asyncio.Task[None], asyncio.Event]:
        until = asyncio.Event()
        task = asyncio.create_task(self.page(id, until))
        await asyncio.sleep(0.05)
        return task, until

    async def where(self, id) -> Whereabouts | None:
        (own,) = (await self.desk.overview(self.noor)).own
        assert own.conversation.id == id
        return own.visitor.where if own.visitor else None


async def closed(*pages: tuple[asyncio.Task[None], asyncio.Event]) -> None:
    for task, until in pages:
        until.set()
        await task
    await asyncio.sleep(0.05)


@pytest.fixture
def scene() -> Scene:
    return Scene()


async def test_a_page_is_seen_to_open_close_and_come_back(scene: Scene) -> None:
    id, _ = await scene.taken()
    assert await scene.where(id) is Whereabouts.ONBEKEND

    page = await scene.opened(id)
    assert await scene.where(id) is Whereabouts.VERBONDEN
    await closed(page)
    scene.clock.pass_(seconds=6)
    assert await scene.where(id) is Whereabouts.WEG
    scene.clock.pass_(minutes=1)
    again = await scene.opened(id)
    assert await scene.where(id) is Whereabouts.TERUG
    await closed(again)


async def test_who_is_cut_off_is_noted_as_well(scene: Scene) -> None:
    id, _ = await scene.taken()
    task, _ = await scene.opened(id)

    task.cancel()
    await asyncio.sleep(0.05)

    assert scene.storage.rows.connections[id].gone_at == scene.clock()


async def test_of_two_pages_the_last_one_counts(scene: Scene) -> None:
    id, _ = await scene.taken()
    first, second = await scene.opened(id), await scene.opened(id)

    await closed(first)
    assert scene.storage.rows.connections[id].gone_at is None
    await closed(second)
    assert scene.storage.rows.connections[id].gone_at is not None


async def test_the_desk_hears_of_it_at_once(scene: Scene) -> None:
    id, _ = await scene.taken()
    with scene.outside.notifier.subscribe(DESK) as news:
        page = await scene.opened(id)
        assert await news.wait(1) == {DESK}
        await closed(page)
        assert await news.wait(1) == {DESK}


async def test_the_desk_looks_again_when_it_can_be_sure_that_a_page_was_closed(
    scene: Scene,
) -> None:
    id, _ = await scene.taken()
    page = await scene.opened(id)
    assert (await scene.desk.overview(scene.noor)).again_in is None

    await closed(page)

    assert (await scene.desk.overview(scene.noor)).again_in == GRACE


async def test_nothing_is_stored_of_who_talks_with_the_program_alone(scene: Scene) -> None:
    opened = await scene.visit.open()
    id = opened.turn.conversation.id

    await closed(await scene.opened(id))

    assert scene.storage.rows.connections == {}


@pytest.mark.parametrize("by_visitor", [True, False])
async def test_nothing_is_kept_when_the_conversation_ends(scene: Scene, by_visitor: bool) -> None:
    id, key = await scene.taken()
    page = await scene.opened(id)

    if by_visitor:
        await scene.visit.leave(id, key)
    else:
        await scene.takeover.close(scene.noor, id, Uitkomst.ANDERS)
    await closed(page)

    assert scene.storage.rows.connections == {}


async def test_who_left_is_said_to_have_left_however_long_the_talk_was(scene: Scene) -> None:
    id, key = await scene.taken()
    await scene.desk.open(scene.noor, id)
    await scene.takeover.say(scene.noor, id, "Hallo.")
    scene.clock.pass_(hours=1)

    await scene.visit.leave(id, key)

    for look in (scene.desk.follow, scene.desk.open):
        visitor = (await look(scene.noor, id)).visitor
        assert visitor is not None
        assert (visitor.where, visitor.since) == (Whereabouts.VERTROKKEN, scene.clock())
