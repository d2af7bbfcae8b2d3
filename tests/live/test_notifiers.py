"""Wake-up calls, in one process and between processes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from bot.live.memory import MemoryNotifier
from bot.live.redis import RedisNotifier
from tests.conftest import needed


@pytest.fixture(params=["memory", "redis"])
async def pair(
    request: pytest.FixtureRequest,
) -> AsyncIterator[tuple[MemoryNotifier | RedisNotifier, MemoryNotifier | RedisNotifier]]:
    """Two notifiers that hear each other: the same one, or two processes' over Redis."""
    if request.param == "memory":
        one = MemoryNotifier()
        yield one, one
        return
    url = needed("TEST_REDIS_URL", "this test wakes up over Redis")
    first, second = RedisNotifier(url), RedisNotifier(url)
    await first.start()
    await second.start()
    await asyncio.sleep(0.3)
    yield first, second
    await first.stop()
    await second.stop()


async def waits(bell, seconds: float = 3.0) -> float:
    began = time.monotonic()
    await bell.wait(seconds)
    return time.monotonic() - began


async def test_a_change_wakes_who_waits_for_it(pair) -> None:
    here, there = pair
    with there.subscribe("een") as bell:
        await bell.wait(0.2)
        waiting = asyncio.create_task(waits(bell))
        await asyncio.sleep(0.05)
        await here.changed("een")

        assert await waiting < 2


async def test_another_topic_wakes_nobody(pair) -> None:
    here, there = pair
    with there.subscribe("een") as bell:
        await bell.wait(0.2)
        await here.changed("twee")

        assert await waits(bell, 0.4) >= 0.35


async def test_a_change_between_two_waits_is_not_lost(pair) -> None:
    here, there = pair
    with there.subscribe("een") as bell:
        await bell.wait(0.2)
        await here.changed("een")
        await asyncio.sleep(0.3)

        assert await waits(bell) < 1


async def test_everybody_who_waits_is_woken(pair) -> None:
    here, there = pair
    with there.subscribe("een") as first, there.subscribe("een") as second:
        await asyncio.gather(first.wait(0.2), second.wait(0.2))
        await here.changed("een")

        assert max(await asyncio.gather(waits(first), waits(second))) < 2


async def test_stopping_wakes_everybody() -> None:
    notifier = MemoryNotifier()
    with notifier.subscribe("een") as bell:
        await notifier.stop()

        assert await waits(bell) < 1


async def test_without_redis_the_own_process_is_still_woken() -> None:
    from tests.e2e.conftest import free_port

    notifier = RedisNotifier(f"redis://127.0.0.1:{free_port()}")
    with notifier.subscribe("een") as bell:
        await notifier.changed("een")

        assert await waits(bell) < 1


async def test_who_waits_for_several_topics_is_told_which_changed(pair) -> None:
    here, there = pair
    with there.subscribe("een", "twee") as bell:
        await bell.wait(0.2)
        await here.changed("twee")

        assert await bell.wait(3) == {"twee"}
        assert await bell.wait(0.1) == frozenset()
