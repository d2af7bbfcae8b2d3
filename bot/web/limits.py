"""How often one visitor or colleague may do things."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.web.security import RateLimit


@dataclass(frozen=True)
class Limits:
    """Wide enough for a school behind one address, narrow enough for a script."""

    opening: RateLimit = field(default_factory=lambda: RateLimit(60, 60))  # per address
    messages: RateLimit = field(default_factory=lambda: RateLimit(40, 60))  # per conversation
    signing_in: RateLimit = field(default_factory=lambda: RateLimit(20, 60))  # per address
