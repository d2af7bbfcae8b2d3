"""How often one visitor or colleague may do things."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from bot.services.outside import Outside
from bot.services.urgency import is_urgent
from bot.web.security import RateLimit, TooMany

CODES_PER_ADDRESS = 20  # in ten minutes: a page with JavaScript asks twice for a code it gets wrong
CODES_IN_ALL = 600


LINES_WITHIN = 900  # seconds, in which the log has one line of an address that is stopped ...
LINES_IN_ALL = 20  # ... and no more of all of them: who is stopped cannot fill it


class Stopped(TooMany):
    """By the limit of an address. `limit` says which one, as it stands in the log; `address` is for
    counting only, and never stored or logged."""

    def __init__(self, limit: str, address: str) -> None:
        super().__init__(limit)
        self.limit = limit
        self.address = address


class AddressLimit(RateLimit):
    def __init__(self, limit: str, most: int, seconds: float) -> None:
        super().__init__(most, seconds)
        self._limit = limit

    def check(self, key: str) -> None:
        """Raises Stopped."""
        try:
            super().check(key)
        except TooMany:
            raise Stopped(self._limit, key) from None


def _of_address(limit: str, most: int, seconds: float) -> AddressLimit:
    return field(default_factory=lambda: AddressLimit(limit, most, seconds))


@dataclass(frozen=True)
class Limits:
    """Wide enough for a school behind one address, narrow enough for a script."""

    opening: RateLimit = _of_address("nieuw_gesprek", 60, 60)
    messages: RateLimit = field(default_factory=lambda: RateLimit(40, 60))  # per conversation
    signing_in: RateLimit = _of_address("inloggen", 20, 60)
    # The provider tells of everybody from one address, at the end of a day of many at once.
    signing_out: RateLimit = _of_address("uitloggen", 600, 60)
    codes: RateLimit = _of_address("bewaarcode", CODES_PER_ADDRESS, 600)
    all_codes: RateLimit = _of_address("bewaarcode", CODES_IN_ALL, 600)
    lines: RateLimit = field(default_factory=lambda: RateLimit(1, LINES_WITHIN))
    all_lines: RateLimit = field(default_factory=lambda: RateLimit(LINES_IN_ALL, LINES_WITHIN))

    def is_news(self, stopped: Stopped) -> bool:
        """Whether the log should have a line of it."""
        try:
            self.lines.check(f"{stopped.limit} {stopped.address}")
            self.all_lines.check("")
        except TooMany:
            return False
        return True

    def try_code(self, address: str) -> None:
        """Before a return code is looked up: who guesses from many addresses waits as well. Raises
        TooMany."""
        self.codes.check(address)
        self.all_codes.check("")

    async def take_message(self, outside: Outside, id: UUID, said: str, is_button: bool) -> None:
        """Raises TooMany, but not for a message in which the rules hear danger: that one is taken,
        however many came before it. Storage that is down is told as such (StorageDown)."""
        try:
            self.messages.check(str(id))
        except TooMany:
            if not await is_urgent(outside, id, said, is_button):
                raise
