"""Conversations that nobody uses any more are ended, and their words erased."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from bot.casework.presence import FORGOTTEN_AFTER
from bot.logs import event
from bot.services.outside import Outside
from bot.services.recording import end_visit
from bot.services.return_code import KEPT_DAYS


class Cleanup:
    """A visitor who walks away leaves nothing behind: after `idle` without a message the
    conversation ends as if the visitor had left (domain dossier 4.5: 30 minutes). What was put
    away under a return code is kept for KEPT_DAYS. One that a colleague has, and in which nobody
    said anything for FORGOTTEN_AFTER, was forgotten, and ends too."""

    def __init__(self, outside: Outside, idle: timedelta) -> None:
        self._outside = outside
        self._idle = idle

    async def run(self) -> int:
        """Returns how many conversations were ended."""
        ended = await self._outside.stored(self._end_idle)
        for id in ended:
            await self._outside.notifier.changed(str(id))
        if ended:
            event("opgeruimd", gesprekken=len(ended))
        return len(ended)

    def _end_idle(self) -> list[UUID]:
        with self._outside.storage() as work:
            now = self._outside.now()
            idle = work.conversations.idle_since(now - self._idle)
            kept = work.conversations.put_away_before(now - timedelta(days=KEPT_DAYS))
            left = work.conversations.left_with_colleague(now - FORGOTTEN_AFTER)
            for id in [*idle, *kept, *left]:
                ended = end_visit(self._outside, work, work.conversations.get(id))
                work.conversations.save(ended)
            return [*idle, *kept, *left]
