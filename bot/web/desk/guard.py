"""Who may do what at the desk: every route but signing in goes through here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from enum import Enum
from typing import Any

from sanic.request import Request
from sanic.response import HTTPResponse

from bot.bootstrap import Services
from bot.casework.staff import NotAllowed, Right, Staff
from bot.settings import Settings
from bot.web.pages import see_other
from bot.web.security import Cookie, check_form, check_own_page

Handler = Callable[..., Awaitable[HTTPResponse | None]]
SIGN_IN = "/balie/inloggen"
HOME = {Right.WACHTRIJ: "/balie", Right.ACCOUNTS: "/balie/beheer", Right.LOGBOEK: "/balie/logboek"}


class Step(Enum):
    """What somebody does the first time, before anything else; the value is its page."""

    APP = "/balie/tweede-factor"
    CHOOSE_OWN = "/balie/wachtwoord"


ANY_STEP = frozenset(Step)


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
        self,
        right: Right | None,
        handler: Handler,
        *,
        before: frozenset[Step] = frozenset(),
        busy: bool = True,
    ) -> Handler:
        """For who has signed in and has the right; `handler(request, staff, ...)`. `before`: also
        for who still has to take these steps of a first time. Not `busy`: the browser asks by
        itself, which keeps no idle session open."""

        async def guarded(request: Request, **values: Any) -> HTTPResponse | None:
            staff = await self._signed_in(request, busy)
            if staff is None:
                return see_other(SIGN_IN)
            check_own_page(request, self.token(request))
            step = self._next_step(staff)
            if step and step not in before:
                return see_other(step.value)
            if right is not None:
                await self._check(staff, right)
            return await handler(request, staff, **values)

        guarded.__name__ = handler.__name__
        return guarded

    def action(
        self, right: Right | None, handler: Handler, *, before: frozenset[Step] = frozenset()
    ) -> Handler:
        """And sent by a form of our own page."""

        async def checked(request: Request, staff: Staff, **values: Any) -> HTTPResponse | None:
            check_form(request, self.token(request))
            return await handler(request, staff, **values)

        checked.__name__ = handler.__name__
        return self.page(right, checked, before=before)

    def _next_step(self, staff: Staff) -> Step | None:
        """The app first: until the password is replaced that of the administrator still opens the
        way to both, also when a browser stops halfway."""
        if self._second_factor and not staff.has_second_factor:
            return Step.APP
        return Step.CHOOSE_OWN if staff.given_password else None

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
