"""One-time codes by time (RFC 6238), as every authenticator app makes them."""

from __future__ import annotations

import hmac
from datetime import datetime

import pyotp

APP = "Advieslijn"
NEARBY = (0, -1, 1)  # steps of thirty seconds: clocks differ, and typing takes time


class TimeCodes:
    """Codes of six digits, for thirty seconds each."""

    def new_secret(self) -> str:
        return str(pyotp.random_base32())

    def address(self, secret: str, login: str) -> str:
        """`otpauth://...`, for a QR code."""
        return str(pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=APP))

    def step_of(self, secret: str, code: str, at: datetime) -> int | None:
        """The step of time that a code belongs to; None when it is none of now."""
        totp = pyotp.TOTP(secret)
        for offset in NEARBY:
            if hmac.compare_digest(totp.at(at, counter_offset=offset).encode(), code.encode()):
                return int(totp.timecode(at)) + offset
        return None
