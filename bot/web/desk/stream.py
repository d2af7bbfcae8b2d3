"""What changes on a colleague's desk, as pieces of page over one event stream, for however many
conversations stand on the page."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from uuid import UUID

from bot.bootstrap import Services
from bot.casework.staff import Staff
from bot.conversation.conversation import Conversation
from bot.services.desk import Dossier, Overview
from bot.services.reading import ReasonNeeded
from bot.web.stream import BEAT, HEARTBEAT, RETRY, frame, last_seen

A_LITTLE = 0.1  # seconds
BETWEEN = "-"  # the numbers of the last messages, one of each conversation


@dataclass
class Talk:
    """A conversation on the page, the number of its last message there, and its state."""

    id: UUID
    after: int
    state: tuple[object, ...] | None = None


def talks_from(ids: Sequence[UUID], given: str | None) -> list[Talk]:
    """`given`: of each the number of the last message that the page has, as "12-7"."""
    numbers = (given or "").split(BETWEEN)[: len(ids)]
    return [Talk(id, last_seen(number)) for id, number in zip_longest(ids, numbers)]


class Shown:
    """What a page shows by now; gives what is new, as frames."""

    def __init__(self, render: Callable[..., str], talks: list[Talk], side: bool) -> None:
        self._render = render
        self._all = list(talks)
        self._side = side
        self._pieces: dict[tuple[str, UUID | None], str] = {}
        self.talks = talks

    def desk(self, overview: Overview) -> Iterator[str]:
        open_id = self._all[0].id if self._all and not self._side else None
        yield from self._piece("alarm", "desk/_alarm.html", overview=overview)
        yield from self._piece("rij", "desk/_queue.html", overview=overview, open_id=open_id)
        yield from self._piece(
            "mijn", "desk/_own.html", overview=overview, open_id=open_id, side=self._side
        )

    def conversation(self, talk: Talk, dossier: Dossier) -> Iterator[str]:
        for message in dossier.messages:
            if message.number > talk.after:
                talk.after = message.number
                html = self._render("desk/_message.html", message=message)
                said = {"gesprek": str(talk.id), "nummer": talk.after, "html": html}
                yield frame("bericht", said, id=BETWEEN.join(str(one.after) for one in self._all))
        if not self._side:
            yield from self._piece("feiten", "desk/_facts.html", talk.id, dossier=dossier)
            yield from self._piece("notities", "desk/_notes.html", talk.id, dossier=dossier)
        yield from self._piece("bezoeker", "desk/_visitor.html", talk.id, visitor=dossier.visitor)
        now = _state(dossier.conversation)
        if talk.state is not None and now != talk.state:
            yield frame("stand", {"gesprek": str(talk.id)})
        talk.state = now

    def without(self, talk: Talk) -> str:
        """It was weighed, called, closed or given away: no reason is left to show it."""
        self.talks.remove(talk)
        return frame("stand", {"gesprek": str(talk.id), "weg": True})

    def _piece(
        self, event: str, template: str, of: UUID | None = None, **values: object
    ) -> Iterator[str]:
        html = self._render(template, **values)
        if self._pieces.get((event, of)) != html:
            self._pieces[event, of] = html
            yield frame(event, {"html": html, **({"gesprek": str(of)} if of else {})})


async def of_desk(
    services: Services, token: str, shown: Shown, alone: bool
) -> AsyncGenerator[str, None]:
    """Who waits in danger, the queue and the own conversations, whenever they change; of each
    conversation on the page new messages, whether the visitor is there and (as `stand`) its state;
    of one that stands `alone` also the captured fields and the notes."""
    with services.outside.notifier.subscribe("balie") as news:
        yield RETRY
        while not services.outside.stopping.is_set():
            staff = await services.accounts.who(token)
            if staff is None:
                yield frame("einde", {})
                return
            await services.accounts.seen(token)
            overview = await services.desk.overview(staff)
            for part in shown.desk(overview):
                yield part
            async for part in _conversations(services, staff, shown):
                yield part
            if alone and not shown.talks:
                return
            yield BEAT
            await news.wait(_until(overview))


async def _conversations(services: Services, staff: Staff, shown: Shown) -> AsyncIterator[str]:
    for talk in list(shown.talks):
        try:
            dossier = await services.desk.follow(staff, talk.id)
        except ReasonNeeded:
            yield shown.without(talk)
            continue
        for part in shown.conversation(talk, dossier):
            yield part


def _until(overview: Overview) -> float:
    """Seconds; a little more than the time after which it is another one."""
    if overview.again_in is None:
        return HEARTBEAT
    return min(HEARTBEAT, overview.again_in.total_seconds() + A_LITTLE)


def _state(conversation: Conversation) -> tuple[object, ...]:
    return conversation.status, conversation.owner
