"""What the desk shows, and the weging that a colleague records."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from bot.casework.queue import Reason, Waiting, in_order
from bot.casework.staff import Staff
from bot.casework.weging import Besluit, Melding, Weging, checked_reason
from bot.conversation.conversation import Answer, Conversation, Message
from bot.logs import event
from bot.melding.fields import fields
from bot.melding.schema import Field, Stage
from bot.services.outside import PRESENT_FOR, Outside
from bot.services.ports import DESK


@dataclass(frozen=True)
class InQueue:
    waiting: Waiting
    conversation: Conversation


@dataclass(frozen=True)
class Overview:
    """The front page of the desk: who waits (most urgent first), who is being helped by whom,
    what is to be weighed (earliest term first), and which colleagues are there."""

    waiting: list[InQueue]
    helped: list[tuple[Conversation, Staff]]
    to_weigh: list[Melding]
    present: list[Staff]


@dataclass(frozen=True)
class Dossier:
    """All that the desk shows of one conversation; `answers` in the order of the questions."""

    conversation: Conversation
    reason: Reason | None
    owner: Staff | None
    messages: list[Message]
    answers: list[tuple[Field, Answer]]
    melding: Melding | None
    wegingen: list[Weging]


class NothingToWeigh(LookupError):
    """This conversation has no submitted melding; a weging is of a melding."""


class Desk:
    def __init__(self, outside: Outside) -> None:
        self._outside = outside

    async def overview(self) -> Overview:
        return await self._outside.stored(self._overview)

    async def dossier(self, id: UUID) -> Dossier:
        """Raises NoSuchConversation."""
        return await self._outside.stored(self._dossier, id)

    async def record_weging(self, staff: Staff, id: UUID, besluit: Besluit, reden: str) -> Weging:
        """Adds a decision; an earlier one stays. Raises NothingToWeigh, ReasonTooShort."""
        reason = checked_reason(reden)
        weging = await self._outside.stored(self._weigh, staff, id, besluit, reason)
        event("weging.vastgelegd", versie=weging.version)
        await self._outside.notifier.changed(DESK)
        return weging

    def _overview(self) -> Overview:
        with self._outside.storage() as work:
            waiting = in_order(work.queue.waiting())
            owned = work.queue.owned()
            return Overview(
                waiting=[InQueue(w, work.conversations.get(w.conversation)) for w in waiting],
                helped=[
                    (work.conversations.get(id), work.staff.get(owner))
                    for id, owner in owned.items()
                ],
                to_weigh=work.meldingen.to_weigh(),
                present=list(work.staff.seen_since(self._outside.now() - PRESENT_FOR)),
            )

    def _dossier(self, id: UUID) -> Dossier:
        with self._outside.storage() as work:
            conversation = work.conversations.get(id)
            answers = work.conversations.answers(id)
            melding = work.meldingen.of_conversation(id)
            return Dossier(
                conversation=conversation,
                reason=work.queue.reason_of(id),
                owner=work.staff.get(conversation.owner) if conversation.owner else None,
                messages=work.conversations.messages(id),
                answers=[
                    (field, answers[field.name])
                    for field in fields()
                    if field.name in answers and field.stage is not Stage.GESPREK
                ],
                melding=melding,
                wegingen=work.meldingen.wegingen(melding.id) if melding else [],
            )

    def _weigh(self, staff: Staff, id: UUID, besluit: Besluit, reden: str) -> Weging:
        with self._outside.storage() as work:
            melding = work.meldingen.of_conversation(id)
            if melding is None:
                raise NothingToWeigh
            weging = Weging(
                melding=melding.id,
                version=len(work.meldingen.wegingen(melding.id)) + 1,
                besluit=besluit,
                reden=reden,
                staff=staff.id,
                staff_name=staff.name,
                decided_at=self._outside.now(),
            )
            work.meldingen.add_weging(weging)
            return weging
