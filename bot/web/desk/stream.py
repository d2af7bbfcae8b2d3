"""What changes on a colleague's desk, as pieces of page over one event stream."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from uuid import UUID

from bot.bootstrap import Services
from bot.conversation.conversation import Conversation
from bot.services.desk import Dossier
from bot.services.reading import ReasonNeeded
from bot.web.stream import BEAT, HEARTBEAT, RETRY, frame

STATE_CHANGED = frame("stand", {})


class Shown:
    """What a page shows by now; gives what is new, as frames."""

    def __init__(self, render: Callable[..., str], after: int) -> None:
        self._render = render
        self._after = after
        self._pieces: dict[str, str] = {}
        self._state: tuple[object, ...] | None = None

    def piece(self, event: str, template: str, **values: object) -> Iterator[str]:
        html = self._render(template, **values)
        if self._pieces.get(event) != html:
            self._pieces[event] = html
            yield frame(event, {"html": html})

    def conversation(self, dossier: Dossier) -> Iterator[str]:
        for message in dossier.messages:
            if message.number > self._after:
                self._after = message.number
                html = self._render("desk/_message.html", message=message)
                yield frame("bericht", {"nummer": self._after, "html": html}, id=self._after)
        yield from self.piece("feiten", "desk/_facts.html", dossier=dossier)
        yield from self.piece("notities", "desk/_notes.html", dossier=dossier)
        now = _state(dossier.conversation)
        if self._state is not None and now != self._state:
            yield STATE_CHANGED
        self._state = now


async def of_desk(
    services: Services, render: Callable[..., str], token: str, open_id: UUID | None, after: int
) -> AsyncIterator[str]:
    """Who waits in danger and the queue, whenever they change; of the conversation that is open on
    the page new messages, the captured fields, the notes and (as `stand`) its state."""
    shown = Shown(render, after)
    with services.outside.notifier.subscribe("balie") as news:
        yield RETRY
        while not services.outside.stopping.is_set():
            staff = await services.accounts.who(token)
            if staff is None:
                yield frame("einde", {})
                return
            await services.accounts.seen(token)
            overview = await services.desk.overview(staff)
            for part in shown.piece("alarm", "desk/_alarm.html", overview=overview):
                yield part
            for part in shown.piece("rij", "desk/_queue.html", overview=overview, open_id=open_id):
                yield part
            if open_id:
                try:
                    dossier = await services.desk.follow(staff, open_id)
                except ReasonNeeded:  # it was weighed, called or closed: no reason is left
                    yield STATE_CHANGED
                    return
                for part in shown.conversation(dossier):
                    yield part
            yield BEAT
            await news.wait(HEARTBEAT)


def _state(conversation: Conversation) -> tuple[object, ...]:
    return conversation.status, conversation.owner
