"""Methods of objects as Sanic handlers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

Handler = Callable[..., Awaitable[HTTPResponse | None]]


def add(routes: Blueprint, method: str, path: str, handler: Handler) -> None:
    """Adds a route. Sanic marks its handlers, and a bound method cannot be marked."""

    async def markable(request: Request, **values: Any) -> HTTPResponse | None:
        return await handler(request, **values)

    name = f"{method.lower()}_{handler.__name__}"
    routes.add_route(markable, path, methods=[method], name=name)
