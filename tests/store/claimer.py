"""A process of its own in which colleagues claim conversations while answers of the bot are stored;
started by test_raced_claims.py, which reads the line of JSON that it writes."""

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
PAUSE = 0.005  # seconds; who waits for SQLite looks now and then, and must find it free sometimes
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


async def race(url: str, colleagues: list[Staff], ids: list[UUID], answered: set[UUID]) -> Any:
    """All of these claim a conversation at once; of some the bot's answer comes just then. Returns
    which colleague won which."""
    outside = fake_outside(Database(make_engine(url), KEYS))  # type: ignore[arg-type]
    takeover, recorder = Takeover(outside), Recorder(outside)
    won: list[tuple[str, int]] = []

    async def claim(one: Staff, id: UUID) -> None:
        try:
            await until_stored(partial(takeover.take, one, id))
        except AlreadyClaimed:
            return
        won.append((str(id), one.id))

    for id in ids:
        claims = [claim(one, id) for one in colleagues]
        if id in answered:
            answer = partial(outside.stored, recorder.record, heard(waiting(id)), ANSWER)
            claims.insert(id.int % len(claims), until_stored(answer))
        await asyncio.gather(*claims)
        await asyncio.sleep(PAUSE)
    return won


if __name__ == "__main__":
    url, me = sys.argv[1], int(sys.argv[2])
    todo = json.loads(sys.stdin.readline())
    colleagues = [Staff(id, f"medewerker-{id}", f"Medewerker {id}") for id in todo["colleagues"]]
    ids = [UUID(id) for id in todo["ids"]]
    print("ready", flush=True)
    sys.stdin.readline()  # both begin at once
    print(json.dumps(asyncio.run(race(url, colleagues, ids, set(ids[me::2])))), flush=True)
