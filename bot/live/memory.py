"""Wake-up calls within one process."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Bell:
    """Rings when something changed since the last `wait` (ports.Subscription)."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self._topics: set[str] = set()

    def ring(self, topic: str) -> None:
        self._topics.add(topic)
        self._rung.set()

    async def wait(self, timeout: float) -> frozenset[str]:
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._rung.wait(), timeout)
        self._rung.clear()
        rung = frozenset(self._topics)
        self._topics.clear()
        return rung


class MemoryNotifier:
    """Wakes up who waits for a topic in this process (ports.Notifier)."""

    def __init__(self) -> None:
        self._bells: dict[str, set[Bell]] = {}

    async def changed(self, topic: str) -> None:
        self.ring(topic)

    def ring(self, topic: str) -> None:
        for bell in self._bells.get(topic, ()):
            bell.ring(topic)

    def ring_all(self) -> None:
        for topic in self._bells:
            self.ring(topic)

    @contextmanager
    def subscribe(self, *topics: str) -> Iterator[Bell]:
        bell = Bell()
        for topic in topics:
            self._bells.setdefault(topic, set()).add(bell)
        try:
            yield bell
        finally:
            for topic in topics:
                self._bells[topic].discard(bell)
                if not self._bells[topic]:
                    del self._bells[topic]

    async def start(self) -> None:
        """Nothing to start: everything is in this process."""

    async def stop(self) -> None:
        self.ring_all()
