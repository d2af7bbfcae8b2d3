"""The one table of allowed steps between the states of a conversation."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.conversation.conversation import Conversation, Status

ALLOWED_STEPS: dict[Status, frozenset[Status]] = {
    Status.BOT: frozenset({Status.WACHT, Status.MENS, Status.BEWAARD, Status.GESLOTEN}),
    Status.WACHT: frozenset({Status.BOT, Status.MENS, Status.BEWAARD, Status.GESLOTEN}),
    Status.MENS: frozenset({Status.BOT, Status.WACHT, Status.GESLOTEN}),
    Status.BEWAARD: frozenset({Status.BOT, Status.GESLOTEN}),
    Status.GESLOTEN: frozenset(),
}


class StepNotAllowed(ValueError):
    """This conversation cannot go to that state; it says from where to where."""


class AlreadyClaimed(RuntimeError):
    """Another colleague has this conversation."""


def step_to(conversation: Conversation, status: Status) -> Conversation:
    """The conversation in another state. Raises StepNotAllowed."""
    if status is conversation.status:
        return conversation
    if status not in ALLOWED_STEPS[conversation.status]:
        raise StepNotAllowed(f"{conversation.status.value} -> {status.value}")
    return replace(conversation, status=status)


def claim(conversation: Conversation, staff: int) -> Conversation:
    """Taken over by a colleague. The higher `turn` makes a reply of the bot that is still being
    computed worthless. Raises AlreadyClaimed, StepNotAllowed."""
    if conversation.status is Status.MENS and conversation.owner != staff:
        raise AlreadyClaimed
    taken = step_to(conversation, Status.MENS)
    return replace(taken, owner=staff, turn=conversation.turn + 1)


def hand_back(conversation: Conversation) -> Conversation:
    """Back to the bot, at the question that was open."""
    back = step_to(conversation, Status.BOT)
    return replace(back, owner=None, turn=conversation.turn + 1)


def pass_on(conversation: Conversation, staff: int) -> Conversation:
    """From the colleague who has it to another one. Whatever was begun before has another `turn`,
    and is worthless. Raises StepNotAllowed."""
    if conversation.status is not Status.MENS:
        raise StepNotAllowed(f"{conversation.status.value} -> {Status.MENS.value}")
    return replace(conversation, owner=staff, turn=conversation.turn + 1)


def release(conversation: Conversation) -> Conversation:
    """With nobody, and in the queue: the bot goes on meanwhile. Raises StepNotAllowed."""
    waits = step_to(conversation, Status.WACHT)
    return replace(waits, owner=None, turn=conversation.turn + 1)


def put_away(conversation: Conversation, at: datetime) -> Conversation:
    """Kept until the visitor returns, at the question that is open. Raises StepNotAllowed."""
    away = step_to(conversation, Status.BEWAARD)
    return replace(away, last_at=at, turn=conversation.turn + 1)


def take_up(conversation: Conversation, at: datetime) -> Conversation:
    """With the bot again, at the question that was open. Raises StepNotAllowed."""
    back = step_to(conversation, Status.BOT)
    return replace(back, last_at=at, turn=conversation.turn + 1)


def close(conversation: Conversation, at: datetime) -> Conversation:
    closed = step_to(conversation, Status.GESLOTEN)
    return replace(closed, ended_at=at, question=None, turn=conversation.turn + 1)
