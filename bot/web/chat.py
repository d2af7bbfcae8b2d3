"""The visitor's pages: start, chat, and away. One address, `/`, so one entry in the history."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty

from bot.bootstrap import Services
from bot.services.door import LONGEST_MESSAGE, MessageRefused
from bot.services.storage import NoSuchConversation
from bot.services.visit import NotStored, Turn, WrongKey
from bot.settings import Settings
from bot.web.api import as_json, conversation_id
from bot.web.limits import Limits
from bot.web.pages import Pages, see_other
from bot.web.routing import add
from bot.web.security import (
    Cookie,
    address,
    check_form,
    check_same_origin,
    clear_cookie,
    form_token,
)
from bot.web.shown import turn_json
from bot.web.stream import HEADERS, last_seen, of_visitor

# Set by the exit script at once, without the server: whatever request comes next ends the visit.
TOMBSTONE = "weg"


@dataclass(frozen=True)
class Visitor:
    """Who the cookie says this is."""

    id: UUID
    key: str


class ChatPages:
    def __init__(self, settings: Settings, services: Services, pages: Pages, limits: Limits):
        self._settings = settings
        self._services = services
        self._pages = pages
        self._limits = limits
        self._cookie = Cookie("s", settings)

    def routes(self) -> Blueprint:
        routes = Blueprint("chat")
        add(routes, "GET", "/", self.show)
        add(routes, "POST", "/", self.act)
        add(routes, "GET", "/stroom", self.stream)
        add(routes, "GET", "/weg", self.go_away)
        add(routes, "POST", "/weg", self.go_away)
        return routes

    async def show(self, request: Request) -> HTTPResponse:
        visitor = await self._visitor(request)
        if visitor is None:
            return self._start_page(request)
        try:
            turn = await self._services.visit.look(visitor.id, visitor.key)
        except (NoSuchConversation, WrongKey):
            return self._start_page(request)
        return self._chat_page(visitor, turn)

    async def act(self, request: Request) -> HTTPResponse:
        """Starts a conversation, or takes a message or the press of a button."""
        visitor = await self._visitor(request)
        form = request.form or {}
        if visitor is None:
            return await self._start(request) if form.get("start") else see_other("/")
        check_form(request, visitor.key)
        wants_json = "x-token" in request.headers
        try:
            turn = await self._say(visitor, request)
        except MessageRefused as refused:
            if refused.name == "fout_gesloten":
                return see_other("/")
            return await self._refusal(visitor, refused, form.get("tekst", ""), wants_json)
        except NotStored as down:
            fout = self._services.outside.texts("storing")
            if wants_json:
                return as_json({"fout": fout, "teksten": down.texts}, 503)
            return self._pages.page("chat/error.html", 503, texts=[*down.texts, fout])
        except (NoSuchConversation, WrongKey):
            return see_other("/")
        return as_json(turn_json(turn)) if wants_json else self._after(visitor, turn)

    async def stream(self, request: Request) -> HTTPResponse | None:
        visitor = await self._visitor(request)
        if visitor is None:
            return empty(204)  # tells the browser to stop reconnecting
        after = last_seen(request.headers.get("last-event-id") or request.args.get("na"))
        response = await request.respond(content_type="text/event-stream", headers=HEADERS)
        async for part in of_visitor(self._services, visitor.id, visitor.key, after):
            await response.send(part)
        await response.eof()
        return None

    async def go_away(self, request: Request) -> HTTPResponse:
        """Quick exit. A beacon (`?b=1`) only ends the visit; the form also leads away."""
        visitor = self._from_cookie(request)
        if visitor and request.method == "POST":
            check_same_origin(request)
            await self._end(visitor)
        is_beacon = bool(request.args.get("b"))
        response = empty(204) if is_beacon else see_other(self._settings.neutral_url)
        self._forget(response)
        if is_beacon:
            # Never "cache": it can hang for seconds. Never in the path of the navigation.
            response.headers["Clear-Site-Data"] = '"cookies", "storage"'
        return response

    # ── parts ────────────────────────────────────────────────────────────────────────────────

    async def _start(self, request: Request) -> HTTPResponse:
        check_same_origin(request)
        self._limits.opening.check(address(request))
        opened = await self._services.visit.open()
        response = see_other("/")
        self._cookie.give(response, f"{opened.turn.conversation.id}.{opened.key}")
        clear_cookie(response, TOMBSTONE, self._settings.secure_cookies)
        return response

    async def _say(self, visitor: Visitor, request: Request) -> Turn:
        self._limits.messages.check(str(visitor.id))
        form = request.form or {}
        if choice := form.get("keuze"):
            return await self._services.visit.choose(visitor.id, visitor.key, choice)
        try:
            request.body.decode()
        except UnicodeDecodeError:
            raise MessageRefused("fout_onleesbaar") from None
        return await self._services.visit.say(visitor.id, visitor.key, form.get("tekst", ""))

    async def _refusal(
        self, visitor: Visitor, refused: MessageRefused, draft: str, wants_json: bool
    ) -> HTTPResponse:
        fout = self._services.outside.texts(refused.name, grootste=str(LONGEST_MESSAGE))
        if wants_json:
            return as_json({"fout": fout}, 422)
        turn = await self._services.visit.look(visitor.id, visitor.key)
        return self._chat_page(visitor, turn, 422, fout, draft)

    def _after(self, visitor: Visitor, turn: Turn) -> HTTPResponse:
        if turn.conversation.is_open:
            return see_other("/")
        response = self._pages.page("chat/error.html", texts=[m.text for m in turn.messages])
        self._forget(response)
        return response

    def _chat_page(
        self, visitor: Visitor, turn: Turn, status: int = 200, fout: str = "", draft: str = ""
    ) -> HTTPResponse:
        return self._pages.page(
            "chat/chat.html",
            status,
            turn=turn,
            state=turn_json(turn),
            token=form_token(visitor.key),
            fout=fout,
            draft=draft,
            longest=LONGEST_MESSAGE,
        )

    def _start_page(self, request: Request) -> HTTPResponse:
        response = self._pages.page("chat/start.html")
        if self._cookie.read(request) or request.cookies.get(TOMBSTONE):
            self._forget(response)
        return response

    async def _visitor(self, request: Request) -> Visitor | None:
        """The visitor of this request; one who went away by the exit script has none."""
        visitor = self._from_cookie(request)
        if visitor and request.cookies.get(TOMBSTONE):
            await self._end(visitor)
            return None
        return visitor

    def _from_cookie(self, request: Request) -> Visitor | None:
        id, _, key = (self._cookie.read(request) or "").partition(".")
        try:
            return Visitor(conversation_id(id), key)
        except NoSuchConversation:
            return None

    async def _end(self, visitor: Visitor) -> None:
        try:
            await self._services.visit.leave(visitor.id, visitor.key)
        except (NoSuchConversation, WrongKey):
            return

    def _forget(self, response: HTTPResponse) -> None:
        self._cookie.take_back(response)
        clear_cookie(response, TOMBSTONE, self._settings.secure_cookies)
