"""Signing in by a real identity provider, and what is refused on the way back from it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import uuid4

import pytest

from bot.bootstrap import provider_of
from bot.casework.audit import Act, Entry
from bot.casework.staff import Role
from bot.services.staffing import Staffing
from bot.settings import COME_BACK, SIGNED_OUT
from tests.fakes import FakeCodes, FakePasswords
from tests.provider import Provider, started
from tests.web.conftest import PASSWORD, Site, serving

SAME = {"Sec-Fetch-Site": "same-origin"}
ELSEWHERE = {"Sec-Fetch-Site": "cross-site"}
FAILED = "Inloggen via je organisatie is niet gelukt."
NOBODY = "Je hebt hier geen account"
ASKED = "Wachtwoord van de balie"
DOWN = "Inloggen via je organisatie werkt nu niet."


@dataclass
class Page:
    status: int
    text: str
    location: str


@dataclass
class Colleague:
    """Somebody with a browser, at our site and at the provider."""

    site: Site
    provider: Provider

    async def ask(self, method: str, address: str, **more: Any) -> Page:
        async with self.site.web.request(
            method, address, allow_redirects=False, **{"headers": SAME, **more}
        ) as answer:
            return Page(answer.status, await answer.text(), answer.headers.get("Location", ""))

    async def leave(self) -> str:
        """Where our site sends the browser to sign in."""
        page = await self.ask("GET", "/balie/inloggen/organisatie")
        assert page.status == 303
        return page.location

    def ticket(self) -> dict[str, str]:
        """The cookie of the way there, to be sent once more when it was taken back."""
        jar = self.site.web.cookie_jar
        return {cookie.key: cookie.value for cookie in jar if cookie.key == "o"}

    async def come_back(
        self, address: str, ticket: dict[str, str] | None = None, **changed: str
    ) -> Page:
        """At the address that the provider sent the browser to, or with something else in it."""
        given = {name: value[0] for name, value in parse_qs(urlsplit(address).query).items()}
        back = f"{COME_BACK}?{urlencode({**given, **changed})}"
        return await self.ask("GET", back, headers=ELSEWHERE, cookies=ticket)

    async def sign_in(self, login: str) -> Page:
        return await self.come_back(self.provider.sign_in(login, await self.leave()))

    async def prove(self, password: str = "", code: str = "") -> Page:
        """What is asked here of who is back."""
        given = {"code": code, **({"wachtwoord": password} if password else {})}
        return await self.ask("POST", "/balie/inloggen/code", data=given)

    async def link(self, login: str) -> Page:
        """The first time."""
        assert ASKED in (await self.sign_in(login)).text
        return await self.prove(PASSWORD)

    async def may_enter(self) -> bool:
        return (await self.ask("GET", "/balie")).status == 200

    def logged(self) -> list[tuple[Act, str, bool]]:
        return [(one.act, one.reason, one.allowed) for one in self.entries()]

    def entries(self) -> list[Entry]:
        return self.site.storage.rows.audit


@pytest.fixture
async def site(provider: Provider, make_settings: Callable[..., Any]) -> AsyncIterator[Site]:
    def settings(url: str) -> Any:
        return make_settings(**provider.settings(url + COME_BACK))

    async with serving(settings, provider_of) as running:
        yield running


@pytest.fixture
def somebody(site: Site, provider: Provider) -> Colleague:
    return Colleague(site, provider)


def account(site: Site, login: str, role: Role = Role.MEDEWERKER) -> Any:
    return site.services.accounts.add(login, login.title(), PASSWORD, role)


@pytest.fixture
def noor(site: Site, provider: Provider) -> str:
    """Her login here and there; each test has a Noor of its own."""
    login = f"noor-{uuid4().hex[:8]}"
    provider.add(login)
    account(site, login)
    return login


@pytest.fixture
async def linked(somebody: Colleague, noor: str) -> str:
    """Her login once she has signed in by the provider, in a browser that forgot it."""
    await somebody.link(noor)
    somebody.site.web.cookie_jar.clear()
    somebody.site.storage.rows.audit.clear()
    return noor


REFUSED = (Act.INLOGGEN_GEWEIGERD, "oidc", False)
LINKED, ENTERED = (Act.ACCOUNT_GEWIJZIGD, "oidc", True), (Act.INGELOGD, "oidc", True)


async def test_who_signs_in_there_is_signed_in_here(somebody: Colleague, linked: str) -> None:
    page = await somebody.sign_in(linked)

    assert page.status == 200
    assert '<meta http-equiv="refresh" content="0;url=/balie">' in page.text
    assert await somebody.may_enter()
    assert somebody.logged() == [ENTERED]
    assert somebody.entries()[-1].by == 2


async def test_the_first_time_the_password_of_here_is_asked_too(
    somebody: Colleague, noor: str
) -> None:
    """Who may choose a name at the provider may choose that of a colleague."""
    page = await somebody.sign_in(noor)
    assert (page.status, ASKED in page.text) == (200, True)
    assert not await somebody.may_enter()

    for given in ({"password": "fout"}, {"code": "000000"}, {}):
        wrong = await somebody.prove(**given)
        assert wrong.status == 401
        assert not await somebody.may_enter()
    assert somebody.site.storage.rows.links == {}
    right = await somebody.prove(PASSWORD)

    assert (right.status, right.location) == (303, "/balie")
    assert await somebody.may_enter()
    assert somebody.logged() == [REFUSED] * 3 + [LINKED, ENTERED]


async def test_who_guesses_at_it_waits(somebody: Colleague, noor: str) -> None:
    for _ in range(5):
        await somebody.sign_in(noor)
        assert (await somebody.prove("fout")).status == 401

    assert (await somebody.prove(PASSWORD)).status == 429

    assert somebody.logged()[-1] == (Act.INLOGGEN_GEWEIGERD, "te_vaak", False)


async def test_once_linked_the_password_opens_nothing(somebody: Colleague, linked: str) -> None:
    data = {"inlognaam": linked, "wachtwoord": PASSWORD}

    assert (await somebody.ask("POST", "/balie/inloggen", data=data)).status == 401


async def test_the_address_has_all_that_protects_the_way_back(somebody: Colleague) -> None:
    asked = parse_qs(urlsplit(await somebody.leave()).query)

    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["code_challenge"][0]) == 43
    for name in ("state", "nonce"):
        assert len(asked[name][0]) == 43
    again = parse_qs(urlsplit(await somebody.leave()).query)
    for name in ("state", "nonce", "code_challenge"):
        assert asked[name] != again[name]


async def test_a_wrong_state_is_refused(somebody: Colleague, noor: str) -> None:
    back, ticket = somebody.provider.sign_in(noor, await somebody.leave()), somebody.ticket()
    assert ticket

    page = await somebody.come_back(back, state="van-een-ander")

    assert (page.status, FAILED in page.text) == (403, True)
    assert not await somebody.may_enter()
    assert somebody.logged() == [REFUSED]
    # And the right one does not work any more either, though the code was never used.
    assert (await somebody.come_back(back, ticket)).status == 403
    assert not await somebody.may_enter()


async def test_an_address_works_once(somebody: Colleague, linked: str) -> None:
    back, ticket = somebody.provider.sign_in(linked, await somebody.leave()), somebody.ticket()
    assert (await somebody.come_back(back)).status == 200
    somebody.site.web.cookie_jar.clear()

    assert (await somebody.come_back(back, ticket)).status == 403
    assert not await somebody.may_enter()


async def test_a_code_that_was_used_is_refused_by_the_provider(
    somebody: Colleague, linked: str
) -> None:
    """Also in a sign-in whose state is right."""
    used = somebody.provider.sign_in(linked, await somebody.leave())
    assert (await somebody.come_back(used)).status == 200
    (code,) = parse_qs(urlsplit(used).query)["code"]
    fresh = somebody.provider.sign_in(linked, await somebody.leave())

    page = await somebody.come_back(fresh, code=code)

    assert (page.status, FAILED in page.text) == (403, True)
    assert somebody.logged()[-1] == REFUSED


async def test_a_code_of_somebody_else_is_refused(somebody: Colleague, noor: str) -> None:
    """PKCE: the code belongs to the browser that asked for it."""
    elsewhere = somebody.provider.sign_in(noor, await somebody.leave())
    (stolen,) = parse_qs(urlsplit(elsewhere).query)["code"]
    own = somebody.provider.sign_in(noor, await somebody.leave())

    assert (await somebody.come_back(own, code=stolen)).status == 403
    assert not await somebody.may_enter()


async def test_a_browser_that_was_not_sent_is_refused(somebody: Colleague, noor: str) -> None:
    back = somebody.provider.sign_in(noor, await somebody.leave())
    somebody.site.web.cookie_jar.clear()

    assert (await somebody.come_back(back)).status == 403
    assert not await somebody.may_enter()


async def test_who_comes_back_after_ten_minutes_is_too_late(somebody: Colleague, noor: str) -> None:
    back = somebody.provider.sign_in(noor, await somebody.leave())
    somebody.site.clock.pass_(minutes=11)

    assert (await somebody.come_back(back)).status == 403


@pytest.mark.parametrize("changed", [{"iss": "https://iemand.anders.nl"}, {"code": ""}], ids=str)
async def test_another_issuer_or_no_code_is_refused(
    somebody: Colleague, noor: str, changed: dict[str, str]
) -> None:
    back = somebody.provider.sign_in(noor, await somebody.leave())

    assert (await somebody.come_back(back, **changed)).status == 403


async def test_a_wrong_nonce_is_refused(somebody: Colleague, noor: str) -> None:
    address = await somebody.leave()
    (nonce,) = parse_qs(urlsplit(address).query)["nonce"]
    back = somebody.provider.sign_in(noor, address.replace(nonce, "van-een-ander"))

    page = await somebody.come_back(back)

    assert (page.status, FAILED in page.text) == (403, True)
    assert somebody.logged() == [REFUSED]


async def test_another_site_cannot_send_a_colleague_away(somebody: Colleague) -> None:
    page = await somebody.ask("GET", "/balie/inloggen/organisatie", headers=ELSEWHERE)

    assert page.status == 403


async def test_who_has_no_account_here_gets_none(somebody: Colleague) -> None:
    somebody.provider.add("vreemd", "vreemd@voorbeeld.nl")

    page = await somebody.sign_in("vreemd")

    assert (page.status, NOBODY in page.text) == (403, True)
    assert len(somebody.site.storage.rows.staff) == 1
    assert somebody.logged() == [REFUSED]
    assert not await somebody.may_enter()


async def test_a_closed_account_stays_closed(somebody: Colleague, noor: str) -> None:
    staffing = Staffing(somebody.site.services.outside, FakePasswords())
    admin = account(somebody.site, "bea", Role.BEHEERDER)
    await staffing.set_active(admin, 2, False)

    page = await somebody.sign_in(noor)

    assert (page.status, NOBODY in page.text) == (403, True)
    assert somebody.logged()[-1] == REFUSED
    assert somebody.entries()[-1].by == 2
    assert somebody.site.storage.rows.links == {}


async def test_an_address_that_is_verified_links_and_from_then_on_the_subject_counts(
    somebody: Colleague,
) -> None:
    somebody.provider.add("sam", "sam@voorbeeld.nl")
    account(somebody.site, "sam@voorbeeld.nl")
    assert (await somebody.link("sam")).status == 303

    somebody.provider.rename("sam", "samira@voorbeeld.nl")
    somebody.provider.add("sam2", "sam@voorbeeld.nl")

    assert (await somebody.sign_in("sam")).status == 200
    assert somebody.logged() == [LINKED, ENTERED, ENTERED]
    # The name went to somebody else there; the account did not.
    assert (await somebody.sign_in("sam2")).status == 403


async def test_an_address_that_is_not_verified_links_nobody(somebody: Colleague) -> None:
    somebody.provider.add("stef", "stef@voorbeeld.nl", verified=False)
    account(somebody.site, "stef@voorbeeld.nl")

    assert (await somebody.sign_in("stef")).status == 403


async def test_names_of_two_accounts_link_nobody(somebody: Colleague) -> None:
    somebody.provider.add("dubbel", "dubbel@voorbeeld.nl")
    account(somebody.site, "dubbel")
    account(somebody.site, "dubbel@voorbeeld.nl")

    assert (await somebody.sign_in("dubbel")).status == 403


async def test_an_administrator_unlinks_and_ends_the_session(
    somebody: Colleague, noor: str
) -> None:
    await somebody.link(noor)
    admin = account(somebody.site, "bea", Role.BEHEERDER)

    given = await somebody.site.services.staffing.unlink(admin, 2)

    assert not await somebody.may_enter()
    assert await somebody.site.services.staffing.linked(admin) == set()
    await somebody.sign_in(noor)
    assert (await somebody.prove(PASSWORD)).status == 401
    assert (await somebody.prove(given)).status == 303
    assert await somebody.site.services.staffing.linked(admin) == {2}


# ── a second factor ──────────────────────────────────────────────────────────────────────────


async def with_app(somebody: Colleague) -> None:
    services = somebody.site.services
    staff = somebody.site.storage.rows.staff[2]
    await services.second_factor.set_up(staff)
    await services.second_factor.confirm(staff, FakeCodes().of(somebody.site.clock()))
    somebody.site.clock.pass_(minutes=1)


async def test_who_has_an_app_here_gives_its_code_too(somebody: Colleague, linked: str) -> None:
    await with_app(somebody)
    page = await somebody.sign_in(linked)
    assert "Code uit je app" in page.text
    assert ASKED not in page.text
    assert not await somebody.may_enter()

    wrong = await somebody.prove(code="000000")
    assert (wrong.status, "De code klopt niet" in wrong.text) == (401, True)
    right = await somebody.prove(code=FakeCodes().of(somebody.site.clock()))

    assert (right.status, right.location) == (303, "/balie")
    assert await somebody.may_enter()
    assert somebody.logged()[1:] == [REFUSED, ENTERED]


async def test_the_first_time_the_code_is_asked_as_well(somebody: Colleague, noor: str) -> None:
    await with_app(somebody)
    await somebody.sign_in(noor)

    assert (await somebody.prove(PASSWORD)).status == 401
    code = FakeCodes().of(somebody.site.clock())
    assert (await somebody.prove("fout", code)).status == 401
    assert somebody.site.storage.rows.links == {}
    assert (await somebody.prove(PASSWORD, code)).status == 303


async def test_codes_cannot_be_guessed_by_signing_in_again(
    somebody: Colleague, linked: str
) -> None:
    await with_app(somebody)
    for times in (3, 2):
        await somebody.sign_in(linked)
        for _ in range(times):
            assert (await somebody.prove(code="000000")).status == 401
    await somebody.sign_in(linked)

    page = await somebody.prove(code=FakeCodes().of(somebody.site.clock()))

    assert page.status == 429
    assert somebody.logged()[-1] == (Act.INLOGGEN_GEWEIGERD, "te_vaak", False)
    assert not await somebody.may_enter()


async def test_a_code_alone_signs_nobody_in(somebody: Colleague, noor: str) -> None:
    await with_app(somebody)
    await somebody.leave()
    code = FakeCodes().of(somebody.site.clock())

    page = await somebody.ask("POST", "/balie/inloggen/code", data={"code": code})

    assert (page.status, FAILED in page.text) == (403, True)
    assert not await somebody.may_enter()


# ── sessions there and here ──────────────────────────────────────────────────────────────────


async def is_out(somebody: Colleague) -> bool:
    """The provider tells us by itself, in its own time."""
    for _ in range(100):
        if not await somebody.may_enter():
            return True
        await asyncio.sleep(0.05)
    return False


async def test_signing_out_at_the_provider_ends_the_session_here(
    somebody: Colleague, linked: str
) -> None:
    await somebody.sign_in(linked)
    (there,) = {one[5] for one in somebody.site.storage.rows.sessions.values() if one[5]}
    assert await somebody.may_enter()

    await asyncio.to_thread(somebody.provider.sign_out, linked, there)

    assert await is_out(somebody)
    assert somebody.logged()[-1] == (Act.SESSIES_BEEINDIGD, "oidc", True)


@pytest.mark.parametrize("token", ["", "geen token", "a.b.c"])
async def test_nobody_else_signs_a_colleague_out(
    somebody: Colleague, linked: str, token: str
) -> None:
    await somebody.sign_in(linked)

    page = await somebody.ask("POST", SIGNED_OUT, data={"logout_token": token})

    assert page.status == 400
    assert await somebody.may_enter()


async def test_the_provider_asks_again_who_signed_in_there_too_long_ago(
    provider: Provider, make_settings: Callable[..., Any]
) -> None:
    def settings(url: str) -> Any:
        asked = {"ADVIESLIJN_OIDC_MAX_AGE_MINUTES": "5"}
        return make_settings(**{**provider.settings(url + COME_BACK), **asked})

    async with serving(settings, provider_of) as site:
        somebody, login = Colleague(site, provider), f"noor-{uuid4().hex[:8]}"
        provider.add(login)
        account(site, login)
        address = await somebody.leave()
        assert parse_qs(urlsplit(address).query)["max_age"] == ["300"]
        # What it says of the time counts as well: this one says 1970.
        page = await somebody.come_back(provider.sign_in(login, address))
        assert (page.status, FAILED in page.text) == (403, True)

        await asyncio.sleep(2.1)
        sent = provider.once_more(login, address.replace("max_age=300", "max_age=1"))

    assert sent.startswith(f"{provider.url}/login.html")


# ── without a provider, and without passwords ────────────────────────────────────────────────


async def test_a_provider_that_is_down_leaves_the_password(
    provider: Provider, make_settings: Callable[..., Any]
) -> None:
    def settings(url: str) -> Any:
        nowhere = {"ADVIESLIJN_OIDC_ISSUER": "http://127.0.0.1:9"}
        return make_settings(**{**provider.settings(url + COME_BACK), **nowhere})

    async with serving(settings, provider_of) as site:
        somebody = Colleague(site, provider)
        page = await somebody.ask("GET", "/balie/inloggen/organisatie")

        assert (page.status, DOWN in page.text) == (503, True)
        assert "Heb je hier een wachtwoord?" in page.text
        data = {"inlognaam": "balie", "wachtwoord": PASSWORD}
        assert (await somebody.ask("POST", "/balie/inloggen", data=data)).status == 303
        assert await somebody.may_enter()


@pytest.mark.usefixtures("provider")  # which says what to install
async def test_a_provider_that_goes_down_meanwhile_signs_nobody_in(
    make_settings: Callable[..., Any],
) -> None:
    with started() as provider:
        provider.add("noor")
        async with serving(
            lambda url: make_settings(**provider.settings(url + COME_BACK)), provider_of
        ) as site:
            somebody = Colleague(site, provider)
            account(site, "noor")
            back = provider.sign_in("noor", await somebody.leave())
            provider.stop()

            page = await somebody.come_back(back)

            assert (page.status, DOWN in page.text) == (503, True)
            assert not await somebody.may_enter()


async def test_without_passwords_only_the_provider_is_left(
    provider: Provider, make_settings: Callable[..., Any]
) -> None:
    def settings(url: str) -> Any:
        return make_settings(**provider.settings(url + COME_BACK), ADVIESLIJN_LOCAL_ACCOUNTS="0")

    async with serving(settings, provider_of) as site:
        somebody = Colleague(site, provider)
        page = await somebody.ask("GET", "/balie/inloggen")
        data = {"inlognaam": "balie", "wachtwoord": PASSWORD}
        tried = await somebody.ask("POST", "/balie/inloggen", data=data)

    assert not re.search("wachtwoord", page.text, re.IGNORECASE)
    assert "Log in via je organisatie" in page.text
    assert tried.status == 403


async def test_without_a_provider_there_is_nothing_of_it(
    make_settings: Callable[..., Any],
) -> None:
    async with serving(lambda _: make_settings()) as site:
        for method, path in [
            ("GET", "organisatie"),
            ("GET", "terug"),
            ("POST", "code"),
            ("POST", "uitgelogd"),
        ]:
            async with site.web.request(method, f"/balie/inloggen/{path}", headers=SAME) as answer:
                assert answer.status == 404
        async with site.web.get("/balie/inloggen") as answer:
            assert "organisatie" not in await answer.text()
