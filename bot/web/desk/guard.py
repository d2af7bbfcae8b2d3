"""Who may do what at the desk: every route but signing in goes through here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from sanic.request import Request
from sanic.response import HTTPResponse

from bot.bootstrap import Services
from bot.casework.staff import NotAllowed, Right, Staff
from bot.settings import Settings
from bot.web.pages import see_other
from bot.web.security import Cookie, check_form

Handler = Callable[..., Awaitable[HTTPResponse | None]]
SIGN_IN = "/balie/inloggen"
SECOND_FACTOR = "/balie/tweede-factor"
HOME = {Right.WACHTRIJ: "/balie", Right.ACCOUNTS: "/balie/beheer", Right.LOGBOEK: "/balie/logboek"}


def home_of(staff: Staff) -> str:
    """The first page of a role."""
    return next((page for right, page in HOME.items() if staff.may(right)), SIGN_IN)


class Guard:
    def __init__(self, settings: Settings, services: Services) -> None:
        self._services = services
        self._second_factor = settings.needs_second_factor
        self.cookie = Cookie("b", settings)

    def token(self, request: Request) -> str:
        return self.cookie.read(request) or ""

    def page(
        self, right: Right | None, handler: Handler, *, halfway: bool = False, busy: bool = True
    ) -> Handler:
        """For who has signed in and has the right; `handler(request, staff, ...)`. `halfway`: also
        for who still has to set up a second factor. Not `busy`: the browser asks by itself, which
        keeps no idle session open."""

        async def guarded(request: Request, **values: Any) -> HTTPResponse | None:
            staff = await self._signed_in(request, busy)
            if staff is None:
                return see_other(SIGN_IN)
            if self._second_factor and not staff.has_second_factor and not halfway:
                return see_other(SECOND_FACTOR)
            if right is not None:
                await self._check(staff, right)
            return await handler(request, staff, **values)

        guarded.__name__ = handler.__name__
        return guarded

    def action(self, right: Right | None, handler: Handler, *, halfway: bool = False) -> Handler:
        """And sent by a form of our own page."""

        async def checked(request: Request, staff: Staff, **values: Any) -> HTTPResponse | None:
            check_form(request, self.token(request))
            return await handler(request, staff, **values)

        checked.__name__ = handler.__name__
        return self.page(right, checked, halfway=halfway)

    async def _signed_in(self, request: Request, busy: bool) -> Staff | None:
        """The colleague of this request, who is present from now on."""
        token = self.token(request)
        staff = await self._services.accounts.who(token) if token else None
        if staff:
            await self._services.accounts.seen(token, active=busy)
        return staff

    async def _check(self, staff: Staff, right: Right) -> None:
        if not staff.may(right):
            await self._services.logbook.refused(staff, right)
            raise NotAllowed(right.value)
