"""How often one visitor or colleague may do things."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from bot.services.outside import Outside
from bot.services.urgency import is_urgent
from bot.web.security import RateLimit, TooMany

CODES_PER_ADDRESS = 20  # in ten minutes: a page with JavaScript asks twice for a code it gets wrong
CODES_IN_ALL = 600


@dataclass(frozen=True)
class Limits:
    """Wide enough for a school behind one address, narrow enough for a script."""

    opening: RateLimit = field(default_factory=lambda: RateLimit(60, 60))  # per address
    messages: RateLimit = field(default_factory=lambda: RateLimit(40, 60))  # per conversation
    signing_in: RateLimit = field(default_factory=lambda: RateLimit(20, 60))  # per address
    codes: RateLimit = field(default_factory=lambda: RateLimit(CODES_PER_ADDRESS, 600))
    all_codes: RateLimit = field(default_factory=lambda: RateLimit(CODES_IN_ALL, 600))

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
