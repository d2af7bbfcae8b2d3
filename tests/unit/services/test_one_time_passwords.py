"""A password that somebody else made works for a while, and is to be replaced."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.casework.audit import Act
from bot.casework.staff import Role, Staff
from bot.services.account_rules import AccountRules
from bot.services.accounts import Accounts, PasswordUnfit, SignInRefused
from bot.services.attempts import TooManyTries
from bot.services.second_factor import SecondFactor
from bot.services.staffing import SignsInElsewhere, Staffing
from tests.fake_storage import FakeStorage
from tests.fakes import FakeClock, FakeCodes, FakePasswords, fake_accounts, fake_outside

OWN = "vier losse woorden"
ONE_DAY = AccountRules(one_time=timedelta(hours=24))
STRICT = AccountRules(app_needed=True)


class Office:
    """With an administrator, who has a password of her own and an app."""

    def __init__(self, rules: AccountRules | None = None) -> None:
        self.storage, self.clock, self.codes = FakeStorage(), FakeClock(), FakeCodes()
        outside = fake_outside(self.storage, clock=self.clock)
        self.accounts: Accounts = fake_accounts(outside, rules)
        self.second_factor = SecondFactor(outside, self.codes)
        self.staffing = Staffing(outside, FakePasswords(), rules)
        self.admin = self.accounts.add("bea", "Bea", OWN, Role.BEHEERDER)

    async def sign_in(self, password: str, code: str = "") -> Staff | None:
        """Kim, as the session knows her."""
        signed_in = await self.accounts.sign_in("kim", password, code)
        return await self.accounts.who(signed_in.token)

    async def replace(self, password: str, own: str = OWN) -> str:
        """Kim signs in, and chooses her own; the token of her session."""
        signed_in = await self.accounts.sign_in("kim", password)
        await self.accounts.change_password(signed_in.staff, signed_in.token, password, own)
        return signed_in.token

    async def with_app(self) -> None:
        kim = self.storage.rows.staff[2]
        await self.second_factor.set_up(kim)
        await self.second_factor.confirm(kim, self.code())
        self.clock.pass_(minutes=1)

    def code(self) -> str:
        return self.codes.of(self.clock())

    def reasons(self) -> list[str]:
        rows = self.storage.rows.audit
        return [one.reason for one in rows if one.act is Act.INLOGGEN_GEWEIGERD]


async def given(office: Office, by: str) -> str:
    """Kim's password, made by somebody else in one of the ways that there are."""
    if by == "command":
        return office.accounts.open("kim", "Kim", machine="jan")[1]
    password = await office.staffing.add(office.admin, "kim", "Kim", Role.MEDEWERKER)
    if by == "administrator":
        return password
    await office.replace(password)
    if by == "forgotten":
        return await office.staffing.new_password(office.admin, 2)
    if by == "unlinked":
        return await office.staffing.unlink(office.admin, 2)
    return await office.staffing.take_second_factor(office.admin, 2)


WAYS = ["command", "administrator", "forgotten", "lost app", "unlinked"]


@pytest.mark.parametrize("by", WAYS)
async def test_what_somebody_else_made_is_to_be_replaced(by: str) -> None:
    office = Office()
    password = await given(office, by)

    before = await office.sign_in(password)
    token = await office.replace(password, "een andere lange zin")

    assert before is not None
    assert before.given_password
    after = await office.accounts.who(token)
    assert after is not None
    assert not after.given_password
    with pytest.raises(SignInRefused):
        await office.sign_in(password)


@pytest.mark.parametrize("by", WAYS)
async def test_what_nobody_used_in_time_opens_nothing(by: str) -> None:
    office = Office(ONE_DAY)
    password = await given(office, by)
    office.clock.pass_(hours=24)
    assert await office.sign_in(password)
    office.clock.pass_(seconds=1)

    with pytest.raises(SignInRefused):
        await office.sign_in(password)

    assert office.reasons() == ["verlopen"]


async def test_the_password_of_the_first_account_is_one_to_replace() -> None:
    accounts = fake_accounts(fake_outside())

    first = accounts.first_account("jan")

    assert first is not None
    assert first[0].given_password


async def test_an_own_password_does_not_expire() -> None:
    office = Office(ONE_DAY)
    await office.replace(await given(office, "administrator"))
    office.clock.pass_(days=400)

    assert await office.sign_in(OWN)


async def test_the_same_password_is_no_new_one() -> None:
    office = Office()
    password = await given(office, "administrator")

    with pytest.raises(PasswordUnfit):
        await office.replace(password, password)


# ── where a second factor is asked of everybody ──────────────────────────────────────────────


async def test_where_an_app_is_asked_an_own_password_alone_opens_nothing() -> None:
    """Else who knows it could set up an app of their own."""
    office = Office(STRICT)
    await office.replace(await given(office, "administrator"))

    with pytest.raises(SignInRefused):
        await office.sign_in(OWN)

    assert office.reasons() == ["geen_app"]


async def test_the_app_is_set_up_the_first_time_and_asked_from_then_on() -> None:
    office = Office(STRICT)
    password = await given(office, "administrator")
    first = await office.sign_in(password)
    await office.with_app()

    assert first is not None
    assert not first.has_second_factor
    with pytest.raises(SignInRefused):
        await office.sign_in(password)
    assert await office.sign_in(password, office.code())


async def test_who_lost_the_app_begins_again_with_what_the_administrator_gives() -> None:
    office = Office(STRICT)
    password = await given(office, "administrator")
    await office.sign_in(password)
    await office.with_app()
    await office.accounts.change_password(office.storage.rows.staff[2], "", password, OWN)

    fresh = await office.staffing.take_second_factor(office.admin, 2)

    with pytest.raises(SignInRefused):
        await office.sign_in(OWN)
    again = await office.sign_in(fresh)
    assert again is not None
    assert (again.given_password, again.has_second_factor) == (True, False)


async def test_who_is_linked_to_the_provider_gets_no_password_beside_it() -> None:
    office = Office()
    await given(office, "administrator")
    office.storage.rows.links[2] = ("https://inloggen.voorbeeld.nl", "7f3a")

    with pytest.raises(SignsInElsewhere):
        await office.staffing.new_password(office.admin, 2)


# ── what the log says ────────────────────────────────────────────────────────────────────────


def test_the_first_account_leaves_a_line_with_the_account_of_the_machine() -> None:
    storage = FakeStorage()

    first = fake_accounts(fake_outside(storage)).first_account("jan")

    assert first is not None
    (line,) = storage.rows.audit
    assert (line.act, line.reason) == (Act.ACCOUNT_TOEGEVOEGD, "eerste_account")
    assert (line.by, line.machine, line.object_id, line.organisation) == (None, "jan", "1", 1)


def test_without_its_line_no_account_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.fake_office import AuditLog

    def full(*_: object) -> None:
        raise OSError

    storage = FakeStorage()
    monkeypatch.setattr(AuditLog, "add", full)

    with pytest.raises(OSError):  # noqa: PT011
        fake_accounts(fake_outside(storage)).open("kim", "Kim", machine="jan")

    assert storage.rows.staff == {}


async def test_a_wrong_present_password_is_logged_and_so_is_having_to_wait() -> None:
    office = Office()
    token = (await office.accounts.sign_in("bea", OWN)).token

    for _ in range(5):
        with pytest.raises(SignInRefused):
            await office.accounts.change_password(office.admin, token, "fout", "een andere zin")
    with pytest.raises(TooManyTries):
        await office.accounts.change_password(office.admin, token, OWN, "een andere zin")

    tried = [one for one in office.storage.rows.audit if one.act is Act.WACHTWOORD_GEWEIGERD]
    assert [one.reason for one in tried] == [""] * 5 + ["te_vaak"]
    assert {(one.by, one.allowed) for one in tried} == {(office.admin.id, False)}
