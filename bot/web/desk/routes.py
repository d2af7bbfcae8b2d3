"""The pages of the desk. Every route but signing in needs a colleague who signed in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any
from uuid import UUID

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.bootstrap import Services
from bot.casework.queue import LABELS as REASONS
from bot.casework.staff import Staff
from bot.casework.weging import LABELS as BESLUITEN
from bot.casework.weging import Besluit, ReasonTooShort
from bot.services.accounts import SignInRefused, TooManyTries
from bot.services.desk import NothingToWeigh
from bot.services.door import LONGEST_MESSAGE, MessageRefused
from bot.settings import Settings
from bot.web.desk.stream import of_desk
from bot.web.limits import Limits
from bot.web.pages import Pages, see_other
from bot.web.routing import add
from bot.web.security import Cookie, address, check_form, check_same_origin, form_token
from bot.web.shown import name_of, short_name
from bot.web.stream import HEADERS, last_seen

Action = Callable[[Request, Staff, UUID], Awaitable[HTTPResponse]]
SIGN_IN = "/balie/inloggen"


class DeskPages:
    def __init__(self, settings: Settings, services: Services, pages: Pages, limits: Limits):
        self._services = services
        self._pages = pages
        self._limits = limits
        self._cookie = Cookie("b", settings)

    def routes(self) -> Blueprint:
        routes = Blueprint("balie", url_prefix="/balie")
        add(routes, "GET", "/", self.overview)
        add(routes, "GET", "/inloggen", self.sign_in_page)
        add(routes, "POST", "/inloggen", self.sign_in)
        add(routes, "POST", "/uitloggen", self.sign_out)
        add(routes, "GET", "/stroom", self.stream)
        add(routes, "GET", "/gesprekken/<id:uuid>", self.conversation)
        for name, action in self._actions().items():
            add(routes, "POST", f"/gesprekken/<id:uuid>/{name}", self._guarded(action))
        return routes

    def _actions(self) -> dict[str, Action]:
        return {
            "overnemen": self.take,
            "antwoord": self.say,
            "teruggeven": self.hand_back,
            "sluiten": self.close,
            "weging": self.weigh,
            "gebeld": self.called,
        }

    # ── signing in and out ───────────────────────────────────────────────────────────────────

    async def sign_in_page(self, request: Request) -> HTTPResponse:
        return self._pages.page("desk/sign_in.html", fout="", login="")

    async def sign_in(self, request: Request) -> HTTPResponse:
        check_same_origin(request)
        self._limits.signing_in.check(address(request))
        form = request.form or {}
        login, password = form.get("inlognaam", "").strip(), form.get("wachtwoord", "")
        try:
            signed_in = await self._services.accounts.sign_in(login, password)
        except SignInRefused:
            return self._sign_in_failed(login, "inloggen_geweigerd", 401)
        except TooManyTries:
            return self._sign_in_failed(login, "inloggen_te_vaak", 429)
        response = see_other("/balie")
        self._cookie.give(response, signed_in.token)
        return response

    def _sign_in_failed(self, login: str, why: str, status: int) -> HTTPResponse:
        fout = self._services.outside.texts(why)
        return self._pages.page("desk/sign_in.html", status, fout=fout, login=login)

    async def sign_out(self, request: Request) -> HTTPResponse:
        token = self._cookie.read(request) or ""
        check_form(request, token)
        await self._services.accounts.sign_out(token)
        response = see_other(SIGN_IN)
        self._cookie.take_back(response)
        return response

    # ── looking ──────────────────────────────────────────────────────────────────────────────

    async def overview(self, request: Request) -> HTTPResponse:
        staff = await self._who(request)
        if staff is None:
            return see_other(SIGN_IN)
        return await self._desk_page(request, staff, None)

    async def conversation(self, request: Request, id: UUID) -> HTTPResponse:
        staff = await self._who(request)
        if staff is None:
            return see_other(SIGN_IN)
        return await self._desk_page(request, staff, id)

    async def stream(self, request: Request) -> HTTPResponse | None:
        """One stream for everything on the page; an open one shows that a colleague is present."""
        staff = await self._who(request)
        if staff is None:
            return HTTPResponse(status=204)
        token = self._cookie.read(request) or ""
        open_id = request.args.get("gesprek")
        after = last_seen(request.headers.get("last-event-id") or request.args.get("na"))
        response = await request.respond(content_type="text/event-stream", headers=HEADERS)
        shown = UUID(open_id) if open_id else None
        async for part in of_desk(
            self._services, self._fragments(staff, token), token, shown, after
        ):
            await response.send(part)
        await response.eof()
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
        return see_other(f"/balie/gesprekken/{id}")

    async def hand_back(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        await self._services.takeover.hand_back(staff, id)
        return see_other(f"/balie/gesprekken/{id}")

    async def close(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        await self._services.takeover.close(staff, id)
        return see_other("/balie")

    async def called(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        await self._services.desk.called(id)
        return see_other(f"/balie/gesprekken/{id}")

    async def weigh(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        form = request.form or {}
        besluit, reden = form.get("besluit", ""), form.get("reden", "")
        try:
            chosen = Besluit(besluit)
            await self._services.desk.record_weging(staff, id, chosen, reden)
        except ValueError as refused:
            why = "weging_reden" if isinstance(refused, ReasonTooShort) else "weging_besluit"
            fout = self._services.outside.texts(why)
            return await self._desk_page(
                request, staff, id, 422, weging_fout=fout, besluit=besluit, reden=reden
            )
        except NothingToWeigh:
            fout = self._services.outside.texts("weging_zonder_melding")
            return await self._desk_page(request, staff, id, 409, weging_fout=fout)
        return see_other(f"/balie/gesprekken/{id}")

    # ── parts ────────────────────────────────────────────────────────────────────────────────

    def _guarded(self, action: Action) -> Callable[..., Coroutine[Any, Any, HTTPResponse]]:
        async def guarded(request: Request, id: UUID) -> HTTPResponse:
            staff = await self._who(request)
            if staff is None:
                return see_other(SIGN_IN)
            check_form(request, self._cookie.read(request) or "")
            return await action(request, staff, id)

        guarded.__name__ = action.__name__
        return guarded

    async def _who(self, request: Request) -> Staff | None:
        """The colleague of this request, who is present from now on."""
        token = self._cookie.read(request)
        staff = await self._services.accounts.who(token) if token else None
        if token and staff:
            await self._services.accounts.seen(token)
        return staff

    async def _desk_page(
        self, request: Request, staff: Staff, id: UUID | None, status: int = 200, **said: str
    ) -> HTTPResponse:
        overview = await self._services.desk.overview()
        dossier = await self._services.desk.dossier(id) if id else None
        filled: dict[str, Any] = {
            "say_fout": "",
            "draft": "",
            "weging_fout": "",
            "besluit": "",
            "reden": "",
            **said,
        }
        token = form_token(self._cookie.read(request) or "")
        return self._pages.page(
            "desk/desk.html",
            status,
            staff=staff,
            overview=overview,
            dossier=dossier,
            token=token,
            longest=LONGEST_MESSAGE,
            **NAMES,
            **filled,
        )

    def _fragments(self, staff: Staff, token: str) -> Callable[..., str]:
        def render(template: str, **values: Any) -> str:
            return self._pages.render(
                template, staff=staff, token=form_token(token), **NAMES, **values
            )

        return render


NAMES: dict[str, Any] = {
    "reasons": REASONS,
    "besluiten": BESLUITEN,
    "short_name": short_name,
    "name_of": name_of,
}
