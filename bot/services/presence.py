"""Whether the page of a visitor is open, for the colleague who talks with that visitor."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from uuid import UUID

from bot.casework.presence import seen
from bot.conversation.conversation import Conversation, Status
from bot.logs import failure
from bot.services.outside import Outside
from bot.services.ports import DESK
from bot.services.storage import NoSuchConversation, StorageDown

STORED_EVERY = timedelta(seconds=15)  # less than the heartbeat of a stream


class Line:
    """One open stream to the page of a visitor."""

    def __init__(self, lines: Lines, id: UUID) -> None:
        self._lines = lines
        self._id = id
        self._stored: tuple[Status, datetime] | None = None

    async def open(self, conversation: Conversation) -> None:
        """The page is open now. Raises StorageDown."""
        now = self._lines.outside.now()
        first = self._stored is None
        status, at = self._stored or (None, now)
        if status is conversation.status and now - at < STORED_EVERY:
            return
        self._stored = (conversation.status, now)
        await self._lines.opened(self._id, first)

    def close(self) -> None:
        if self._stored:
            self._lines.closed(self._id)


class Lines:
    """A time is stored, and only of who waits for a colleague or has one; it goes when the
    conversation ends. Of two pages of one visitor the last one to close counts."""

    def __init__(self, outside: Outside) -> None:
        self.outside = outside
        self._open: Counter[UUID] = Counter()
        self._closing: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def line(self, id: UUID) -> AsyncIterator[Line]:
        line = Line(self, id)
        try:
            yield line
        finally:
            line.close()

    async def opened(self, id: UUID, first: bool) -> None:
        self._open[id] += first
        if await self.outside.stored(self._seen, id):
            await self.outside.notifier.changed(DESK)

    def closed(self, id: UUID) -> None:
        """Does not wait: who closes is being cancelled."""
        self._open[id] -= 1
        if self._open[id]:
            return
        del self._open[id]
        if not self.outside.stopping.is_set():  # else the page comes back, to another process
            task = asyncio.create_task(self._gone(id))
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)

    async def _gone(self, id: UUID) -> None:
        try:
            await self.outside.stored(self._leave, id)
        except StorageDown as error:
            failure("verbinding.niet_genoteerd", error)
            return
        await self.outside.notifier.changed(DESK)

    def _seen(self, id: UUID) -> bool:
        """Whether it is news for the desk."""
        with self.outside.storage() as work:
            try:
                conversation = work.conversations.get(id)
            except NoSuchConversation:
                return False
            known = work.connections.get(id)
            if not conversation.is_open or (known is None and conversation.status is Status.BOT):
                return False
            now = seen(known, self.outside.now())
            work.connections.put(id, now)
            return known is None or known.gone_at is not None or known.back_at != now.back_at

    def _leave(self, id: UUID) -> None:
        with self.outside.storage() as work:
            work.connections.leave(id, self.outside.now())
