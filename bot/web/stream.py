"""Server-sent events: what is new in a conversation, to the visitor, as it happens."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Any
from uuid import UUID

from sanic.request import Request

from bot.bootstrap import Services
from bot.conversation.conversation import Conversation, Status
from bot.services.ports import Subscription, typing
from bot.services.storage import NoSuchConversation
from bot.services.visit import WrongKey
from bot.texts.language import Language
from bot.web.shown import IN_DUTCH, message_json, state_json

HEARTBEAT = 20.0  # seconds; keeps proxies from closing and shows a vanished phone
LONGEST_NUMBER = 9  # digits; a database refuses numbers without end
RETRY = "retry: 2000\n\n"
BEAT = ": \n\n"
TYPES = "event: typt\ndata: {}\n\n"
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def frame(event: str, data: Any, id: object = None) -> str:
    number = f"id: {id}\n" if id is not None else ""
    return f"{number}event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


async def streamed(request: Request, parts: AsyncGenerator[str, None]) -> None:
    """Answers with these frames, and closes what makes them as soon as the browser is gone."""
    async with aclosing(parts):
        response = await request.respond(content_type="text/event-stream", headers=HEADERS)
        async for part in parts:
            await response.send(part)
        await response.eof()


async def of_visitor(
    services: Services, id: UUID, key: str, after: int, language: Language = IN_DUTCH
) -> AsyncGenerator[str, None]:
    """Messages above number `after`, then the state (status, open question) when it changes, and
    `einde` when there is nothing more to come; `typt` each time that a colleague writes."""
    shown: dict[str, Any] | None = None
    with services.outside.notifier.subscribe(str(id), typing(id)) as news:
        async with services.lines.line(id) as line:
            yield RETRY
            while not services.outside.stopping.is_set():
                try:
                    turn = await services.visit.look(id, key, after)
                except (NoSuchConversation, WrongKey):
                    yield frame("einde", {"reden": "weg"})
                    return
                if turn.conversation.is_open:
                    await line.open(turn.conversation)
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
                async for part in _while_typing(news, id, turn.conversation):
                    yield part


async def _while_typing(
    news: Subscription, id: UUID, conversation: Conversation
) -> AsyncIterator[str]:
    """Until something else changes, with a frame each time that the colleague writes."""
    rung = await news.wait(HEARTBEAT)
    while typing(id) in rung:
        if conversation.status is Status.MENS:
            yield TYPES
        if len(rung) > 1:
            return
        rung = await news.wait(HEARTBEAT)


def last_seen(given: str | None) -> int:
    """The number of the last message a client has; 0 when it does not say, or nonsense."""
    if not given or len(given) > LONGEST_NUMBER or not given.isdecimal():
        return 0
    return int(given)
