"""Who may read which file, and why; somebody of another organisation does not learn that it is
there."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from bot.casework.audit import Act, ReadingReason, entry
from bot.casework.melding_status import UNDECIDED, status_of
from bot.casework.staff import Staff
from bot.casework.weging import Melding, waiting
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
    to be called, weighed or looked at as a second colleague."""
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
    return _to_decide(work, staff, melding) if melding else None


def _to_decide(work: UnitOfWork, staff: Staff, melding: Melding) -> ReadingReason | None:
    """Who proposed a decision has nothing more to do until another colleague looked at it."""
    proposal = waiting(work.wegingen.of_melding(melding.id))
    if proposal:
        return None if proposal.staff == staff.id else ReadingReason.TE_BEVESTIGEN
    undecided = status_of(work.wegingen.steps(melding.id)) in UNDECIDED
    return ReadingReason.TE_WEGEN if undecided else None


def open_file(
    work: UnitOfWork,
    staff: Staff,
    conversation: Conversation,
    now: datetime,
    given: ReadingReason | None = None,
) -> None:
    """Somebody looks at a file, which is logged every time, for a reason that follows from it or
    that was `given`. Raises ReasonNeeded."""
    reason = reason_to_read(work, staff, conversation) or given
    why = reason or earlier_reason(work, staff, conversation.id, now)
    if why is None and had_just_now(staff, conversation, now):
        why = ReadingReason.EIGEN_GESPREK
    if why is None:
        raise ReasonNeeded
    if reason:
        work.readings.allow(staff.id, conversation.id, reason, now)
    read = Act.DOSSIER_GELEZEN
    work.audit.add(entry(now, read, staff, conversation.id, reason=why.value))


def must_read(work: UnitOfWork, staff: Staff, conversation: Conversation, now: datetime) -> None:
    """What is done with a file opens it: only who may read it now does it, and unless it was opened
    already a line of reading is written. Raises ReasonNeeded."""
    if earlier_reason(work, staff, conversation.id, now) is not None:
        return
    follows = reason_to_read(work, staff, conversation)
    if follows is None:
        raise ReasonNeeded
    note_reading(work, staff, conversation.id, follows, now)


def note_reading(
    work: UnitOfWork, staff: Staff, id: UUID, reason: ReadingReason, now: datetime
) -> None:
    """Somebody may follow a file from now on for this reason; a line is written unless it was open
    to this colleague already."""
    if earlier_reason(work, staff, id, now) is None:
        work.audit.add(entry(now, Act.DOSSIER_GELEZEN, staff, id, reason=reason.value))
    work.readings.allow(staff.id, id, reason, now)


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
