"""The JSON API, described by openapi.yml."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from ruamel.yaml import YAML
from sanic import Blueprint
from sanic.exceptions import InvalidUsage, SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.bootstrap import Services
from bot.services.door import MessageRefused
from bot.services.storage import NoSuchConversation
from bot.services.visit import Turn, WrongKey
from bot.web.limits import Limits
from bot.web.routing import add
from bot.web.security import address, host_of
from bot.web.shown import answer_json, turn_json
from bot.web.spoken import Spoken
from bot.web.stream import last_seen, of_visitor, streamed

OPENAPI_FILE = Path(__file__).with_name("openapi.yml")


@cache
def openapi() -> dict[str, Any]:
    return dict(YAML(typ="safe").load(OPENAPI_FILE.read_text(encoding="utf-8")))


def as_json(body: Any, status: int = 200) -> HTTPResponse:
    text = json.dumps(body, ensure_ascii=False, default=str)
    return HTTPResponse(text, status, content_type="application/json; charset=utf-8")


class Api:
    """The routes below /api/v1."""

    def __init__(self, services: Services, limits: Limits, spoken: Spoken) -> None:
        self._services = services
        self._visit = services.visit
        self._limits = limits
        self._spoken = spoken

    def routes(self) -> Blueprint:
        routes = Blueprint("api", url_prefix="/api/v1")
        add(routes, "GET", "/openapi.json", self.description)
        add(routes, "POST", "/gesprekken", self.open_conversation)
        add(routes, "GET", "/gesprekken/<id:str>", self.show_conversation)
        add(routes, "DELETE", "/gesprekken/<id:str>", self.leave_conversation)
        add(routes, "POST", "/gesprekken/<id:str>/berichten", self.add_message)
        add(routes, "GET", "/gesprekken/<id:str>/stroom", self.stream)
        add(routes, "GET", "/gesprekken/<id:str>/gegevens", self.show_answers)
        return routes

    async def description(self, request: Request) -> HTTPResponse:
        return as_json(openapi())

    async def open_conversation(self, request: Request) -> HTTPResponse:
        self._limits.opening.check(address(request))
        if code := _code(_json(request)):
            self._limits.try_code(address(request))
        visit = self._visit
        opened = await (visit.come_back(code) if code else visit.open(host_of(request)))
        id = str(opened.turn.conversation.id)
        return as_json(
            {"gesprek": id, "sleutel": opened.key, **self._shown(request, opened.turn)}, 201
        )

    async def show_conversation(self, request: Request, id: str) -> HTTPResponse:
        after = last_seen(request.args.get("na"))
        turn = await self._visit.look(conversation_id(id), key_of(request), after)
        return as_json(self._shown(request, turn))

    async def leave_conversation(self, request: Request, id: str) -> HTTPResponse:
        await self._visit.leave(conversation_id(id), key_of(request))
        return HTTPResponse(status=204)

    async def add_message(self, request: Request, id: str) -> HTTPResponse:
        known, key = conversation_id(id), key_of(request)
        what, given = _given(_json(request))
        is_button = what == "keuze"
        await self._limits.take_message(self._services.outside, known, given, is_button)
        say = self._visit.choose if is_button else self._visit.say
        return as_json(self._shown(request, await say(known, key, given)))

    async def stream(self, request: Request, id: str) -> None:
        known, key = conversation_id(id), key_of(request)
        after = last_seen(request.headers.get("last-event-id") or request.args.get("na"))
        await self._visit.look(known, key, after)  # a wrong key is refused before it starts
        parts = of_visitor(self._services, known, key, after, self._spoken.of(request))
        await streamed(request, parts)

    def _shown(self, request: Request, turn: Turn) -> dict[str, Any]:
        return turn_json(turn, self._spoken.of(request))

    async def show_answers(self, request: Request, id: str) -> HTTPResponse:
        answers = await self._visit.answers(conversation_id(id), key_of(request))
        return as_json({"gegevens": [answer_json(answer) for answer in answers.values()]})


def _json(request: Request) -> Any:
    """The body, None without one. Raises InvalidUsage, and SanicException for another format."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.body and kind != "application/json":
        raise SanicException("JSON only", status_code=415)
    return request.json


def _code(body: Any) -> str | None:
    """The return code, when the visitor has one. Raises InvalidUsage."""
    code = body.get("code") if isinstance(body, dict) else None
    if code is not None and not isinstance(code, str):
        raise InvalidUsage("code is a string")
    return code


def _given(body: Any) -> tuple[str, str]:
    """("tekst" or "keuze", what was given). Raises InvalidUsage, MessageRefused."""
    found = [
        (name, body[name]) for name in ("tekst", "keuze") if isinstance(body, dict) and name in body
    ]
    if len(found) != 1 or not isinstance(found[0][1], str):
        raise InvalidUsage("one of tekst and keuze, as a string")
    if not found[0][1].strip():
        raise MessageRefused("fout_leeg")
    return found[0]


def conversation_id(text: str) -> UUID:
    """Raises NoSuchConversation for what cannot be an id."""
    try:
        return UUID(text)
    except ValueError:
        raise NoSuchConversation from None


def key_of(request: Request) -> str:
    """The key in `Authorization: Bearer <sleutel>`. Raises WrongKey."""
    kind, _, key = (request.headers.get("authorization") or "").partition(" ")
    if kind.lower() != "bearer" or not key.strip() or not key.isascii():
        raise WrongKey
    return key.strip()
