"""Several conversations of one colleague on one page; and that a colleague writes in one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from sanic.request import Request
from sanic.response import HTTPResponse, empty

from bot.bootstrap import Services
from bot.casework.staff import Right, Staff
from bot.services.desk import Dossier
from bot.services.door import LONGEST_MESSAGE
from bot.services.own_talks import OwnTalk
from bot.services.reading import ReasonNeeded
from bot.services.storage import NoSuchConversation
from bot.web.desk.guard import Handler
from bot.web.pages import Pages, see_other
from bot.web.security import form_token, page_token

MOST = 3  # more columns cannot be read


def ids_in(given: Sequence[str]) -> list[UUID]:
    """The conversations that a page names, each once; nonsense is left out."""
    found: list[UUID] = []
    for text in given:
        with suppress(ValueError):
            found.append(UUID(text))
    return list(dict.fromkeys(found))[:MOST]


def address_of(ids: Sequence[UUID], shown: UUID) -> str:
    named = "".join(f"gesprek={id}&" for id in ids)
    return f"/balie/naast?{named}toon={shown}"


def side_address(own: Sequence[OwnTalk], shown: UUID) -> str:
    return address_of([one.conversation.id for one in own][:MOST], shown)


def back_to(request: Request, id: UUID) -> str:
    """The page from which something was said without JavaScript."""
    others = ids_in((request.form or {}).get("naast", "").split())
    return address_of(others, id) if id in others else f"/balie/gesprekken/{id}"


class SideBySide:
    def __init__(
        self,
        services: Services,
        pages: Pages,
        token: Callable[[Request], str],
        names: Mapping[str, Any],
    ) -> None:
        """`token`: of the session; `names`: what every page of the desk uses."""
        self._services = services
        self._pages = pages
        self._token = token
        self._names = names

    def actions(self) -> dict[str, tuple[Right, Handler]]:
        return {"typt": (Right.GESPREK, self.typing)}

    async def page(self, request: Request, staff: Staff) -> HTTPResponse:
        overview = await self._services.desk.overview(staff)
        ids = ids_in(request.args.getlist("gesprek") or [])
        if overview.own and not ids:  # the address names them, so that one that ends stays
            return see_other(side_address(overview.own, overview.own[0].conversation.id))
        wanted = ids_in(request.args.getlist("toon") or [])
        return self._pages.page(
            "desk/side_by_side.html",
            staff=staff,
            overview=overview,
            columns=[(id, await self._dossier(staff, id)) for id in ids],
            ids=ids,
            shown=next((id for id in wanted if id in ids), ids[0] if ids else None),
            token=form_token(self._token(request)),
            page=page_token(self._token(request)),
            longest=LONGEST_MESSAGE,
            **self._names,
        )

    async def typing(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        await self._services.takeover.typing(staff, id)
        return empty(204)

    async def _dossier(self, staff: Staff, id: UUID) -> Dossier | None:
        """None when there is nothing to show of it on this page."""
        try:
            return await self._services.desk.open(staff, id)
        except (ReasonNeeded, NoSuchConversation):
            return None
