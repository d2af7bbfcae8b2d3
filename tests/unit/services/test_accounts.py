"""Colleagues sign in with a password and, once they have one, a second factor."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.casework.audit import Act
from bot.casework.staff import NotAllowed, Right, Role
from bot.services.accounts import (
    LoginTaken,
    PasswordUnfit,
    Place,
    SignInRefused,
)
from bot.services.attempts import TRIES_ELSEWHERE, TooManyTries
from bot.services.second_factor import AlreadySet, CodeWrong, SecondFactor
from bot.services.staffing import NoSuchColleague, OwnAccount, Staffing
from tests.fake_storage import FakeStorage
from tests.fakes import FakeClock, FakeCodes, FakePasswords, fake_accounts, fake_outside

PASSWORD = "een lang wachtwoord"
HOME, ELSEWHERE = Place(address="10.0.0.1"), Place(address="192.0.2.7")


class Office:
    def __init__(self) -> None:
        self.storage, self.clock, self.codes = FakeStorage(), FakeClock(), FakeCodes()
        outside = fake_outside(self.storage, clock=self.clock)
        self.accounts = fake_accounts(outside)
        self.second_factor = SecondFactor(outside, self.codes)
        self.staffing = Staffing(outside, FakePasswords())
        self.noor = self.accounts.add("noor", "Noor", PASSWORD)
        self.sam = self.accounts.add("sam", "Sam", PASSWORD)
        self.admin = self.accounts.add("bea", "Bea", PASSWORD, Role.BEHEERDER)

    def code(self) -> str:
        return self.codes.of(self.clock())

    async def with_app(self) -> list[str]:
        """Noor puts the secret in an app; her recovery codes."""
        await self.second_factor.set_up(self.noor)
        codes = await self.second_factor.confirm(self.noor, self.code())
        self.clock.pass_(minutes=1)
        return codes

    def acts(self) -> list[Act]:
        return [one.act for one in self.storage.rows.audit]


@pytest.fixture
def office() -> Office:
    return Office()


async def test_the_first_account_is_made_once() -> None:
    accounts = fake_accounts(fake_outside())

    first = accounts.first_account()

    assert first is not None
    staff, password = first
    assert (await accounts.sign_in(staff.login, password)).staff == staff
    assert accounts.first_account() is None


async def test_a_session_is_known_by_its_token_only(office: Office) -> None:
    signed_in = await office.accounts.sign_in("noor", PASSWORD)

    assert await office.accounts.who(signed_in.token) == office.noor
    assert await office.accounts.who("een ander token") is None
    assert signed_in.token.encode() not in b"".join(office.storage.rows.sessions)


@pytest.mark.parametrize(("login", "password"), [("noor", "fout"), ("niemand", PASSWORD)])
async def test_a_wrong_login_or_password_is_refused(
    office: Office, login: str, password: str
) -> None:
    with pytest.raises(SignInRefused):
        await office.accounts.sign_in(login, password)


async def refused(office: Office, login: str, times: int, place: Place) -> None:
    for _ in range(times):
        with pytest.raises((SignInRefused, TooManyTries)):
            await office.accounts.sign_in(login, "fout", place=place)


async def test_after_wrong_passwords_that_login_waits_there_for_a_quarter_of_an_hour(
    office: Office,
) -> None:
    await refused(office, "noor", 5, HOME)

    with pytest.raises(TooManyTries):
        await office.accounts.sign_in("noor", PASSWORD, place=HOME)
    assert (await office.accounts.sign_in("sam", PASSWORD, place=HOME)).staff == office.sam
    office.clock.pass_(minutes=16)
    assert (await office.accounts.sign_in("noor", PASSWORD, place=HOME)).staff == office.noor


async def test_a_stranger_who_guesses_does_not_lock_a_colleague_out(office: Office) -> None:
    device = (await office.accounts.sign_in("noor", PASSWORD, place=HOME)).device
    at_work = replace(HOME, device=device)

    for stranger in range(20):
        await refused(office, "noor", 5, Place(address=f"192.0.2.{stranger}"))

    assert (await office.accounts.sign_in("noor", PASSWORD, place=at_work)).staff == office.noor


async def test_many_strangers_together_wait_too(office: Office) -> None:
    for stranger in range(TRIES_ELSEWHERE // 5):
        await refused(office, "noor", 5, Place(address=f"192.0.2.{stranger}"))

    with pytest.raises(TooManyTries):
        await office.accounts.sign_in("noor", PASSWORD, place=Place(address="198.51.100.1"))


async def test_a_stolen_device_does_not_open_more_guesses_for_another_login(
    office: Office,
) -> None:
    device = (await office.accounts.sign_in("sam", PASSWORD, place=HOME)).device

    await refused(office, "noor", 5, replace(ELSEWHERE, device=device))

    with pytest.raises(TooManyTries):
        await office.accounts.sign_in("noor", PASSWORD, place=replace(ELSEWHERE, device=device))


async def test_signing_in_gives_a_new_session_and_ends_the_one_of_the_browser(
    office: Office,
) -> None:
    first = await office.accounts.sign_in("noor", PASSWORD)

    second = await office.accounts.sign_in(
        "noor", PASSWORD, place=Place(device=first.device, session=first.token)
    )

    assert second.token != first.token
    assert second.device == first.device
    assert await office.accounts.who(first.token) is None


async def test_who_does_nothing_for_half_an_hour_is_signed_out_also_with_the_desk_open(
    office: Office,
) -> None:
    token = (await office.accounts.sign_in("noor", PASSWORD)).token
    office.clock.pass_(minutes=20)
    await office.accounts.seen(token)
    office.clock.pass_(minutes=11)

    assert await office.accounts.who(token) is None


async def test_who_goes_on_working_is_signed_out_after_ten_hours(office: Office) -> None:
    token = (await office.accounts.sign_in("noor", PASSWORD)).token
    for _ in range(30):
        office.clock.pass_(minutes=20)
        await office.accounts.seen(token, active=True)

    assert await office.accounts.who(token) == office.noor
    office.clock.pass_(minutes=1)
    assert await office.accounts.who(token) is None


async def test_signing_in_failing_and_signing_out_are_logged(office: Office) -> None:
    await refused(office, "noor", 1, HOME)
    await refused(office, "wie is dit", 1, HOME)
    signed_in = await office.accounts.sign_in("noor", PASSWORD)
    await office.accounts.sign_out(signed_in.token)

    assert office.acts() == [
        Act.INLOGGEN_GEWEIGERD,
        Act.INLOGGEN_GEWEIGERD,
        Act.INGELOGD,
        Act.UITGELOGD,
    ]
    assert [one.by for one in office.storage.rows.audit[:2]] == [office.noor.id, None]


async def test_a_colleague_who_has_to_wait_is_logged_too(office: Office) -> None:
    await refused(office, "noor", 6, HOME)

    assert [one.reason for one in office.storage.rows.audit] == [""] * 5 + ["te_vaak"]


async def test_a_new_password_counts_at_once_and_ends_the_sessions_elsewhere(
    office: Office,
) -> None:
    here = (await office.accounts.sign_in("noor", PASSWORD)).token
    elsewhere = (await office.accounts.sign_in("noor", PASSWORD)).token

    await office.accounts.change_password(office.noor, here, PASSWORD, "vier losse woorden")

    assert await office.accounts.who(here) == office.noor
    assert await office.accounts.who(elsewhere) is None
    with pytest.raises(SignInRefused):
        await office.accounts.sign_in("noor", PASSWORD)
    assert (await office.accounts.sign_in("noor", "vier losse woorden")).staff == office.noor
    assert Act.ACCOUNT_GEWIJZIGD in office.acts()


async def test_with_a_wrong_old_password_nothing_changes_and_it_cannot_be_guessed(
    office: Office,
) -> None:
    token = (await office.accounts.sign_in("noor", PASSWORD)).token

    for _ in range(5):
        with pytest.raises(SignInRefused):
            await office.accounts.change_password(office.noor, token, "fout", "vier losse woorden")

    with pytest.raises(TooManyTries):
        await office.accounts.change_password(office.noor, token, PASSWORD, "vier losse woorden")
    assert (await office.accounts.sign_in("noor", PASSWORD)).staff == office.noor


@pytest.mark.parametrize("unfit", ["kort", "x" * 257, "welkom bij NOOR thuis"])
async def test_a_password_that_does_not_fit_is_refused(office: Office, unfit: str) -> None:
    token = (await office.accounts.sign_in("noor", PASSWORD)).token

    with pytest.raises(PasswordUnfit):
        await office.accounts.change_password(office.noor, token, PASSWORD, unfit)


def test_a_login_of_two_letters_may_stand_in_a_password(office: Office) -> None:
    assert office.accounts.add("jo", "Jo", "mijn jonge hond blaft").login == "jo"


# ── the second factor ────────────────────────────────────────────────────────────────────────


async def test_with_a_second_factor_the_password_alone_is_refused(office: Office) -> None:
    await office.with_app()

    with pytest.raises(SignInRefused):
        await office.accounts.sign_in("noor", PASSWORD)
    with pytest.raises(SignInRefused):
        await office.accounts.sign_in("noor", PASSWORD, "000000")
    assert (await office.accounts.sign_in("noor", PASSWORD, office.code())).staff.id == 1


async def test_a_code_that_was_used_is_refused(office: Office) -> None:
    await office.with_app()
    code = office.code()
    await office.accounts.sign_in("noor", PASSWORD, code)

    with pytest.raises(SignInRefused):
        await office.accounts.sign_in("noor", PASSWORD, code)


async def test_the_code_of_confirming_is_used_too(office: Office) -> None:
    await office.second_factor.set_up(office.noor)
    code = office.code()
    await office.second_factor.confirm(office.noor, code)

    with pytest.raises(SignInRefused):
        await office.accounts.sign_in("noor", PASSWORD, code)


async def test_a_code_with_the_wrong_password_is_not_used_up(office: Office) -> None:
    await office.with_app()

    with pytest.raises(SignInRefused):
        await office.accounts.sign_in("noor", "fout", office.code())

    assert (await office.accounts.sign_in("noor", PASSWORD, office.code())).staff.id == 1


async def test_a_recovery_code_works_once_also_in_capitals_and_with_spaces(office: Office) -> None:
    codes = await office.with_app()
    typed = codes[3].replace("-", " ").upper()

    assert (await office.accounts.sign_in("noor", PASSWORD, typed)).staff.id == office.noor.id
    with pytest.raises(SignInRefused):
        await office.accounts.sign_in("noor", PASSWORD, codes[3])
    assert len(set(codes)) == 10


async def test_a_second_factor_is_set_up_once_and_only_with_a_right_code(office: Office) -> None:
    first = await office.second_factor.set_up(office.noor)

    assert await office.second_factor.set_up(office.noor) == first
    with pytest.raises(CodeWrong):
        await office.second_factor.confirm(office.noor, "000000")
    await office.second_factor.confirm(office.noor, office.code())
    with pytest.raises(AlreadySet):
        await office.second_factor.set_up(office.noor)
    with pytest.raises(AlreadySet):
        await office.second_factor.confirm(office.noor, office.code())


# ── an administrator ─────────────────────────────────────────────────────────────────────────


async def test_a_new_colleague_signs_in_with_the_password_that_was_shown(office: Office) -> None:
    password = await office.staffing.add(office.admin, "kim", "Kim", Role.COORDINATOR)

    kim = (await office.accounts.sign_in("kim", password)).staff

    assert (kim.role, kim.organisation) == (Role.COORDINATOR, office.admin.organisation)
    with pytest.raises(LoginTaken):
        await office.staffing.add(office.admin, "kim", "Nog een", Role.MEDEWERKER)


async def test_a_closed_account_is_signed_out_at_once_and_cannot_sign_in(office: Office) -> None:
    token = (await office.accounts.sign_in("noor", PASSWORD)).token

    await office.staffing.set_active(office.admin, office.noor.id, False)

    assert await office.accounts.who(token) is None
    with pytest.raises(SignInRefused):
        await office.accounts.sign_in("noor", PASSWORD)
    await office.staffing.set_active(office.admin, office.noor.id, True)
    assert (await office.accounts.sign_in("noor", PASSWORD)).staff.id == office.noor.id


async def test_another_role_counts_at_once(office: Office) -> None:
    token = (await office.accounts.sign_in("noor", PASSWORD)).token

    await office.staffing.give_role(office.admin, office.noor.id, Role.AUDITOR)

    assert await office.accounts.who(token) is None
    noor = (await office.accounts.sign_in("noor", PASSWORD)).staff
    assert noor.may(Right.LOGBOEK)
    assert not noor.may(Right.DOSSIER)


async def test_who_lost_everything_gets_a_new_password_and_no_app(office: Office) -> None:
    await office.with_app()

    password = await office.staffing.new_password(office.admin, office.noor.id)
    with pytest.raises(SignInRefused):
        await office.accounts.sign_in("noor", password)
    password = await office.staffing.take_second_factor(office.admin, office.noor.id)

    assert (await office.accounts.sign_in("noor", password)).staff.id == office.noor.id


async def test_sessions_are_ended_from_outside(office: Office) -> None:
    tokens = [(await office.accounts.sign_in("noor", PASSWORD)).token for _ in range(3)]

    await office.staffing.end_sessions(office.admin, office.noor.id)

    assert [await office.accounts.who(token) for token in tokens] == [None] * 3


async def test_an_administrator_reaches_only_the_own_organisation_and_not_the_own_role(
    office: Office,
) -> None:
    elsewhere = office.accounts.add("elders", "Elders", PASSWORD, organisation=2)

    with pytest.raises(NoSuchColleague):
        await office.staffing.set_active(office.admin, elsewhere.id, False)
    with pytest.raises(NoSuchColleague):
        await office.staffing.new_password(office.admin, elsewhere.id)
    with pytest.raises(OwnAccount):
        await office.staffing.give_role(office.admin, office.admin.id, Role.COORDINATOR)
    assert elsewhere not in await office.staffing.colleagues(office.admin)


@pytest.mark.parametrize("role", [Role.MEDEWERKER, Role.COORDINATOR, Role.AUDITOR])
async def test_other_roles_change_no_accounts(office: Office, role: Role) -> None:
    staff = replace(office.noor, role=role)
    refused = [
        office.staffing.colleagues(staff),
        office.staffing.add(staff, "x", "X", Role.BEHEERDER),
        office.staffing.give_role(staff, office.sam.id, Role.BEHEERDER),
        office.staffing.set_active(staff, office.sam.id, False),
        office.staffing.new_password(staff, office.sam.id),
        office.staffing.take_second_factor(staff, office.sam.id),
        office.staffing.end_sessions(staff, office.sam.id),
    ]

    for use in refused:
        with pytest.raises(NotAllowed):
            await use
    assert office.acts() == []


async def test_every_change_of_an_account_is_logged(office: Office) -> None:
    await office.staffing.add(office.admin, "kim", "Kim", Role.MEDEWERKER)
    await office.staffing.give_role(office.admin, office.sam.id, Role.COORDINATOR)
    await office.staffing.end_sessions(office.admin, office.sam.id)

    assert office.acts() == [
        Act.ACCOUNT_TOEGEVOEGD,
        Act.ACCOUNT_GEWIJZIGD,
        Act.SESSIES_BEEINDIGD,
    ]
    assert {one.by for one in office.storage.rows.audit} == {office.admin.id}


def test_a_short_password_and_a_double_login_are_refused(office: Office) -> None:
    with pytest.raises(PasswordUnfit):
        office.accounts.add("nieuw", "Nieuw", "kort")
    with pytest.raises(LoginTaken):
        office.accounts.add("noor", "Nog een Noor", PASSWORD)
