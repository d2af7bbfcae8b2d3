"""Nobody in danger waits unseen: who is told, and when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.casework.queue import Reason, Waiting

IN_DANGER = frozenset({Reason.DIRECT_GEVAAR, Reason.SUICIDE})
TOO_LONG = timedelta(seconds=120)  # our own choice


def in_danger(waiting: Iterable[Waiting]) -> list[Waiting]:
    """The whole team is told of these at once."""
    return [one for one in waiting if one.reason in IN_DANGER]


def next_too_late(waiting: Iterable[Waiting], now: datetime, after: timedelta) -> timedelta | None:
    """After how long the coordinators are told of the next one."""
    left = [one.since + after - now for one in in_danger(waiting)]
    return min((time for time in left if time >= timedelta(0)), default=None)


def waits_too_long(one: Waiting, now: datetime, after: timedelta) -> bool:
    """Whether the coordinators are told too."""
    return one.reason in IN_DANGER and now - one.since > after
