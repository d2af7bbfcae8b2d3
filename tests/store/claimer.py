"""A process of its own in which colleagues claim conversations while answers of the bot are stored;
started by test_raced_claims.py, which reads the lines that it writes."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from bot.casework.staff import Staff
from bot.conversation.conversation import Conversation, Message, Question, Speaker, Status
from bot.conversation.workflow import AlreadyClaimed
from bot.services.ports import Talk
from bot.services.recording import Heard, Recorder
from bot.services.safety import QUIET
from bot.services.storage import StorageDown
from bot.services.takeover import Takeover
from bot.store.work import Database, make_engine
from tests.fakes import FakeClock, fake_outside, saying
from tests.store.conftest import KEYS

NOW = FakeClock()()
ASKED = "kan ik een mens spreken"
QUESTION = Question("gemeente")
ANSWER = saying("In welke gemeente speelt dit?", open_field=QUESTION.field)


def waiting(id: UUID) -> Conversation:
    """As it is when the message was heard, while its answer is being computed."""
    return Conversation(id, NOW, NOW, status=Status.WACHT, turn=1, question=QUESTION)


def heard(now: Conversation) -> Heard:
    message = Message(1, Speaker.BEZOEKER, ASKED, NOW)
    return Heard(now, Talk(open_field=QUESTION.field), message, ASKED, None, False, QUIET)


async def until_stored(does: Callable[[], Any]) -> Any:
    """SQLite refuses who waited too long for the other process; who is refused asks again."""
    while True:
        try:
            return await does()
        except StorageDown:
            continue


class Claimer:
    def __init__(self, url: str, me: int, colleagues: list[Staff]) -> None:
        outside = fake_outside(Database(make_engine(url), KEYS))  # type: ignore[arg-type]
        self._takeover = Takeover(outside)
        self._record = partial(outside.stored, Recorder(outside).record)
        self._me = me
        self._colleagues = colleagues

    async def race(self, id: UUID) -> int | None:
        """All of these claim it at once; in one of the two processes the bot's answer to it comes
        just then. Returns who won, None: somebody in the other process."""
        claims = [self._claim(one, id) for one in self._colleagues]
        if id.int % 2 == self._me:
            answer = until_stored(partial(self._record, heard(waiting(id)), ANSWER))
            claims.insert(id.int % 7, answer)
        won = [one for one in await asyncio.gather(*claims) if isinstance(one, Staff)]
        assert len(won) < 2
        return won[0].id if won else None

    async def _claim(self, one: Staff, id: UUID) -> Staff | None:
        try:
            await until_stored(partial(self._takeover.take, one, id))
        except AlreadyClaimed:
            return None
        return one


if __name__ == "__main__":
    url, me, *given = sys.argv[1:]
    colleagues = [Staff(int(id), f"medewerker-{id}", f"Medewerker {id}") for id in given]
    claimer = Claimer(url, int(me), colleagues)
    with asyncio.Runner() as runner:
        print("ready", flush=True)
        for line in sys.stdin:  # a conversation, given to both processes at once
            print(json.dumps(runner.run(claimer.race(UUID(line.strip())))), flush=True)
