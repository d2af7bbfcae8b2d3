"""The visitor's pages: start, chat, and away. One address, `/`, so one entry in the history."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty

from bot.bootstrap import Services
from bot.reference.helplines import helpline
from bot.services.door import LONGEST_MESSAGE, MessageRefused
from bot.services.return_code import KEPT_DAYS, CodeUnknown
from bot.services.storage import NoSuchConversation
from bot.services.visit import NotStored, Turn, WrongKey
from bot.settings import Settings
from bot.texts.language import Language
from bot.web.api import as_json, conversation_id
from bot.web.limits import Limits
from bot.web.pages import WHO, Pages, see_other
from bot.web.routing import add
from bot.web.security import (
    Cookie,
    address,
    check_form,
    check_same_origin,
    clear_cookie,
    form_token,
    host_of,
)
from bot.web.shown import turn_json
from bot.web.spoken import Spoken
from bot.web.stream import last_seen, of_visitor, streamed

# Set by the exit script at once, without the server: whatever request comes next ends the visit.
TOMBSTONE = "weg"

# What chat.js says by itself.
WORDS = {
    **WHO,
    "bel": "Bel {nummer}",
    "nog": "Nog ongeveer {aantal} vragen",
    "gesloten": "Dit gesprek is afgesloten.",
    "bewaard": "Dit gesprek is bewaard.",
    "verstuurt": "Bericht wordt verstuurd",
    "herstelt": "Verbinding wordt hersteld",
    "typt": "Een medewerker is aan het typen",
    "verbroken": "Geen verbinding. Je bericht is niet verstuurd. Bij gevaar: bel {nummer}.",
}


def words(language: Language) -> dict[str, str]:
    number = str(helpline("112").number)
    return {name: language(text).replace("{nummer}", number) for name, text in WORDS.items()}


@dataclass(frozen=True)
class Visitor:
    """Who the cookie says this is."""

    id: UUID
    key: str


class ChatPages:
    def __init__(
        self,
        settings: Settings,
        services: Services,
        pages: Pages,
        limits: Limits,
        spoken: Spoken,
    ) -> None:
        self._settings = settings
        self._services = services
        self._pages = pages
        self._limits = limits
        self._spoken = spoken
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
        if code := self._spoken.chosen(request):
            response = see_other("/")
            self._spoken.cookie.give(response, code)
            return response
        visitor = await self._visitor(request)
        if visitor is None:
            return self._start_page(request)
        try:
            turn = await self._services.visit.look(visitor.id, visitor.key)
        except (NoSuchConversation, WrongKey):
            return self._start_page(request)
        return self._chat_page(request, visitor, turn)

    async def act(self, request: Request) -> HTTPResponse:
        """Starts a conversation, or takes a message or the press of a button."""
        visitor = await self._visitor(request)
        form = request.form or {}
        if visitor is None:
            return await self._start(request) if form.get("start") else see_other("/")
        check_form(request, visitor.key)
        if what := form.get("toon"):
            return await self._melding_page(request, visitor, warned=what == "melding")
        wants_json = "x-token" in request.headers
        try:
            turn = await self._say(visitor, request)
        except MessageRefused as refused:
            if refused.name == "fout_gesloten":
                return see_other("/")
            return await self._refusal(request, visitor, refused, wants_json)
        except NotStored as down:
            language = self._spoken.of(request)
            fout = language(self._services.outside.texts("storing"))
            texts = [language(text) for text in down.texts]
            if wants_json:
                return as_json({"fout": fout, "teksten": texts}, 503)
            return self._pages.page("chat/error.html", 503, language, texts=[*texts, fout])
        except (NoSuchConversation, WrongKey):
            return see_other("/")
        if wants_json:
            return as_json(turn_json(turn, self._spoken.of(request)))
        return self._after(request, turn)

    async def stream(self, request: Request) -> HTTPResponse | None:
        visitor = await self._visitor(request)
        if visitor is None:
            return empty(204)  # tells the browser to stop reconnecting
        after = last_seen(request.headers.get("last-event-id") or request.args.get("na"))
        language = self._spoken.of(request)
        parts = of_visitor(self._services, visitor.id, visitor.key, after, language)
        await streamed(request, parts)
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
        self._spoken.cookie.take_back(response)
        if is_beacon:
            # Never "cache": it can hang for seconds. Never in the path of the navigation.
            response.headers["Clear-Site-Data"] = '"cookies", "storage"'
        return response

    # ── parts ────────────────────────────────────────────────────────────────────────────────

    async def _start(self, request: Request) -> HTTPResponse:
        check_same_origin(request)
        self._limits.opening.check(address(request))
        code = (request.form or {}).get("code", "").strip()
        if code:
            self._limits.try_code(address(request))
        try:
            visit = self._services.visit
            opened = await (visit.come_back(code) if code else visit.open(host_of(request)))
        except CodeUnknown:
            return self._unknown_code(request, code)
        response = see_other("/")
        self._cookie.give(response, f"{opened.turn.conversation.id}.{opened.key}")
        clear_cookie(response, TOMBSTONE, self._settings.secure_cookies)
        return response

    async def _say(self, visitor: Visitor, request: Request) -> Turn:
        form = request.form or {}
        choice, text = form.get("keuze"), form.get("tekst", "")
        outside = self._services.outside
        await self._limits.take_message(outside, visitor.id, choice or text, bool(choice))
        if choice:
            return await self._services.visit.choose(visitor.id, visitor.key, choice)
        try:
            request.body.decode()
        except UnicodeDecodeError:
            raise MessageRefused("fout_onleesbaar") from None
        return await self._services.visit.say(visitor.id, visitor.key, text)

    async def _refusal(
        self, request: Request, visitor: Visitor, refused: MessageRefused, wants_json: bool
    ) -> HTTPResponse:
        language = self._spoken.of(request)
        why = self._services.outside.texts(refused.name, grootste=str(LONGEST_MESSAGE))
        texts, fout = [language(text) for text in refused.texts], language(why)
        if wants_json:
            return as_json({"fout": fout, "teksten": texts}, 422)
        turn = await self._services.visit.look(visitor.id, visitor.key)
        draft = (request.form or {}).get("tekst", "")
        return self._chat_page(request, visitor, turn, 422, " ".join([*texts, fout]), draft)

    def _after(self, request: Request, turn: Turn) -> HTTPResponse:
        if turn.conversation.is_open:
            return see_other("/")
        language = self._spoken.of(request)
        texts = [language(message.text) for message in turn.messages]
        response = self._pages.page("chat/error.html", language=language, texts=texts)
        self._forget(response)
        return response

    def _chat_page(
        self,
        request: Request,
        visitor: Visitor,
        turn: Turn,
        status: int = 200,
        fout: str = "",
        draft: str = "",
    ) -> HTTPResponse:
        language = self._spoken.of(request)
        return self._pages.page(
            "chat/chat.html",
            status,
            language,
            turn=turn,
            state=turn_json(turn, language),
            words=words(language),
            token=form_token(visitor.key),
            fout=fout,
            draft=draft,
            longest=LONGEST_MESSAGE,
        )

    async def _melding_page(self, request: Request, visitor: Visitor, warned: bool) -> HTTPResponse:
        """What lies in a printer or a folder is found by others: first the warning. It has no
        address of its own, which would stand in the browser's history."""
        melding = await self._services.visit.submitted(visitor.id, visitor.key)
        return self._pages.page(
            "chat/melding.html",
            language=self._spoken.of(request),
            melding=melding if warned else None,
            token=form_token(visitor.key),
        )

    def _unknown_code(self, request: Request, code: str) -> HTTPResponse:
        fout = self._services.outside.texts("fout_code", dagen=str(KEPT_DAYS))
        return self._first_page(request, 404, self._spoken.of(request)(fout), code)

    def _first_page(
        self, request: Request, status: int = 200, fout: str = "", code: str = ""
    ) -> HTTPResponse:
        language = self._spoken.of(request)
        others = self._spoken.others(language)
        return self._pages.page(
            "chat/start.html", status, language, fout=fout, code=code, others=others
        )

    def _start_page(self, request: Request) -> HTTPResponse:
        response = self._first_page(request)
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
