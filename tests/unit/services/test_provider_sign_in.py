"""Who is linked, and how; what the provider says of a second factor and of signing out counts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.casework.audit import Act
from bot.casework.staff import Role
from bot.services.account_rules import AccountRules
from bot.services.accounts import SignInRefused
from bot.services.attempts import TooManyTries
from bot.services.departing import Returned, SignInLost
from bot.services.identity import Identity
from bot.services.provider_sign_in import Arrived, NoAccount, ProviderSignIn
from bot.services.second_factor import SecondFactor
from bot.services.staffing import Staffing
from tests.fake_storage import FakeStorage
from tests.fakes import (
    FakeClock,
    FakeCodes,
    FakePasswords,
    FakeProvider,
    fake_accounts,
    fake_outside,
)

ISSUER = "https://inloggen.voorbeeld.nl"


PASSWORD = "een lang wachtwoord"


class Desk:
    """Where Noor has an account, and is known to the provider by the same name."""

    def __init__(self, second_factor: bool, rules: AccountRules | None = None) -> None:
        self.storage, self.clock, self.codes = FakeStorage(), FakeClock(), FakeCodes()
        self.outside = fake_outside(self.storage, clock=self.clock)
        self.accounts = fake_accounts(self.outside, rules)
        self.second_factor = SecondFactor(self.outside, self.codes)
        self.noor = self.accounts.add("noor", "Noor", PASSWORD)
        self.provider = FakeProvider(Identity(ISSUER, "7f3a", ("noor",), second_factor))
        self.sign_in = ProviderSignIn(
            self.outside, self.provider, self.second_factor, self.accounts.proof, rules
        )

    async def arrive(self, session: str = "") -> tuple[str, Arrived]:
        away = await self.sign_in.send(session)
        state = away.address.partition("state=")[2]
        return away.ticket, await self.sign_in.arrive(away.ticket, Returned(state, "code"))

    async def link(self, code: str = "") -> Arrived:
        """The first time."""
        ticket, arrived = await self.arrive()
        assert (arrived.token, arrived.to_link) == (None, True)
        return await self.sign_in.give_code(ticket, code, PASSWORD)

    def code(self) -> str:
        return self.codes.of(self.clock())

    def refusals(self) -> list[str]:
        return [one.reason for one in self.storage.rows.audit if not one.allowed]

    async def with_app(self) -> None:
        await self.second_factor.set_up(self.noor)
        await self.second_factor.confirm(self.noor, self.codes.of(self.clock()))
        self.clock.pass_(minutes=1)


@pytest.mark.parametrize("second_factor", [True, False])
async def test_a_second_factor_at_the_provider_is_that_of_the_session(second_factor: bool) -> None:
    desk = Desk(second_factor)

    for arrived in (await desk.link(), (await desk.arrive())[1]):
        staff = await desk.accounts.who(arrived.token or "")
        assert staff is not None
        assert staff.has_second_factor is second_factor
    # It is of the session, not of the account.
    assert not desk.storage.rows.staff[1].has_second_factor


async def test_a_name_alone_links_to_no_account() -> None:
    """Who may choose a name at the provider may choose that of a colleague."""
    desk = Desk(second_factor=True)

    ticket, arrived = await desk.arrive()

    assert (arrived.token, arrived.to_link) == (None, True)
    for password in ("", "fout"):
        with pytest.raises(SignInRefused):
            await desk.sign_in.give_code(ticket, "", password)
    assert desk.storage.rows.links == {}
    assert desk.refusals() == ["oidc", "oidc"]


async def test_an_account_with_an_app_is_linked_by_its_password_and_a_code() -> None:
    """Also when the provider asked for a second factor: that may be of somebody else."""
    desk = Desk(second_factor=True)
    await desk.with_app()
    ticket, _ = await desk.arrive()

    for password, code in ((PASSWORD, ""), (PASSWORD, "000000"), ("fout", desk.code())):
        with pytest.raises(SignInRefused):
            await desk.sign_in.give_code(ticket, code, password)
    right = await desk.sign_in.give_code(ticket, desk.code(), PASSWORD)

    assert right.token is not None
    _, again = await desk.arrive()  # linked now, and the provider asked for more than a password
    assert again.token is not None


async def test_who_guesses_the_password_to_link_does_not_keep_the_colleague_from_it() -> None:
    desk = Desk(second_factor=False)
    provider = desk.provider
    provider.identity_of_everybody = Identity(ISSUER, "een ander", ("noor",))
    ticket, _ = await desk.arrive()
    for _ in range(5):
        with pytest.raises(SignInRefused):
            await desk.sign_in.give_code(ticket, "", "fout")
    with pytest.raises(TooManyTries):
        await desk.sign_in.give_code(ticket, "", PASSWORD)

    provider.identity_of_everybody = Identity(ISSUER, "7f3a", ("noor",))

    assert (await desk.link()).token


async def test_a_password_of_the_administrator_links_and_an_old_one_does_not() -> None:
    desk = Desk(second_factor=False)
    desk.accounts.add("bea", "Bea", PASSWORD, Role.BEHEERDER)
    staffing = Staffing(desk.outside, FakePasswords())
    given = await staffing.new_password(desk.storage.rows.staff[2], 1)
    ticket, _ = await desk.arrive()
    desk.clock.pass_(hours=73)
    late, _ = await desk.arrive()

    with pytest.raises(SignInLost):
        await desk.sign_in.give_code(ticket, "", given)
    with pytest.raises(SignInRefused):
        await desk.sign_in.give_code(late, "", given)

    assert desk.refusals()[-1] == "verlopen"
    given = await staffing.new_password(desk.storage.rows.staff[2], 1)
    assert (await desk.sign_in.give_code(late, "", given)).token
    noor = await desk.accounts.who((await desk.arrive())[1].token or "")
    assert noor is not None
    assert not noor.given_password


async def test_once_linked_no_password_opens_the_account() -> None:
    desk = Desk(second_factor=False)
    await desk.link()

    for password in (PASSWORD, ""):
        with pytest.raises(SignInRefused):
            await desk.accounts.sign_in("noor", password)
    desk.accounts.add("reserve", "Reserve", PASSWORD)
    assert (await desk.accounts.sign_in("reserve", PASSWORD)).staff.login == "reserve"


async def test_where_an_app_is_asked_a_password_of_the_provider_alone_is_not_enough() -> None:
    """The first time it is, for what the administrator gave was given too: then the app is set
    up. Who later knows no more than the password at the provider sets up none."""
    desk = Desk(False, AccountRules(app_needed=True))
    desk.accounts.add("bea", "Bea", PASSWORD, Role.BEHEERDER)
    staffing = Staffing(desk.outside, FakePasswords())
    given = await staffing.new_password(desk.storage.rows.staff[2], 1)
    ticket, _ = await desk.arrive()
    first = await desk.sign_in.give_code(ticket, "", given)
    assert first.token

    with pytest.raises(NoAccount):
        await desk.arrive()
    await desk.with_app()
    _, arrived = await desk.arrive()

    assert desk.refusals() == ["geen_app"]
    assert (arrived.token, arrived.to_link) == (None, False)


async def test_without_more_than_a_password_the_code_is_asked_each_time() -> None:
    desk = Desk(second_factor=False)
    await desk.with_app()
    await desk.link(desk.code())

    _, again = await desk.arrive()

    assert (again.token, again.to_link) == (None, False)


async def test_who_has_to_wait_with_a_code_is_logged() -> None:
    desk = Desk(second_factor=False)
    await desk.with_app()
    await desk.link(desk.code())
    ticket, _ = await desk.arrive()
    for _ in range(5):
        with pytest.raises(SignInRefused):
            await desk.sign_in.give_code(ticket, "000000")

    with pytest.raises(TooManyTries):
        await desk.sign_in.give_code(ticket, "000000")

    assert desk.refusals() == ["oidc"] * 5 + ["te_vaak"]
    assert desk.storage.rows.audit[-1].by == desk.noor.id


# ── sessions ─────────────────────────────────────────────────────────────────────────────────


async def test_a_session_by_the_provider_ends_sooner_than_one_of_here() -> None:
    desk = Desk(False, AccountRules(by_provider=timedelta(hours=2)))
    desk.accounts.add("sam", "Sam", PASSWORD)
    there = (await desk.link()).token or ""
    here = (await desk.accounts.sign_in("sam", PASSWORD)).token
    for _ in range(6):
        desk.clock.pass_(minutes=20)
        for token in (there, here):
            await desk.accounts.seen(token, active=True)

    assert await desk.accounts.who(there)
    desk.clock.pass_(seconds=1)
    assert await desk.accounts.who(there) is None
    assert await desk.accounts.who(here)


@pytest.mark.parametrize(("said", "ended"), [("s1", [True, False]), ("", [True, True])])
async def test_who_is_signed_out_there_is_signed_out_here(said: str, ended: list[bool]) -> None:
    desk = Desk(second_factor=False)
    tokens = []
    for session in ("s1", "s2"):
        desk.provider.identity_of_everybody = Identity(ISSUER, "7f3a", ("noor",), session=session)
        arrived = await desk.link() if not tokens else (await desk.arrive())[1]
        tokens.append(arrived.token or "")

    await desk.sign_in.sign_out(said)

    assert [await desk.accounts.who(token) is None for token in tokens] == ended
    last = desk.storage.rows.audit[-1]
    assert (last.act, last.reason, last.object_id) == (Act.SESSIES_BEEINDIGD, "oidc", "1")
    assert last.count == ended.count(True)


async def test_the_session_that_the_browser_had_is_over() -> None:
    desk = Desk(second_factor=False)
    first = await desk.link()
    assert first.token

    _, second = await desk.arrive(session=first.token)

    assert await desk.accounts.who(first.token) is None
    assert await desk.accounts.who(second.token or "") == desk.noor


async def test_who_never_came_back_is_forgotten() -> None:
    desk = Desk(second_factor=False)
    await desk.sign_in.send("")
    desk.clock.pass_(minutes=11)

    await desk.sign_in.send("")

    assert len(desk.storage.rows.departures) == 1
