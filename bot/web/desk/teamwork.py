"""The forms by which colleagues work together in a conversation."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from uuid import UUID

from sanic.request import Request
from sanic.response import HTTPResponse

from bot.bootstrap import Services
from bot.casework.notes import LONGEST_NOTE, NoteRefused
from bot.casework.staff import Right, Staff
from bot.services.teamwork import TO_THE_QUEUE, NotPresent
from bot.web.desk.guard import Handler
from bot.web.pages import see_other

LONGEST_NUMBER = 9  # digits; a database refuses numbers without end
Show = Callable[..., Awaitable[HTTPResponse]]


class TeamworkForms:
    def __init__(self, services: Services, show: Show) -> None:
        """`show` gives the page of a conversation, with a status and what was wrong."""
        self._services = services
        self._show = show

    def actions(self) -> Mapping[str, tuple[Right, Handler]]:
        return {
            "notitie": (Right.GESPREK, self.note),
            "meelezen": (Right.GESPREK, self.ask),
            "doorgeven": (Right.GESPREK, self.transfer),
        }

    async def note(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        text = (request.form or {}).get("notitie", "")
        try:
            await self._services.teamwork.note(staff, id, text)
        except NoteRefused:
            fout = self._services.outside.texts("fout_notitie", grootste=str(LONGEST_NOTE))
            return await self._show(request, staff, id, 422, notitie_fout=fout, notitie=text)
        return see_other(f"/balie/gesprekken/{id}#notities")

    async def ask(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        try:
            other = _colleague((request.form or {}).get("collega", ""))
            await self._services.teamwork.ask(staff, id, other)
        except NotPresent:
            fout = self._services.outside.texts("fout_niet_aanwezig")
            return await self._show(request, staff, id, 409, meelezen_fout=fout)
        return see_other(f"/balie/gesprekken/{id}")

    async def transfer(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        form = request.form or {}
        to, why = form.get("naar", ""), form.get("waarom", "")
        try:
            whom = None if to == TO_THE_QUEUE else _colleague(to)
            await self._services.teamwork.transfer(staff, id, whom, why)
        except NoteRefused:
            fout = self._services.outside.texts("fout_doorgeven", grootste=str(LONGEST_NOTE))
            return await self._show(request, staff, id, 422, doorgeven_fout=fout, waarom=why)
        except NotPresent:
            fout = self._services.outside.texts("fout_niet_aanwezig")
            return await self._show(request, staff, id, 409, doorgeven_fout=fout, waarom=why)
        return see_other("/balie")


def _colleague(given: str) -> int:
    """Raises NotPresent for what is no number of a colleague."""
    if not given.isdecimal() or len(given) > LONGEST_NUMBER:
        raise NotPresent
    return int(given)
