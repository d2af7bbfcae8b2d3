"""The second factor of a colleague: codes of an app, and recovery codes for who lost it."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime

from bot.casework.audit import Act, entry
from bot.casework.staff import Staff
from bot.logs import event
from bot.services.outside import Office
from bot.services.ports import OneTimeCodes
from bot.services.storage import UnitOfWork

RECOVERY_CODES = 10
RECOVERY_BYTES = 10  # eighty bits by chance: a fast hash is enough


class CodeWrong(ValueError):
    """The code is none of the app's codes of now."""


class AlreadySet(RuntimeError):
    """There is a second factor already; an administrator can take it away."""


@dataclass(frozen=True)
class Setup:
    """To be put into an authenticator app: the secret as text, and as an address for a QR code."""

    secret: str
    address: str


class SecondFactor:
    def __init__(self, office: Office, codes: OneTimeCodes) -> None:
        self._office = office
        self._codes = codes

    async def set_up(self, staff: Staff) -> Setup:
        """The same secret until it is confirmed. Raises AlreadySet."""
        return await self._office.stored(self._set_up, staff)

    async def confirm(self, staff: Staff, code: str) -> list[str]:
        """The recovery codes, shown once. Raises CodeWrong, AlreadySet."""
        recovery = await self._office.stored(self._confirm, staff, code)
        event("tweede_factor.ingesteld")
        return recovery

    def holds(self, work: UnitOfWork, staff: Staff, code: str, at: datetime) -> bool:
        """Whether a code, of the app or for recovery, is right and was not used before."""
        secret = work.staff.credentials(staff.id).secret
        typed = re.sub(r"[\s-]", "", code)
        if not secret or not typed:
            return False
        step = self._codes.step_of(secret, typed, at)
        if step is not None:
            return work.staff.use_step(staff.id, step)
        return work.staff.use_recovery(staff.id, _hash(typed))

    def _set_up(self, staff: Staff) -> Setup:
        with self._office.storage() as work:
            known = work.staff.credentials(staff.id)
            if known.confirmed:
                raise AlreadySet
            secret = known.secret or self._codes.new_secret()
            if known.secret is None:
                work.staff.set_secret(staff.id, secret)
            return Setup(secret, self._codes.address(secret, staff.login))

    def _confirm(self, staff: Staff, code: str) -> list[str]:
        now = self._office.now()
        with self._office.storage() as work:
            known = work.staff.credentials(staff.id)
            if known.confirmed:
                raise AlreadySet
            step = self._codes.step_of(known.secret or "", re.sub(r"\s", "", code), now)
            if step is None or not work.staff.use_step(staff.id, step):
                raise CodeWrong
            recovery = [new_recovery_code() for _ in range(RECOVERY_CODES)]
            work.staff.confirm_secret(staff.id, [_hash(_bare(code)) for code in recovery])
            work.audit.add(entry(now, Act.TWEEDE_FACTOR, staff, object_id=str(staff.id)))
            return recovery


def new_recovery_code() -> str:
    """Like "7f3a9-b20c4-..." in four groups of five."""
    signs = secrets.token_hex(RECOVERY_BYTES)
    return "-".join(signs[i : i + 5] for i in range(0, len(signs), 5))


def _bare(code: str) -> str:
    return code.replace("-", "")


def _hash(code: str) -> bytes:
    return hashlib.sha256(f"herstelcode:{code.lower()}".encode()).digest()
