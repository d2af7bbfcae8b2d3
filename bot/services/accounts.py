"""Colleagues sign in, are seen to be present, and sign out."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.casework.staff import Staff
from bot.logs import event
from bot.services.outside import Office
from bot.services.ports import DESK, Passwords

IDLE = timedelta(minutes=30)  # without the desk open
LONGEST = timedelta(hours=10)  # a working day
SHORTEST_PASSWORD = 12  # characters
TRIES = 5  # wrong passwords for one login name ...
TRIES_WITHIN = timedelta(minutes=15)  # ... within this time, and then it waits
AT_ONCE = 2  # password checks at the same time: each takes a core for a quarter of a second


class SignInRefused(PermissionError):
    """Unknown login or wrong password; which of the two is not told."""


class TooManyTries(PermissionError):
    """Too many wrong passwords for this login; wait a quarter of an hour."""


class PasswordTooShort(ValueError):
    """A password has at least SHORTEST_PASSWORD characters."""


class LoginTaken(ValueError):
    """There is a colleague with this login already."""


@dataclass(frozen=True)
class SignedIn:
    token: str
    staff: Staff


class Accounts:
    def __init__(self, office: Office, passwords: Passwords) -> None:
        self._office = office
        self._passwords = passwords
        self._checks = asyncio.Semaphore(AT_ONCE)
        self._wrong: dict[str, list[datetime]] = {}

    def first_account(self) -> tuple[Staff, str] | None:
        """On an empty database an account and its one-time password; else None."""
        with self._office.storage() as work:
            if work.staff.count():
                return None
        password = secrets.token_urlsafe(12)
        return self.add("balie", "Medewerker Balie", password), password

    def add(self, login: str, name: str, password: str) -> Staff:
        """Raises PasswordTooShort, LoginTaken."""
        if len(password) < SHORTEST_PASSWORD:
            raise PasswordTooShort(f"at least {SHORTEST_PASSWORD} characters")
        hashed = self._passwords.hash(password)
        with self._office.storage() as work:
            if work.staff.by_login(login):
                raise LoginTaken(login)
            return work.staff.add(login, name, hashed)

    async def sign_in(self, login: str, password: str) -> SignedIn:
        """Raises SignInRefused, TooManyTries."""
        self._check_tries(login)
        async with self._checks:
            staff = await self._office.stored(self._verified, login, password)
        if staff is None:
            self._wrong.setdefault(login, []).append(self._office.now())
            event("inloggen.geweigerd")
            raise SignInRefused
        self._wrong.pop(login, None)
        token = secrets.token_urlsafe(32)
        await self._office.stored(self._start_session, token, staff)
        await self._office.notifier.changed(DESK)
        event("inloggen.gelukt")
        return SignedIn(token, staff)

    async def who(self, token: str) -> Staff | None:
        """The colleague of a session that is still good."""
        return await self._office.stored(self._who, token)

    async def seen(self, token: str) -> None:
        """The desk of this session is open now: the colleague counts as present."""
        await self._office.stored(self._touch, token)

    async def sign_out(self, token: str) -> None:
        await self._office.stored(self._end_session, token)
        await self._office.notifier.changed(DESK)

    def _check_tries(self, login: str) -> None:
        since = self._office.now() - TRIES_WITHIN
        recent = [tried for tried in self._wrong.get(login, []) if tried > since]
        self._wrong[login] = recent
        if len(recent) >= TRIES:
            raise TooManyTries

    def _verified(self, login: str, password: str) -> Staff | None:
        with self._office.storage() as work:
            found = work.staff.by_login(login)
        # An unknown login costs the same time as a wrong password.
        expected = found[1] if found else self._passwords.decoy
        right = self._passwords.verify(expected, password)
        return found[0] if found and right else None

    def _start_session(self, token: str, staff: Staff) -> None:
        with self._office.storage() as work:
            work.staff.add_session(_hash(token), staff.id, self._office.now())

    def _who(self, token: str) -> Staff | None:
        now = self._office.now()
        with self._office.storage() as work:
            found = work.staff.session(_hash(token))
            if found is None:
                return None
            staff, began, seen = found
            if now - began > LONGEST or now - seen > IDLE:
                work.staff.end_session(_hash(token))
                return None
            return staff

    def _touch(self, token: str) -> None:
        with self._office.storage() as work:
            work.staff.touch_session(_hash(token), self._office.now())

    def _end_session(self, token: str) -> None:
        with self._office.storage() as work:
            work.staff.end_session(_hash(token))


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
