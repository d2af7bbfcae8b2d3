"""Colleagues sign in, are seen to be present, and sign out."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.casework.audit import Act, entry
from bot.casework.staff import FIRST_ORGANISATION, Role, Staff
from bot.logs import event
from bot.services.attempts import Attempts, TooManyTries
from bot.services.outside import Office
from bot.services.ports import DESK, Passwords
from bot.services.second_factor import SecondFactor
from bot.services.sessions import begin_session, log_refusal, token_hash

IDLE = timedelta(minutes=30)  # in which the colleague did nothing
LONGEST = timedelta(hours=10)  # a working day
SHORTEST_PASSWORD = 12  # characters
LONGEST_PASSWORD = 256  # characters; more only costs time
SHORTEST_LOGIN = 4  # characters, to be looked for in a password: "jo" is in many
AT_ONCE = 2  # password checks at the same time: each takes a core for a quarter of a second


class SignInRefused(PermissionError):
    """Unknown login, wrong password or wrong code; which of them is not told."""


class PasswordUnfit(ValueError):
    """A password has SHORTEST_PASSWORD to LONGEST_PASSWORD characters, and no login in it that is
    long enough to be found there on purpose."""


class LoginTaken(ValueError):
    """There is a colleague with this login already."""


@dataclass(frozen=True)
class Place:
    """Where somebody signs in: the address, what the browser kept of an earlier time, and the
    session that it had."""

    address: str = ""
    device: str = ""
    session: str = ""


@dataclass(frozen=True)
class SignedIn:
    """`device` is for the browser to keep: it shows that this colleague signed in there before."""

    token: str
    staff: Staff
    device: str


class Accounts:
    def __init__(self, office: Office, passwords: Passwords, second_factor: SecondFactor) -> None:
        self._office = office
        self._passwords = passwords
        self._second_factor = second_factor
        self._checks = asyncio.Semaphore(AT_ONCE)
        self._attempts = Attempts(office.now)

    def first_account(self) -> tuple[Staff, str] | None:
        """On an empty database an account and its one-time password; else None."""
        with self._office.storage() as work:
            if work.staff.count():
                return None
        password = secrets.token_urlsafe(12)
        return self.add("balie", "Medewerker Balie", password), password

    def add(
        self,
        login: str,
        name: str,
        password: str,
        role: Role = Role.MEDEWERKER,
        organisation: int = FIRST_ORGANISATION,
    ) -> Staff:
        """Raises PasswordUnfit, LoginTaken."""
        check_password(login, password)
        hashed = self._passwords.hash(password)
        with self._office.storage() as work:
            if work.staff.by_login(login):
                raise LoginTaken(login)
            return work.staff.add(login, name, hashed, role, organisation)

    async def sign_in(
        self, login: str, password: str, code: str = "", place: Place | None = None
    ) -> SignedIn:
        """A new session; the one that the browser had is over. Raises SignInRefused,
        TooManyTries."""
        place = place or Place()
        known = await self._office.stored(self._knows, login, place.device)
        where = f"apparaat:{place.device}" if known else f"adres:{place.address}"
        try:
            self._attempts.check(login, where, known)
        except TooManyTries:
            await self._office.stored(self._log_refusal, login, "te_vaak")
            raise
        async with self._checks:
            staff = await self._office.stored(self._verified, login, password, code)
        if staff is None:
            self._attempts.wrong(login, where)
            event("inloggen.geweigerd")
            raise SignInRefused
        self._attempts.right(login, where)
        signed_in = SignedIn(
            token=secrets.token_urlsafe(32),
            staff=staff,
            device=place.device if known else secrets.token_urlsafe(32),
        )
        await self._office.stored(self._start_session, signed_in, place, known)
        await self._office.notifier.changed(DESK)
        event("inloggen.gelukt")
        return signed_in

    async def change_password(self, staff: Staff, token: str, old: str, new: str) -> None:
        """The sessions elsewhere end; this one goes on. Raises SignInRefused when the old password
        is wrong, PasswordUnfit, TooManyTries."""
        check_password(staff.login, new)
        where = f"sessie:{staff.id}"
        self._attempts.check(staff.login, where, known=True)
        async with self._checks:
            changed = await self._office.stored(self._change_password, staff, token, old, new)
        if not changed:
            self._attempts.wrong(staff.login, where)
            raise SignInRefused
        event("wachtwoord.gewijzigd")

    async def who(self, token: str) -> Staff | None:
        """The colleague of a session that is still good. A second factor that the provider asked
        counts as their own, in that session."""
        return await self._office.stored(self._who, token)

    async def seen(self, token: str, active: bool = False) -> None:
        """The desk of this session is open now: the colleague counts as present. `active`: did
        something, and so is not idle."""
        await self._office.stored(self._touch, token, active)

    async def sign_out(self, token: str) -> None:
        await self._office.stored(self._end_session, token)
        await self._office.notifier.changed(DESK)

    def _knows(self, login: str, device: str) -> bool:
        with self._office.storage() as work:
            staff = work.staff.by_login(login)
            return bool(staff and device and work.staff.device_of(token_hash(device)) == staff.id)

    def _verified(self, login: str, password: str, code: str) -> Staff | None:
        now = self._office.now()
        with self._office.storage() as work:
            staff = work.staff.by_login(login)
            known = work.staff.credentials(staff.id) if staff else None
        # An unknown login costs the same time as a wrong password.
        expected = known.password_hash if known else self._passwords.decoy
        right = self._passwords.verify(expected, password[:LONGEST_PASSWORD])
        with self._office.storage() as work:
            right = right and staff is not None and staff.is_active
            if right and staff and staff.has_second_factor:
                right = self._second_factor.holds(work, staff, code, now)
            if right and staff:
                return staff
            log_refusal(work, staff, now)
            return None

    def _log_refusal(self, login: str, why: str) -> None:
        with self._office.storage() as work:
            log_refusal(work, work.staff.by_login(login), self._office.now(), why)

    def _change_password(self, staff: Staff, token: str, old: str, new: str) -> bool:
        now = self._office.now()
        with self._office.storage() as work:
            known = work.staff.credentials(staff.id)
        if not self._passwords.verify(known.password_hash, old[:LONGEST_PASSWORD]):
            return False
        hashed = self._passwords.hash(new)
        with self._office.storage() as work:
            session = work.sessions.get(token_hash(token))
            work.staff.set_password(staff.id, hashed)
            work.sessions.end_of(staff.id)
            if session:
                work.sessions.add(token_hash(token), staff.id, session.began, session.strong)
                work.sessions.seen(token_hash(token), now, active=True)
            changed = entry(
                now, Act.ACCOUNT_GEWIJZIGD, staff, object_id=str(staff.id), reason="wachtwoord"
            )
            work.audit.add(changed)
        return True

    def _start_session(self, signed_in: SignedIn, place: Place, known: bool) -> None:
        now = self._office.now()
        with self._office.storage() as work:
            if not known:
                work.staff.add_device(token_hash(signed_in.device), signed_in.staff.id, now)
            former = token_hash(place.session) if place.session else None
            begin_session(work, signed_in.staff, signed_in.token, now, former=former)

    def _who(self, token: str) -> Staff | None:
        now = self._office.now()
        with self._office.storage() as work:
            found = work.sessions.get(token_hash(token))
            if found is None:
                return None
            over = now - found.began > LONGEST or now - found.active > IDLE
            if over or not found.staff.is_active:
                work.sessions.end(token_hash(token))
                return None
            has_factor = found.strong or found.staff.has_second_factor
            return replace(found.staff, has_second_factor=has_factor)

    def _touch(self, token: str, active: bool) -> None:
        with self._office.storage() as work:
            work.sessions.seen(token_hash(token), self._office.now(), active)

    def _end_session(self, token: str) -> None:
        now = self._office.now()
        with self._office.storage() as work:
            found = work.sessions.get(token_hash(token))
            if found:
                work.audit.add(entry(now, Act.UITGELOGD, found.staff))
            work.sessions.end(token_hash(token))


def check_password(login: str, password: str) -> None:
    """Raises PasswordUnfit."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise PasswordUnfit(f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters")
    if len(login) >= SHORTEST_LOGIN and login.lower() in password.lower():
        raise PasswordUnfit("a password does not have the login in it")
