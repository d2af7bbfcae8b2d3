"""What an installation may set about accounts."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

LONGEST_SESSION = timedelta(hours=10)  # a working day


@dataclass(frozen=True)
class AccountRules:
    """`app_needed`: a password alone opens nothing but the page to set up an app, and that only at
    the first time. `one_time`: how long a password works that somebody else made. `by_provider`:
    how long a session lasts, at most LONGEST_SESSION, that began at the organisation's own
    provider, which may close an account without telling us."""

    app_needed: bool = False
    one_time: timedelta = timedelta(hours=72)
    by_provider: timedelta = timedelta(hours=4)

    def works_until(self, now: datetime) -> datetime:
        """The end of a one-time password that is made now."""
        return now + self.one_time


def one_time_password() -> str:
    """120 bits, in twenty signs that are easy to copy."""
    return secrets.token_urlsafe(15)
