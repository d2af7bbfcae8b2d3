"""Colleagues sign in, are seen to be present, and sign out."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.casework.audit import Act, Entry, by_command, entry
from bot.casework.staff import FIRST_ORGANISATION, Role, Staff
from bot.logs import event
from bot.services.account_rules import LONGEST_SESSION, AccountRules, one_time_password
from bot.services.attempts import Attempts, TooManyTries
from bot.services.outside import Office
from bot.services.ports import DESK, Passwords
from bot.services.proof import LONGEST_PASSWORD, LocalProof
from bot.services.second_factor import SecondFactor
from bot.services.sessions import begin_session, log_refusal, token_hash

IDLE = timedelta(minutes=30)  # in which the colleague did nothing
SHORTEST_PASSWORD = 12  # characters
SHORTEST_LOGIN = 4  # characters, to be looked for in a password: "jo" is in many


class SignInRefused(PermissionError):
    """Unknown login, wrong password or wrong code; which of them is not told."""


class PasswordUnfit(ValueError):
    """A password has SHORTEST_PASSWORD to LONGEST_PASSWORD characters, and no login in it that is
    long enough to be found there on purpose; a new one is not the old one."""


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
    def __init__(
        self,
        office: Office,
        passwords: Passwords,
        second_factor: SecondFactor,
        rules: AccountRules | None = None,
    ) -> None:
        self._office = office
        self._passwords = passwords
        self._rules = rules or AccountRules()
        self.proof = LocalProof(office, passwords, second_factor, rules)
        self._attempts = Attempts(office.now)

    def first_account(self, machine: str = "") -> tuple[Staff, str] | None:
        """On an empty database an account and its one-time password; else None. `machine` is the
        account of the machine that the service runs as."""
        with self._office.storage() as work:
            if work.staff.count():
                return None
        return self.open("balie", "Medewerker Balie", machine=machine, reason="eerste_account")

    def open(
        self,
        login: str,
        name: str,
        role: Role = Role.MEDEWERKER,
        organisation: int = FIRST_ORGANISATION,
        *,
        machine: str,
        reason: str = "opdrachtregel",
    ) -> tuple[Staff, str]:
        """An account and its one-time password, made by who gives commands on the machine. Raises
        LoginTaken."""
        now, password = self._office.now(), one_time_password()

        def line(staff: Staff) -> Entry:
            made = by_command(
                now, Act.ACCOUNT_TOEGEVOEGD, machine, str(staff.id), staff.organisation
            )
            return replace(made, reason=reason)

        until = self._rules.works_until(now)
        return self.add(login, name, password, role, organisation, until, line), password

    def add(
        self,
        login: str,
        name: str,
        password: str,
        role: Role = Role.MEDEWERKER,
        organisation: int = FIRST_ORGANISATION,
        until: datetime | None = None,
        line: Callable[[Staff], Entry] | None = None,
    ) -> Staff:
        """`until`: the end of a password that somebody else made; None: it is the colleague's own.
        `line` makes what the log says of it. Raises PasswordUnfit, LoginTaken."""
        check_password(login, password)
        hashed = self._passwords.hash(password)
        with self._office.storage() as work:
            if work.staff.by_login(login):
                raise LoginTaken(login)
            staff = work.staff.add(login, name, hashed, role, organisation, until)
            if line:
                work.audit.add(line(staff))
            return staff

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
        staff = await self.proof.of(login, password, code)
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
        if new == old:
            raise PasswordUnfit("a new password is not the old one")
        where = f"sessie:{staff.id}"
        try:
            self._attempts.check(staff.login, where, known=True)
        except TooManyTries:
            await self._office.stored(self._log_wrong_password, staff, "te_vaak")
            raise
        right = await self.proof.knows(staff, old)
        if not right:
            self._attempts.wrong(staff.login, where)
            await self._office.stored(self._log_wrong_password, staff, "")
            raise SignInRefused
        await self._office.stored(self._change_password, staff, token, new)
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

    def _log_refusal(self, login: str, why: str) -> None:
        with self._office.storage() as work:
            log_refusal(work, work.staff.by_login(login), self._office.now(), why)

    def _log_wrong_password(self, staff: Staff, reason: str) -> None:
        with self._office.storage() as work:
            tried = entry(
                self._office.now(),
                Act.WACHTWOORD_GEWEIGERD,
                staff,
                object_id=str(staff.id),
                reason=reason,
                allowed=False,
            )
            work.audit.add(tried)

    def _change_password(self, staff: Staff, token: str, new: str) -> None:
        now = self._office.now()
        hashed = self._passwords.hash(new)
        with self._office.storage() as work:
            session = work.sessions.get(token_hash(token))
            work.staff.set_password(staff.id, hashed)
            work.sessions.end_of(staff.id)
            if session:
                work.sessions.add(
                    token_hash(token),
                    staff.id,
                    session.began,
                    session.strong,
                    session.at_provider,
                )
                work.sessions.seen(token_hash(token), now, active=True)
            changed = entry(
                now, Act.ACCOUNT_GEWIJZIGD, staff, object_id=str(staff.id), reason="wachtwoord"
            )
            work.audit.add(changed)

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
            local = found.at_provider is None
            longest = LONGEST_SESSION if local else self._rules.by_provider
            over = now - found.began > longest or now - found.active > IDLE
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
