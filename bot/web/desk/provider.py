"""To the organisation's own provider and back.

The cookie of the session is Strict, so a browser that comes from another site does not send it,
also not after a redirect. Therefore who comes back gets a page, which goes on to the desk itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from sanic import Blueprint
from sanic.exceptions import NotFound
from sanic.request import Request
from sanic.response import HTTPResponse, empty

from bot.bootstrap import Services
from bot.services.accounts import SignInRefused
from bot.services.attempts import TooManyTries
from bot.services.departing import WITHIN, Returned, SignInLost
from bot.services.identity import IdentityRefused, ProviderDown
from bot.services.provider_sign_in import Arrived, NoAccount, ProviderSignIn
from bot.settings import COME_BACK, SIGNED_OUT, Settings
from bot.web.desk.guard import Guard, home_of
from bot.web.desk.signing_in import SigningIn
from bot.web.limits import Limits
from bot.web.pages import Pages, see_other
from bot.web.routing import add
from bot.web.security import Cookie, address, check_same_origin


class AtTheProvider:
    def __init__(
        self,
        settings: Settings,
        services: Services,
        pages: Pages,
        limits: Limits,
        guard: Guard,
        signing_in: SigningIn,
    ) -> None:
        self._services = services
        self._pages = pages
        self._limits = limits
        self._guard = guard
        self._signing_in = signing_in
        self._down = ["inloggen_organisatie_storing"]
        if settings.local_accounts:
            self._down.append("inloggen_met_wachtwoord")
        seconds = int(WITHIN.total_seconds())
        self._ticket = Cookie("o", settings, seconds, by_links=True)

    def add_to(self, routes: Blueprint) -> None:
        add(routes, "GET", "/inloggen/organisatie", self.send)
        add(routes, "GET", COME_BACK.removeprefix("/balie"), self.come_back)
        add(routes, "POST", "/inloggen/code", self.give_code)
        add(routes, "POST", SIGNED_OUT.removeprefix("/balie"), self.signed_out)

    async def send(self, request: Request) -> HTTPResponse:
        check_same_origin(request)
        try:
            away = await self._use(request).send(self._guard.token(request))
        except ProviderDown:
            return self._signing_in.show(self._down, 503)
        response = see_other(away.address)
        self._ticket.give(response, away.ticket)
        return response

    async def come_back(self, request: Request) -> HTTPResponse:
        use, ticket = self._use(request), self._ticket.read(request) or ""
        given = {name: request.args.get(name) or "" for name in ("state", "code", "iss")}
        try:
            arrived = await use.arrive(
                ticket, Returned(given["state"], given["code"], given["iss"])
            )
        except (SignInLost, IdentityRefused):
            return self._failed(["inloggen_organisatie_mislukt"], 403)
        except NoAccount:
            return self._failed(["inloggen_organisatie_onbekend"], 403)
        except ProviderDown:
            return self._failed(self._down, 503)
        if arrived.token is None:
            response = self._ask(arrived.to_link)
            self._ticket.give(response, ticket)  # for as long once more
            return response
        response = self._pages.page("desk/signed_in.html", home=home_of(arrived.staff))
        return self._begin(response, arrived)

    async def give_code(self, request: Request) -> HTTPResponse:
        check_same_origin(request)
        use, ticket = self._use(request), self._ticket.read(request) or ""
        form = request.form or {}
        to_link = "wachtwoord" in form  # it only says which page is shown again
        try:
            arrived = await use.give_code(ticket, form.get("code", ""), form.get("wachtwoord", ""))
        except SignInLost:
            return self._failed(["inloggen_organisatie_mislukt"], 403)
        except SignInRefused:
            return self._ask(to_link, 401, "koppelen_geweigerd" if to_link else "code_geweigerd")
        except TooManyTries:
            return self._ask(to_link, 429, "inloggen_te_vaak")
        return self._begin(see_other(home_of(arrived.staff)), arrived)

    async def signed_out(self, request: Request) -> HTTPResponse:
        """The provider itself asks this, with no browser and no cookie: its signature is what
        counts (OpenID Connect Back-Channel Logout 1.0, 2.5)."""
        self._limits.signing_out.check(address(request))
        use = self._there_is()
        try:
            await use.sign_out((request.form or {}).get("logout_token", ""))
        except IdentityRefused:
            return empty(400)
        except ProviderDown:
            return empty(503)
        return empty(200)

    def _ask(self, to_link: bool, status: int = 200, why: str = "") -> HTTPResponse:
        """For a code of the app, or, the first time, for what somebody signs in with here."""
        template = "desk/provider_link.html" if to_link else "desk/provider_code.html"
        fout = self._services.outside.texts(why) if why else ""
        return self._pages.page(template, status, fout=fout)

    def _use(self, request: Request) -> ProviderSignIn:
        """Raises NotFound, TooMany."""
        use = self._there_is()
        self._limits.signing_in.check(address(request))
        return use

    def _there_is(self) -> ProviderSignIn:
        """There is nothing here without a provider. Raises NotFound."""
        if self._services.provider_sign_in is None:
            raise NotFound
        return self._services.provider_sign_in

    def _begin(self, response: HTTPResponse, arrived: Arrived) -> HTTPResponse:
        self._guard.cookie.give(response, arrived.token or "")
        self._ticket.take_back(response)
        return response

    def _failed(self, why: Sequence[str], status: int) -> HTTPResponse:
        response = self._signing_in.show(why, status)
        self._ticket.take_back(response)
        return response
