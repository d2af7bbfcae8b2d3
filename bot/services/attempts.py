"""How often a wrong password may be given, without a stranger keeping a colleague out.

Wrong passwords count for each login *and where they come from*: a browser in which the colleague
signed in before, or else an address. Whoever guesses from elsewhere makes only elsewhere wait.
(OWASP, Slow Down Online Guessing Attacks with Device Cookies.)
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

TRIES = 5  # for one login from one place ...
TRIES_ELSEWHERE = 50  # ... and from all unknown places together ...
TRIES_WITHIN = timedelta(minutes=15)  # ... within this time, and then they wait


class TooManyTries(PermissionError):
    """Too many wrong passwords for this login from here; wait a quarter of an hour."""


class Attempts:
    """Kept in memory only; each process counts for itself."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._wrong: dict[tuple[str, str], list[datetime]] = {}

    def check(self, login: str, place: str, known: bool) -> None:
        """Raises TooManyTries. `known`: the colleague signed in there before."""
        self._forget()
        if len(self._wrong.get((login, place), [])) >= TRIES:
            raise TooManyTries
        elsewhere = sum(len(times) for (tried, _), times in self._wrong.items() if tried == login)
        if not known and elsewhere >= TRIES_ELSEWHERE:
            raise TooManyTries

    def wrong(self, login: str, place: str) -> None:
        self._wrong.setdefault((login, place), []).append(self._now())

    def right(self, login: str, place: str) -> None:
        self._wrong.pop((login, place), None)

    def _forget(self) -> None:
        since = self._now() - TRIES_WITHIN
        for key in list(self._wrong):
            recent = [tried for tried in self._wrong[key] if tried > since]
            if recent:
                self._wrong[key] = recent
            else:
                del self._wrong[key]
