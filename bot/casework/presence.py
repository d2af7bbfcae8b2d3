"""Whether a visitor is still there, as the desk may say it. What is known is when the page of the
chat was last open; who reads along without JavaScript, or by a program, is not seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from bot.conversation.conversation import Conversation, Status

# A page that is open says so every twenty seconds (bot/web/stream.py).
SEEN_FOR = timedelta(seconds=45)
# A page that is loaded again, or a phone that changes networks, is back by then.
GRACE = timedelta(seconds=5)
# A conversation of a colleague in which nobody said anything for so long was forgotten, and ends.
FORGOTTEN_AFTER = timedelta(hours=12)  # longer than a working day


@dataclass(frozen=True)
class Connection:
    """The page of one visitor: `gone_at` while it is closed, `back_at` once it came back."""

    seen_at: datetime
    gone_at: datetime | None = None
    back_at: datetime | None = None


class Whereabouts(Enum):
    ONBEKEND = "onbekend"
    VERBONDEN = "verbonden"
    WEG = "weg"  # not connected; may come back
    TERUG = "terug"
    VERTROKKEN = "vertrokken"  # left, or was silent too long while only the program was there
    VERGETEN = "vergeten"  # ended because nobody said anything for FORGOTTEN_AFTER
    BEWAARD = "bewaard"  # put away under a return code


@dataclass(frozen=True)
class Presence:
    """Since when, as far as that is known. `unsure`: the page was closed just now, which may be
    no more than that it is loaded again."""

    where: Whereabouts
    since: datetime | None = None
    unsure: bool = False


def closed_since(connection: Connection, now: datetime) -> datetime | None:
    """Since when the page is closed; None while it is open, or may be."""
    if connection.gone_at is not None:
        return connection.gone_at if now - connection.gone_at > GRACE else None
    return connection.seen_at if now - connection.seen_at > SEEN_FOR else None


def seen(connection: Connection | None, now: datetime) -> Connection:
    """After the page was seen open."""
    if connection is None:
        return Connection(now)
    was_gone = closed_since(connection, now) is not None
    return Connection(now, None, now if was_gone else connection.back_at)


def presence_of(
    conversation: Conversation, connection: Connection | None, by_colleague: bool, now: datetime
) -> Presence | None:
    """`by_colleague`: a colleague closed it, so that there is nothing to say (None)."""
    if conversation.status is Status.BEWAARD:
        return Presence(Whereabouts.BEWAARD, conversation.last_at)
    if conversation.status is Status.GESLOTEN:
        return None if by_colleague else _ended(conversation)
    if connection is None:
        with_bot = conversation.status is Status.BOT
        return None if with_bot else Presence(Whereabouts.ONBEKEND)
    if closed := closed_since(connection, now):
        return Presence(Whereabouts.WEG, closed)
    where = Whereabouts.TERUG if connection.back_at else Whereabouts.VERBONDEN
    return Presence(where, connection.back_at, unsure=connection.gone_at is not None)


def _ended(conversation: Conversation) -> Presence:
    at = conversation.ended_at or conversation.last_at
    forgotten = conversation.owner is not None and at - conversation.last_at > FORGOTTEN_AFTER
    return Presence(Whereabouts.VERGETEN if forgotten else Whereabouts.VERTROKKEN, at)
