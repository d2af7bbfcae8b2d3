"""What changes on a colleague's desk, as pieces of page over one event stream."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from uuid import UUID

from bot.bootstrap import Services
from bot.conversation.conversation import Conversation
from bot.services.reading import ReasonNeeded
from bot.web.stream import BEAT, HEARTBEAT, RETRY, frame


async def of_desk(
    services: Services, render: Callable[..., str], token: str, open_id: UUID | None, after: int
) -> AsyncIterator[str]:
    """The queue whenever it changes and, of the conversation that is open on the page, new
    messages, the captured fields and (as `stand`) the sign that its state changed."""
    queue = facts = ""
    state: tuple[object, ...] | None = None
    with services.outside.notifier.subscribe("balie") as news:
        yield RETRY
        while not services.outside.stopping.is_set():
            staff = await services.accounts.who(token)
            if staff is None:
                yield frame("einde", {})
                return
            await services.accounts.seen(token)
            overview = await services.desk.overview(staff)
            shown = render("desk/_queue.html", overview=overview, open_id=open_id)
            if shown != queue:
                queue = shown
                yield frame("rij", {"html": queue})
            if open_id:
                try:
                    dossier = await services.desk.follow(staff, open_id)
                except ReasonNeeded:  # it was weighed, called or closed: no reason is left
                    yield frame("stand", {})
                    return
                for message in dossier.messages:
                    if message.number > after:
                        after = message.number
                        html = render("desk/_message.html", message=message)
                        yield frame("bericht", {"nummer": after, "html": html}, id=after)
                known = render("desk/_facts.html", dossier=dossier)
                if known != facts:
                    facts = known
                    yield frame("feiten", {"html": facts})
                now = _state(dossier.conversation)
                if state is not None and now != state:
                    yield frame("stand", {})
                state = now
            yield BEAT
            await news.wait(HEARTBEAT)


def _state(conversation: Conversation) -> tuple[object, ...]:
    return conversation.status, conversation.owner
