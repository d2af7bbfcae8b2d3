"""One message of a conversation at a time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from bot.services.door import MessageRefused


class Turns:
    """Lets the messages of one conversation in one by one, in order.

    People send a second message before the first is answered, so one may wait; a third is
    refused (`fout_bezig`), or a broken client could pile up work. An urgent one always waits.
    """

    MAY_WAIT = 1

    def __init__(self) -> None:
        self._locks: dict[UUID, asyncio.Lock] = {}
        self._inside: dict[UUID, int] = {}

    @asynccontextmanager
    async def of(self, conversation: UUID, urgent: bool = False) -> AsyncIterator[None]:
        """Raises MessageRefused when the conversation has its share of work already."""
        if not urgent and self._inside.get(conversation, 0) > self.MAY_WAIT:
            raise MessageRefused("fout_bezig")
        lock = self._locks.setdefault(conversation, asyncio.Lock())
        self._inside[conversation] = self._inside.get(conversation, 0) + 1
        try:
            async with lock:
                yield
        finally:
            self._inside[conversation] -= 1
            if not self._inside[conversation]:
                del self._inside[conversation], self._locks[conversation]
