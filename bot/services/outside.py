"""What the use cases work with, wired together once in bot/bootstrap.py."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ParamSpec, TypeVar

from bot.casework.staff import Right, Staff, who_may
from bot.casework.terms import Deadlines
from bot.services.ports import Brain, Notifier
from bot.services.storage import Storage, UnitOfWork
from bot.texts.texts import Texts

P = ParamSpec("P")
T = TypeVar("T")

# A desk that is open asks for news at least every 20 seconds (bot/web/stream.py).
PRESENT_FOR = timedelta(seconds=45)


@dataclass(frozen=True)
class Office:
    """Storage, wake-up calls and the clock: enough for the work of colleagues."""

    storage: Storage
    notifier: Notifier
    now: Callable[[], datetime]  # aware, UTC

    async def stored(self, use: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs what reads or writes storage in a thread, so that other visitors are not kept
        waiting by the disk."""
        return await asyncio.to_thread(use, *args, **kwargs)

    def anyone_present(self, work: UnitOfWork, organisation: int) -> bool:
        """Whether a colleague who may talk has the desk open; only then a person is promised."""
        return bool(self.present(work, organisation))

    def present(self, work: UnitOfWork, organisation: int) -> list[Staff]:
        """The colleagues of an organisation who can take a conversation over now."""
        since = self.now() - PRESENT_FOR
        return work.sessions.present(since, organisation, who_may(Right.GESPREK))


@dataclass(frozen=True)
class Outside(Office):
    """And what a conversation needs besides."""

    brain: Brain
    texts: Texts
    sentences: Callable[[str], Sequence[str]]
    deadlines: Deadlines = Deadlines()
    stopping: asyncio.Event = field(default_factory=asyncio.Event)  # set when the server ends
    long_reading: asyncio.Lock = field(default_factory=asyncio.Lock)  # of texts that are too long
