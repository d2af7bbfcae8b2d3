"""The pages of the case files."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.bootstrap import Services
from bot.casework.audit import TO_CHOOSE
from bot.casework.melding_status import LABELS as STATUSES
from bot.casework.notes import LONGEST_NOTE, NoteRefused
from bot.casework.staff import Right, Staff
from bot.casework.weging import LABELS as BESLUITEN
from bot.casework.weging import ReasonTooShort
from bot.casework.zaak import LONGEST_OF_PERSON, MeldingOpen, Person, PersonRefused, ZaakStatus
from bot.services.reading import ReasonNeeded
from bot.web.api import conversation_id
from bot.web.desk.guard import Guard
from bot.web.desk.weging_form import number_of
from bot.web.desk.weighing import reason_in
from bot.web.pages import Pages, see_other
from bot.web.routing import add
from bot.web.security import form_token

NEW = "nieuw"
NOTHING_SAID = {
    "notitie_fout": "",
    "notitie": "",
    "persoon_fout": "",
    "persoon_nummer": "",
    "waarom": "",
    "sluit_fout": "",
    "sluit_reden": "",
}


class ZaakPages:
    def __init__(self, services: Services, pages: Pages, guard: Guard) -> None:
        self._services = services
        self._zaken = services.zaken
        self._pages = pages
        self._guard = guard

    def add_to(self, routes: Blueprint) -> None:
        page, action = self._guard.page, self._guard.action
        zaak = "/zaken/<id:uuid>"
        add(routes, "GET", "/zaken", page(Right.DOSSIER, self.zaken))
        add(routes, "GET", zaak, page(Right.DOSSIER, self.zaak))
        add(routes, "POST", f"{zaak}/openen", action(Right.DOSSIER, self.open_zaak))
        add(routes, "POST", f"{zaak}/notitie", action(Right.WEGING, self.zaak_note))
        add(routes, "POST", f"{zaak}/deelnemer", action(Right.WEGING, self.participant))
        add(routes, "POST", f"{zaak}/sluiten", action(Right.WEGING, self.close_zaak))
        add(routes, "POST", "/meldingen/<id:uuid>/zaak", action(Right.WEGING, self.put_in_zaak))

    async def zaken(self, request: Request, staff: Staff) -> HTTPResponse:
        found = await self._zaken.all(staff)
        token = form_token(self._guard.token(request))
        return self._pages.page(
            "desk/zaken.html", staff=staff, zaken=found, token=token, open=ZaakStatus.OPEN
        )

    async def zaak(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        return await self._page(request, staff, id)

    async def open_zaak(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        if reason := reason_in(request.form or {}):
            await self._zaken.open(staff, id, reason)
        return see_other(f"/balie/zaken/{id}")

    async def zaak_note(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        text = (request.form or {}).get("notitie", "")
        return await self._done(
            request, staff, id, lambda: self._zaken.note(staff, id, text), notitie=text
        )

    async def participant(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        sent = request.form or {}
        number = number_of(sent.get("nummer")) or None
        typed = Person(
            wie=sent.get("wie", ""),
            kind=sent.get("kind") == "ja",
            rol=sent.get("rol", ""),
            geboren=sent.get("geboren", ""),
            geslacht=sent.get("geslacht", ""),
            verblijf=sent.get("verblijf", ""),
        )
        why = sent.get("waarom", "")
        return await self._done(
            request,
            staff,
            id,
            lambda: self._zaken.put_participant(staff, id, number, typed, why),
            typed=typed,
            persoon_nummer=str(number or NEW),
            waarom=why,
        )

    async def close_zaak(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        why = (request.form or {}).get("sluit_reden", "")
        return await self._done(
            request, staff, id, lambda: self._zaken.close(staff, id, why), sluit_reden=why
        )

    async def put_in_zaak(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        given = (request.form or {}).get("zaak", "")
        if given == NEW:
            zaak = (await self._zaken.make(staff, id)).id
        else:
            zaak = conversation_id(given)
            await self._zaken.add_melding(staff, id, zaak)
        return see_other(f"/balie/zaken/{zaak}")

    # ── parts ────────────────────────────────────────────────────────────────────────────────

    async def _done(
        self,
        request: Request,
        staff: Staff,
        id: UUID,
        use: Callable[[], Awaitable[None]],
        **said: Any,
    ) -> HTTPResponse:
        """The page again, with what was typed when it is refused."""
        try:
            await use()
        except NoteRefused:
            said["notitie_fout"] = self._text("fout_notitie", grootste=str(LONGEST_NOTE))
        except PersonRefused:
            said["persoon_fout"] = self._text("zaak_persoon", grootste=str(LONGEST_OF_PERSON))
        except MeldingOpen:
            said["sluit_fout"] = self._text("zaak_nog_open")
        except ReasonTooShort:
            said["sluit_fout"] = self._text("stap_reden")
        else:
            return see_other(f"/balie/zaken/{id}")
        return await self._page(request, staff, id, 422, **said)

    def _text(self, name: str, **fillings: str) -> str:
        return self._services.outside.texts(name, **fillings)

    async def _page(
        self, request: Request, staff: Staff, id: UUID, status: int = 200, **said: Any
    ) -> HTTPResponse:
        token = form_token(self._guard.token(request))
        try:
            file = await self._zaken.open(staff, id)
        except ReasonNeeded:
            return self._pages.page(
                "desk/zaak_reason.html", staff=staff, id=id, reasons=TO_CHOOSE, token=token
            )
        return self._pages.page(
            "desk/zaak.html",
            status,
            staff=staff,
            file=file,
            token=token,
            open=ZaakStatus.OPEN,
            besluiten=BESLUITEN,
            statussen=STATUSES,
            longest_note=LONGEST_NOTE,
            longest=LONGEST_OF_PERSON,
            new=NEW,
            **{**NOTHING_SAID, "typed": Person(""), **said},
        )
