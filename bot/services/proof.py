"""Whether somebody is the colleague of an account: by its password, and a code of the app."""

from __future__ import annotations

import asyncio
from datetime import datetime

from bot.casework.staff import Staff
from bot.services.account_rules import AccountRules
from bot.services.office_storage import Credentials
from bot.services.outside import Office
from bot.services.ports import Passwords
from bot.services.second_factor import SecondFactor
from bot.services.sessions import log_refusal

LONGEST_PASSWORD = 256  # characters; more only costs time
AT_ONCE = 2  # password checks at the same time: each takes a core for a quarter of a second


class LocalProof:
    def __init__(
        self,
        office: Office,
        passwords: Passwords,
        second_factor: SecondFactor,
        rules: AccountRules | None = None,
    ) -> None:
        self._office = office
        self._passwords = passwords
        self._second_factor = second_factor
        self._rules = rules or AccountRules()
        self._checks = asyncio.Semaphore(AT_ONCE)

    async def of(self, login: str, password: str, code: str, reason: str = "") -> Staff | None:
        """The colleague whose password and code these are, or None, with a line in the log."""
        async with self._checks:
            return await self._office.stored(self._verified, login, password, code, reason)

    async def knows(self, staff: Staff, password: str) -> bool:
        """Whether it is the password of a colleague who has signed in."""

        def verified() -> bool:
            with self._office.storage() as work:
                known = work.staff.credentials(staff.id)
            return self._passwords.verify(known.password_hash, password[:LONGEST_PASSWORD])

        async with self._checks:
            return await self._office.stored(verified)

    def _verified(self, login: str, password: str, code: str, reason: str) -> Staff | None:
        now = self._office.now()
        with self._office.storage() as work:
            staff = work.staff.by_login(login)
            known = work.staff.credentials(staff.id) if staff else None
        # An unknown login, or one without a password, costs the same time as a wrong password.
        expected = (known.password_hash if known else "") or self._passwords.decoy
        right = self._passwords.verify(expected, password[:LONGEST_PASSWORD])
        with self._office.storage() as work:
            right = right and staff is not None and staff.is_active
            if right and staff and known:
                fault = self._fault(staff, known, now)
                right, reason = fault is None, fault or reason
            if right and staff and staff.has_second_factor:
                right = self._second_factor.holds(work, staff, code, now)
            if right and staff:
                return staff
            log_refusal(work, staff, now, reason)
            return None

    def _fault(self, staff: Staff, known: Credentials, now: datetime) -> str | None:
        """Why a right password opens nothing, as it stands in the log."""
        if known.until and now > known.until:
            return "verlopen"
        # Who knows the password of a colleague without an app cannot set up one of their own.
        if self._rules.app_needed and not (staff.has_second_factor or known.until):
            return "geen_app"
        return None
