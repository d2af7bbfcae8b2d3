"""A stored message of a visitor, on its way to an answer."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.conversation import Conversation, Message
from bot.services.ports import Talk
from bot.services.safety import Alarm


@dataclass(frozen=True)
class Heard:
    """A stored message of a visitor, and all that answering it needs."""

    conversation: Conversation
    talk: Talk
    message: Message
    text: str
    choice: tuple[str, str] | None  # (field, value)
    pressed: bool
    alarm: Alarm
    raised_by_model: bool = False
