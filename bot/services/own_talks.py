"""The conversations that a colleague has: what waits for an answer in each, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.casework.presence import GRACE, Presence, Whereabouts, presence_of
from bot.casework.staff import Right, Staff
from bot.conversation.conversation import Conversation, Message, MessageKind, Speaker
from bot.danger.assess import Level
from bot.services.storage import UnitOfWork


@dataclass(frozen=True)
class OwnTalk:
    """`unanswered` counts what the visitor said since the last word of the other side; `danger` is
    the last message since then in which danger was heard."""

    conversation: Conversation
    unanswered: int
    danger: Message | None
    visitor: Presence | None

    @property
    def lost(self) -> bool:
        """Danger was heard, and the visitor is not connected any more."""
        gone = self.visitor is not None and self.visitor.where is Whereabouts.WEG
        return gone and self.conversation.danger is not Level.GEEN


def own_talks(work: UnitOfWork, ids: Iterable[UUID], now: datetime) -> list[OwnTalk]:
    """The oldest first, so that each keeps its place."""
    found = [work.conversations.get(id) for id in ids]
    found.sort(key=lambda one: (one.started_at, one.id.int))
    return [_own_talk(work, one, now) for one in found]


def again_in(staff: Staff, own: Iterable[OwnTalk], too_late: timedelta | None) -> timedelta | None:
    """After how long the desk of this colleague is another one, if nothing happens: it is sure that
    a page was closed, or (`too_late`) somebody in danger waits too long."""
    times = [GRACE for one in own if one.visitor and one.visitor.unsure]
    if too_late is not None and staff.may(Right.ALARM):
        times.append(too_late)
    return min(times, default=None)


def visitor_of(work: UnitOfWork, conversation: Conversation, now: datetime) -> Presence | None:
    """Whether the visitor is there; None when there is nothing to say about that."""
    by_colleague = work.conversations.outcome_of(conversation.id) is not None
    known = work.connections.get(conversation.id)
    return presence_of(conversation, known, by_colleague, now)


def _own_talk(work: UnitOfWork, conversation: Conversation, now: datetime) -> OwnTalk:
    since = _since_answer(work.conversations.messages(conversation.id))
    alarming = [one for one in since if one.signals or one.kind is MessageKind.GEVAAR]
    return OwnTalk(
        conversation=conversation,
        unanswered=sum(one.speaker is Speaker.BEZOEKER for one in since),
        danger=alarming[-1] if alarming else None,
        visitor=visitor_of(work, conversation, now),
    )


def _since_answer(messages: list[Message]) -> list[Message]:
    """Since a colleague spoke, or before the takeover the program; the 112 text is no answer."""
    answers = (Speaker.MEDEWERKER, Speaker.BOT)
    spoke = [at for at, one in enumerate(messages) if one.speaker in answers]
    return messages[spoke[-1] + 1 :] if spoke else messages
