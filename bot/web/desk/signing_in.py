"""Signing in and out, and the second factor."""

from __future__ import annotations

from collections.abc import Sequence

import segno
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.bootstrap import Services, terms_of
from bot.casework.staff import Staff
from bot.services.accounts import PasswordUnfit, Place, SignInRefused
from bot.services.attempts import TooManyTries
from bot.services.second_factor import AlreadySet, CodeWrong
from bot.settings import Settings
from bot.web.desk.guard import ANY_STEP, SIGN_IN, Guard, Step, home_of
from bot.web.limits import Limits
from bot.web.pages import Pages, see_other
from bot.web.routing import add
from bot.web.security import Cookie, Refused, address, check_same_origin, form_token


class SigningIn:
    def __init__(
        self, settings: Settings, services: Services, pages: Pages, limits: Limits, guard: Guard
    ) -> None:
        self._services = services
        self._pages = pages
        self._limits = limits
        self._guard = guard
        kept = terms_of(settings)["apparaat"].kept  # in the browser as long as here
        self._device = Cookie("a", settings, int(kept.total_seconds()))
        self._local = settings.local_accounts

    def add_to(self, routes: Blueprint) -> None:
        add(routes, "GET", "/inloggen", self.page)
        add(routes, "POST", "/inloggen", self.sign_in)
        page, action = self._guard.page, self._guard.action
        factor, password = frozenset({Step.APP}), frozenset({Step.CHOOSE_OWN})
        add(routes, "POST", "/uitloggen", action(None, self.sign_out, before=ANY_STEP))
        add(routes, "GET", "/tweede-factor", page(None, self.second_factor, before=factor))
        add(routes, "POST", "/tweede-factor", action(None, self.confirm, before=factor))
        add(routes, "GET", "/wachtwoord", page(None, self.password, before=password))
        add(routes, "POST", "/wachtwoord", action(None, self.change_password, before=password))

    async def page(self, request: Request) -> HTTPResponse:
        return self.show()

    async def sign_in(self, request: Request) -> HTTPResponse:
        check_same_origin(request)
        if not self._local:
            raise Refused
        self._limits.signing_in.check(address(request))
        form = request.form or {}
        login, password = form.get("inlognaam", "").strip(), form.get("wachtwoord", "")
        place = Place(
            address=address(request),
            device=self._device.read(request) or "",
            session=self._guard.token(request),
        )
        try:
            signed_in = await self._services.accounts.sign_in(
                login, password, form.get("code", ""), place
            )
        except SignInRefused:
            return self.show(["inloggen_geweigerd"], 401, login)
        except TooManyTries:
            return self.show(["inloggen_te_vaak"], 429, login)
        response = see_other(home_of(signed_in.staff))
        self._guard.cookie.give(response, signed_in.token)
        self._device.give(response, signed_in.device)
        return response

    def show(self, why: Sequence[str] = (), status: int = 200, login: str = "") -> HTTPResponse:
        """The page to sign in on, with the ways that there are."""
        return self._pages.page(
            "desk/sign_in.html",
            status,
            fout=" ".join(map(self._services.outside.texts, why)),
            login=login,
            local=self._local,
            provider=self._services.provider_sign_in is not None,
        )

    async def sign_out(self, request: Request, staff: Staff) -> HTTPResponse:
        await self._services.accounts.sign_out(self._guard.token(request))
        response = see_other(SIGN_IN)
        self._guard.cookie.take_back(response)
        return response

    async def password(self, request: Request, staff: Staff) -> HTTPResponse:
        return self._password_page(request, staff)

    async def change_password(self, request: Request, staff: Staff) -> HTTPResponse:
        form, token = request.form or {}, self._guard.token(request)
        old, new = form.get("oud", ""), form.get("nieuw", "")
        try:
            await self._services.accounts.change_password(staff, token, old, new)
        except PasswordUnfit:
            return self._password_page(request, staff, 422, "wachtwoord_ongeschikt")
        except SignInRefused:
            return self._password_page(request, staff, 422, "wachtwoord_oud_fout")
        except TooManyTries:
            return self._password_page(request, staff, 429, "inloggen_te_vaak")
        return see_other(home_of(staff))

    def _password_page(
        self, request: Request, staff: Staff, status: int = 200, why: str = ""
    ) -> HTTPResponse:
        fout = self._services.outside.texts(why) if why else ""
        token = form_token(self._guard.token(request))
        return self._pages.page("desk/password.html", status, staff=staff, token=token, fout=fout)

    # ── the second factor ────────────────────────────────────────────────────────────────────

    async def second_factor(self, request: Request, staff: Staff) -> HTTPResponse:
        return await self._set_up(request, staff)

    async def confirm(self, request: Request, staff: Staff) -> HTTPResponse:
        code = (request.form or {}).get("code", "")
        try:
            recovery = await self._services.second_factor.confirm(staff, code)
        except CodeWrong:
            fout = self._services.outside.texts("code_geweigerd")
            return await self._set_up(request, staff, 422, fout)
        except AlreadySet:
            return see_other(home_of(staff))
        return self._pages.page("desk/recovery.html", codes=recovery, home=home_of(staff))

    async def _set_up(
        self, request: Request, staff: Staff, status: int = 200, fout: str = ""
    ) -> HTTPResponse:
        try:
            setup = await self._services.second_factor.set_up(staff)
        except AlreadySet:
            return see_other(home_of(staff))
        drawn = segno.make(setup.address, error="m")
        return self._pages.page(
            "desk/second_factor.html",
            status,
            secret=" ".join(setup.secret[i : i + 4] for i in range(0, len(setup.secret), 4)),
            size=drawn.symbol_size()[0],
            rows=[[bool(dot) for dot in row] for row in drawn.matrix_iter(border=0)],
            token=form_token(self._guard.token(request)),
            fout=fout,
        )
