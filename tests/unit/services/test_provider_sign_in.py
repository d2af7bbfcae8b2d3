"""A second factor that the provider asked counts; without it the rule of this desk holds."""

from __future__ import annotations

import pytest

from bot.services.departing import Returned
from bot.services.identity import Identity
from bot.services.provider_sign_in import Arrived, ProviderSignIn
from bot.services.second_factor import SecondFactor
from tests.fake_storage import FakeStorage
from tests.fakes import FakeClock, FakeCodes, FakeProvider, fake_accounts, fake_outside

ISSUER = "https://inloggen.voorbeeld.nl"


class Desk:
    def __init__(self, second_factor: bool) -> None:
        self.storage, self.clock, self.codes = FakeStorage(), FakeClock(), FakeCodes()
        self.outside = fake_outside(self.storage, clock=self.clock)
        self.accounts = fake_accounts(self.outside)
        self.second_factor = SecondFactor(self.outside, self.codes)
        self.noor = self.accounts.add("noor", "Noor", "een lang wachtwoord")
        provider = FakeProvider(Identity(ISSUER, "7f3a", ("noor",), second_factor))
        self.sign_in = ProviderSignIn(self.outside, provider, self.second_factor)

    async def arrive(self, session: str = "") -> tuple[str, Arrived]:
        away = await self.sign_in.send(session)
        state = away.address.partition("state=")[2]
        return away.ticket, await self.sign_in.arrive(away.ticket, Returned(state, "code"))

    async def with_app(self) -> None:
        await self.second_factor.set_up(self.noor)
        await self.second_factor.confirm(self.noor, self.codes.of(self.clock()))
        self.clock.pass_(minutes=1)


@pytest.mark.parametrize("second_factor", [True, False])
async def test_a_second_factor_at_the_provider_is_that_of_the_session(second_factor: bool) -> None:
    desk = Desk(second_factor)

    _, arrived = await desk.arrive()

    staff = await desk.accounts.who(arrived.token or "")
    assert staff is not None
    assert staff.has_second_factor is second_factor
    # It is of this session, not of the account.
    local = await desk.accounts.sign_in("noor", "een lang wachtwoord")
    known = await desk.accounts.who(local.token)
    assert known is not None
    assert not known.has_second_factor


async def test_a_name_alone_does_not_link_to_an_account_with_an_app() -> None:
    """Not even when the provider asked for a second factor: that may be of somebody else."""
    desk = Desk(second_factor=True)
    await desk.with_app()
    ticket, arrived = await desk.arrive()
    assert arrived.token is None

    right = await desk.sign_in.give_code(ticket, desk.codes.of(desk.clock()))

    assert right.token is not None
    _, again = await desk.arrive()  # linked now, and the provider asked for more than a password
    assert again.token is not None


async def test_without_more_than_a_password_the_code_is_asked_each_time() -> None:
    desk = Desk(second_factor=False)
    await desk.with_app()
    ticket, _ = await desk.arrive()
    await desk.sign_in.give_code(ticket, desk.codes.of(desk.clock()))

    _, again = await desk.arrive()

    assert again.token is None


async def test_the_session_that_the_browser_had_is_over() -> None:
    desk = Desk(second_factor=False)
    _, first = await desk.arrive()
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
