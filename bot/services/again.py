"""A conversation that a colleague leaves without closing it waits for the next one."""

from __future__ import annotations

from functools import reduce

from bot.casework.queue import Reason, Waiting, more_urgent
from bot.conversation.conversation import Conversation, Message, Speaker
from bot.conversation.workflow import release
from bot.danger.assess import Level
from bot.services.outside import Outside
from bot.services.storage import UnitOfWork

# What was heard while a colleague had the conversation never came into the queue.
OF_DANGER = {Level.ACUUT: Reason.DIRECT_GEVAAR, Level.SUICIDE: Reason.SUICIDE}


def tell(outside: Outside, work: UnitOfWork, now: Conversation, name: str) -> None:
    """A fixed text to the visitor."""
    message = Message(0, Speaker.SYSTEEM, outside.texts(name), outside.now())
    work.conversations.add_message(now.id, message)


def wait_again(
    outside: Outside, work: UnitOfWork, now: Conversation, reason: Reason
) -> Conversation:
    """Back in the queue, for the most urgent of this reason, of what it waited for before and of
    the danger that was heard. The visitor is promised a person only when another one is there."""
    others = any(one.id != now.owner for one in outside.present(work, now.organisation))
    tell(outside, work, now, "weer_in_rij" if others else "weer_in_rij_niemand")
    known = work.queue.reasons_before(now.id)
    if now.danger in OF_DANGER:
        known = [*known, OF_DANGER[now.danger]]
    work.queue.enter(Waiting(now.id, reduce(more_urgent, known, reason), outside.now()))
    work.looking.end(now.id)
    return release(now)
