"""Server-sent events: what is new in a conversation, to the visitor, as it happens."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

from bot.bootstrap import Services
from bot.services.storage import NoSuchConversation
from bot.services.visit import WrongKey
from bot.texts.language import Language
from bot.web.shown import IN_DUTCH, message_json, state_json

HEARTBEAT = 20.0  # seconds; keeps proxies from closing and shows a vanished phone
LONGEST_NUMBER = 9  # digits; a database refuses numbers without end
RETRY = "retry: 2000\n\n"
BEAT = ": \n\n"
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def frame(event: str, data: Any, id: int | None = None) -> str:
    number = f"id: {id}\n" if id is not None else ""
    return f"{number}event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


async def of_visitor(
    services: Services, id: UUID, key: str, after: int, language: Language = IN_DUTCH
) -> AsyncIterator[str]:
    """Messages above number `after`, then the state (status, open question) when it changes, and
    `einde` when there is nothing more to come."""
    shown: dict[str, Any] | None = None
    with services.outside.notifier.subscribe(str(id)) as news:
        yield RETRY
        while not services.outside.stopping.is_set():
            try:
                turn = await services.visit.look(id, key, after)
            except (NoSuchConversation, WrongKey):
                yield frame("einde", {"reden": "weg"})
                return
            for message in turn.messages:
                after = message.number
                yield frame("bericht", message_json(message, language), id=after)
            state = state_json(turn, language)
            if state != shown:
                yield frame("stand", state)
            elif not turn.messages:
                yield BEAT
            shown = state
            if not turn.conversation.is_open:
                yield frame("einde", {"reden": "gesloten"})
                return
            await news.wait(HEARTBEAT)


def last_seen(given: str | None) -> int:
    """The number of the last message a client has; 0 when it does not say, or nonsense."""
    if not given or len(given) > LONGEST_NUMBER or not given.isdecimal():
        return 0
    return int(given)
