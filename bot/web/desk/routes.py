"""The pages of the desk where colleagues work with conversations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty

from bot.bootstrap import Services
from bot.casework.audit import TO_CHOOSE, TO_HOLD_FOR
from bot.casework.melding_status import LABELS as STATUSES
from bot.casework.notes import LONGEST_NOTE, NoteKind
from bot.casework.outcome import LABELS as OUTCOMES
from bot.casework.queue import LABELS as REASONS
from bot.casework.staff import Right, Staff
from bot.casework.weging import LABELS as BESLUITEN
from bot.services.door import LONGEST_MESSAGE, MessageRefused
from bot.services.reading import ReasonNeeded
from bot.settings import Settings
from bot.web.desk.guard import Guard, Handler, home_of
from bot.web.desk.managing import Managing
from bot.web.desk.provider import AtTheProvider
from bot.web.desk.side_by_side import SideBySide, back_to, ids_in, side_address
from bot.web.desk.signing_in import SigningIn
from bot.web.desk.stream import Shown, of_desk, talks_from
from bot.web.desk.teamwork import TeamworkForms
from bot.web.desk.terms import NOT_SAID, TermPages
from bot.web.desk.weighing import WeighingPages, reason_in
from bot.web.desk.writing import IN_FACTS, NOTHING_SAID, WritingForms
from bot.web.desk.zaken import ZaakPages
from bot.web.limits import Limits
from bot.web.pages import Pages, see_other
from bot.web.routing import add
from bot.web.security import form_token, page_token
from bot.web.shown import name_of, short_name
from bot.web.stream import streamed


class DeskPages:
    def __init__(self, settings: Settings, services: Services, pages: Pages, limits: Limits):
        self._services = services
        self._pages = pages
        self._guard = Guard(settings, services)
        self._signing_in = SigningIn(settings, services, pages, limits, self._guard)
        self._provider = AtTheProvider(
            settings, services, pages, limits, self._guard, self._signing_in
        )
        self._managing = Managing(settings, services, pages, self._guard)
        self._teamwork = TeamworkForms(services, self._desk_page)
        self._writing = WritingForms(services, self._desk_page)
        self._terms = TermPages(services, pages, self._guard, self._desk_page)
        self._names = {
            **NAMES,
            "chats_at_once": settings.chats_at_once,
            "term": services.terms.clock,
        }
        self._side = SideBySide(services, pages, self._guard.token, self._names)
        self._weighing = WeighingPages(services, pages, self._guard)
        self._zaken = ZaakPages(services, pages, self._guard)

    def routes(self) -> Blueprint:
        routes = Blueprint("balie", url_prefix="/balie")
        page, action = self._guard.page, self._guard.action
        self._signing_in.add_to(routes)
        self._provider.add_to(routes)
        self._managing.add_to(routes)
        self._terms.add_to(routes)
        self._weighing.add_to(routes)
        self._zaken.add_to(routes)
        add(routes, "GET", "/", page(None, self.overview))
        add(routes, "GET", "/stroom", page(Right.WACHTRIJ, self.stream, busy=False))
        add(routes, "GET", "/naast", page(Right.DOSSIER, self._side.page))
        add(routes, "GET", "/gesprekken/<id:uuid>", page(Right.DOSSIER, self.conversation))
        for name, (right, does) in self._actions().items():
            add(routes, "POST", f"/gesprekken/<id:uuid>/{name}", action(right, does))
        return routes

    def _actions(self) -> dict[str, tuple[Right, Handler]]:
        return {
            "openen": (Right.DOSSIER, self.open_for_reason),
            "overnemen": (Right.GESPREK, self.take),
            "antwoord": (Right.GESPREK, self.say),
            "teruggeven": (Right.GESPREK, self.hand_back),
            "sluiten": (Right.GESPREK, self.close),
            "gebeld": (Right.TERUGBELLEN, self.called),
            "wissen": (Right.WISSEN, self.erase),
            "vasthouden": (Right.WISSEN, self.hold),
            **self._teamwork.actions(),
            **self._writing.actions(),
            **self._side.actions(),
            **self._terms.actions(),
        }

    # ── looking ──────────────────────────────────────────────────────────────────────────────

    async def overview(self, request: Request, staff: Staff) -> HTTPResponse:
        if not staff.may(Right.WACHTRIJ):
            return see_other(home_of(staff))
        return await self._desk_page(request, staff, None)

    async def conversation(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        return await self._desk_page(request, staff, id)

    async def open_for_reason(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        if chosen := reason_in(request.form or {}):
            await self._services.desk.open(staff, id, chosen)
        return see_other(f"/balie/gesprekken/{id}")

    async def stream(self, request: Request, staff: Staff) -> HTTPResponse | None:
        """One stream for everything on the page; an open one shows that a colleague is present."""
        token = self._guard.token(request)
        ids = ids_in(request.args.getlist("gesprek") or [])
        talks = talks_from(ids, request.headers.get("last-event-id") or request.args.get("na"))
        side = bool(request.args.get("naast"))
        shown = Shown(self._fragments(staff, token), talks, side)
        alone = bool(ids) and not side
        await streamed(request, of_desk(self._services, token, shown, alone))
        return None

    # ── acting ───────────────────────────────────────────────────────────────────────────────

    async def take(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        await self._services.takeover.take(staff, id)
        return see_other(f"/balie/gesprekken/{id}")

    async def say(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        text = (request.form or {}).get("tekst", "")
        try:
            await self._services.takeover.say(staff, id, text)
        except MessageRefused as refused:
            fout = self._services.outside.texts(refused.name, grootste=str(LONGEST_MESSAGE))
            return await self._desk_page(request, staff, id, 422, say_fout=fout, draft=text)
        if "x-token" in request.headers:  # our own script: the stream brings what was said
            return empty(204)
        return see_other(back_to(request, id))

    async def hand_back(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        await self._services.takeover.hand_back(staff, id)
        return see_other(f"/balie/gesprekken/{id}")

    async def close(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        given = (request.form or {}).get("uitkomst", "")
        chosen = next((outcome for outcome in OUTCOMES if outcome.value == given), None)
        if chosen is None:
            fout = self._services.outside.texts("fout_uitkomst")
            return await self._desk_page(request, staff, id, 422, sluit_fout=fout)
        await self._services.takeover.close(staff, id, chosen)
        return see_other("/balie")

    async def called(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        await self._services.desk.called(staff, id)
        return see_other(f"/balie/gesprekken/{id}")

    async def erase(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        await self._services.desk.erase(staff, id)
        return see_other("/balie")

    async def hold(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        given = (request.form or {}).get("reden", "")
        chosen = next((reason for reason in TO_HOLD_FOR if reason.value == given), None)
        await self._services.desk.hold(staff, id, chosen)
        return see_other(f"/balie/gesprekken/{id}")

    # ── parts ────────────────────────────────────────────────────────────────────────────────

    async def _desk_page(
        self, request: Request, staff: Staff, id: UUID | None, status: int = 200, **said: str
    ) -> HTTPResponse:
        overview = await self._services.desk.overview(staff)
        token = form_token(self._guard.token(request))
        page = page_token(self._guard.token(request))
        try:
            dossier = await self._services.desk.open(staff, id) if id else None
        except ReasonNeeded:
            return self._pages.page(
                "desk/reason.html", staff=staff, id=id, token=token, reasons=TO_CHOOSE, **NAMES_OF
            )
        filled: dict[str, Any] = {
            "say_fout": "",
            "draft": "",
            "notitie_fout": "",
            "notitie": "",
            "doorgeven_fout": "",
            "waarom": "",
            "meelezen_fout": "",
            "sluit_fout": "",
            **NOTHING_SAID,
            **NOT_SAID,
            **await self._terms.on_file(staff, dossier),
            **said,
        }
        filled |= self._writing.parts(staff, dossier, filled)
        return self._pages.page(
            "desk/desk.html",
            status,
            staff=staff,
            overview=overview,
            dossier=dossier,
            token=token,
            page=page,
            longest=LONGEST_MESSAGE,
            longest_note=LONGEST_NOTE,
            may_erase=staff.may(Right.WISSEN),
            hold_for=TO_HOLD_FOR,
            side=False,
            **self._names,
            **filled,
        )

    def _fragments(self, staff: Staff, token: str) -> Callable[..., str]:
        def render(template: str, **values: Any) -> str:
            return self._pages.render(
                template, staff=staff, token=form_token(token), **self._names, **values
            )

        return render


NAMES_OF: dict[str, Any] = {"short_name": short_name, "name_of": name_of}
NOTE_KINDS = {NoteKind.NOTITIE: "", NoteKind.DOORGEVEN: "Reden van doorgeven,"}
NAMES: dict[str, Any] = {
    "side_address": side_address,
    "reasons": REASONS,
    "besluiten": BESLUITEN,
    "statussen": STATUSES,
    "outcomes": OUTCOMES,
    "note_kinds": NOTE_KINDS,
    **IN_FACTS,
    **NAMES_OF,
}
