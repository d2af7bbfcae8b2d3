"""Wake-up calls between processes, over Redis publish/subscribe.

Only topics travel (a conversation's id, that somebody writes in it, or the desk), never words.
Without Redis the processes go on by themselves: streams look at the database again at every
heartbeat.
"""

from __future__ import annotations

import asyncio
from contextlib import AbstractContextManager, suppress

from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.live.memory import Bell, MemoryNotifier
from bot.logs import failure

CHANNEL = "advieslijn:gewijzigd"
RETRY_SECONDS = 2.0


class RedisNotifier:
    """Wakes up who waits for a topic in any process (ports.Notifier)."""

    def __init__(self, url: str) -> None:
        self._redis: Redis[str] = Redis.from_url(url, decode_responses=True)
        self._here = MemoryNotifier()
        self._listener: asyncio.Task[None] | None = None

    async def changed(self, topic: str) -> None:
        try:
            await self._redis.publish(CHANNEL, topic)
        except RedisError as error:
            failure("redis.onbereikbaar", error)
            self._here.ring(topic)

    def subscribe(self, *topics: str) -> AbstractContextManager[Bell]:
        return self._here.subscribe(*topics)

    async def start(self) -> None:
        self._listener = asyncio.create_task(self._listen())

    async def stop(self) -> None:
        if self._listener:
            self._listener.cancel()
            with suppress(asyncio.CancelledError):
                await self._listener
        self._here.ring_all()
        await self._redis.close()

    async def _listen(self) -> None:
        while True:
            try:
                async with self._redis.pubsub() as channel:
                    await channel.subscribe(CHANNEL)
                    self._here.ring_all()  # what changed while we were not listening
                    async for message in channel.listen():
                        if message["type"] == "message":
                            self._here.ring(message["data"])
            except RedisError as error:
                failure("redis.onbereikbaar", error)
                await asyncio.sleep(RETRY_SECONDS)
