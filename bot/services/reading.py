"""Who may read which file, and why; somebody of another organisation does not learn that it is
there."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from bot.casework.audit import ReadingReason
from bot.casework.staff import Staff
from bot.conversation.conversation import Conversation, Status
from bot.services.storage import NoSuchConversation, UnitOfWork

READABLE_FOR = timedelta(minutes=30)  # after a file was opened


class ReasonNeeded(PermissionError):
    """Nothing in this file asks for this colleague now; give a reason to read it."""


def own(staff: Staff, conversation: Conversation) -> Conversation:
    """Raises NoSuchConversation for one of another organisation."""
    if conversation.organisation != staff.organisation:
        raise NoSuchConversation(str(conversation.id))
    return conversation


def reason_to_read(
    work: UnitOfWork, staff: Staff, conversation: Conversation
) -> ReadingReason | None:
    """The work itself as a reason: it waits, it is one's own, its owner asked to look along, it is
    to be weighed or called."""
    if _has(staff, conversation):
        return ReadingReason.EIGEN_GESPREK
    if any(one.staff == staff.id for one in work.looking.of_conversation(conversation.id)):
        return ReadingReason.OVERLEG
    if work.queue.reason_of(conversation.id) is not None:
        return ReadingReason.WACHTRIJ
    callback = work.callbacks.of_conversation(conversation.id)
    if callback and callback.called_at is None:
        return ReadingReason.TERUGBELLEN
    melding = work.meldingen.of_conversation(conversation.id)
    if melding and not work.meldingen.wegingen(melding.id):
        return ReadingReason.TE_WEGEN
    return None


def earlier_reason(work: UnitOfWork, staff: Staff, id: UUID, now: datetime) -> ReadingReason | None:
    """The reason for which this colleague opened it, while that holds."""
    found = work.readings.allowed(staff.id, id)
    if found is None or now - found[1] > READABLE_FOR:
        return None
    return found[0]


def may_follow(work: UnitOfWork, staff: Staff, conversation: Conversation, now: datetime) -> bool:
    """Whether it was opened, and so logged, not too long ago. Who has the conversation goes on
    seeing what the visitor says, however long they talk."""
    if _has(staff, conversation) or had_just_now(staff, conversation, now):
        return work.readings.allowed(staff.id, conversation.id) is not None
    return earlier_reason(work, staff, conversation.id, now) is not None


def had_just_now(staff: Staff, conversation: Conversation, now: datetime) -> bool:
    """Whether it was this colleague's until it ended, not too long ago: who talked must be able to
    see that the visitor left, and write down what is needed."""
    ended = conversation.ended_at
    return conversation.owner == staff.id and ended is not None and now - ended <= READABLE_FOR


def _has(staff: Staff, conversation: Conversation) -> bool:
    return conversation.owner == staff.id and conversation.status is Status.MENS
