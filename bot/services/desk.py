"""What the desk shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from bot.casework.alarm import TOO_LONG, in_danger, next_too_late, waits_too_long
from bot.casework.audit import Act, ReadingReason, entry
from bot.casework.callback import Callback
from bot.casework.melding_status import MeldingStatus, status_of
from bot.casework.notes import Note
from bot.casework.outcome import Uitkomst
from bot.casework.presence import Presence
from bot.casework.queue import Reason, Waiting, in_order
from bot.casework.staff import Right, Staff
from bot.casework.summary import summary
from bot.casework.weging import Melding, Weging, waiting
from bot.conversation.conversation import Answer, Conversation, Message, Modus
from bot.conversation.history import Version
from bot.logs import event
from bot.melding.fields import fields, fields_of
from bot.melding.kinds import show
from bot.melding.schema import Field, Step
from bot.services.outside import Outside
from bot.services.own_talks import OwnTalk, again_in, own_talks, visitor_of
from bot.services.ports import DESK
from bot.services.reading import (
    ReasonNeeded,
    may_follow,
    note_reading,
    open_file,
    own,
)
from bot.services.stages import forget_contact, release
from bot.services.storage import UnitOfWork


@dataclass(frozen=True)
class InQueue:
    waiting: Waiting
    conversation: Conversation


@dataclass(frozen=True)
class Alarm:
    """Somebody in danger waits; `too_long`: for coordinators, nobody took it over in time."""

    waiting: Waiting
    too_long: bool = False


@dataclass(frozen=True)
class Overview:
    """The front page of the desk: who waits (most urgent first), who is being helped by whom,
    what is to be weighed (earliest term first), which proposals wait for a second colleague, who
    is to be called back, who is there, who waits in danger, in which conversations somebody asked
    this colleague to look along, and which ones this colleague has. `again_in`: after so long it
    is another one, if nothing happens."""

    waiting: list[InQueue]
    helped: list[tuple[Conversation, Staff]]
    to_weigh: list[Melding]
    to_confirm: list[tuple[Melding, Weging]]
    to_call: list[Callback]
    present: list[Staff]
    alarms: list[Alarm]
    asked: list[tuple[Conversation, Staff]]
    own: list[OwnTalk]
    again_in: timedelta | None = None


@dataclass(frozen=True)
class Dossier:
    """All that the desk shows of one conversation; `answers` in the order of the questions, and
    five lines of them to read at a glance. `values` are those of all fields, also of those that are
    no part of a record."""

    conversation: Conversation
    reason: Reason | None
    owner: Staff | None
    messages: list[Message]
    answers: list[tuple[Field, Answer]]
    values: Mapping[str, Any]
    melding: Melding | None
    wegingen: list[Weging]
    callback: Callback | None = None
    held_for: ReadingReason | None = None
    notes: Sequence[Note] = ()
    outcome: Uitkomst | None = None
    looking: Sequence[Staff] = ()
    history: Sequence[Version] = ()
    visitor: Presence | None = None
    status: MeldingStatus | None = None
    zaak: UUID | None = None

    @property
    def proposal(self) -> Weging | None:
        """What waits for a second colleague."""
        return waiting(self.wegingen)

    @property
    def to_call(self) -> list[tuple[Field, str]]:
        """How the visitor may be called, in words."""
        said = self.callback.contact if self.callback else {}
        return [(f, show(f, said[f.name])) for f in fields_of(Step.CONTACT) if f.name in said]

    @property
    def summary(self) -> tuple[str, ...]:
        said = {field.name: answer.value for field, answer in self.answers}
        now = self.conversation
        return summary(said, now.danger, self.reason, now.modus is Modus.MELDING)


class NobodyToCall(LookupError):
    """The visitor did not ask to be called back, or was called already."""


class StillNeeded(PermissionError):
    """A conversation that goes on, or a file with a melding, is not erased here: the retention
    terms of the law count, and a request is weighed by a person (Wmo 2015 art. 5.3.5)."""


class Desk:
    def __init__(self, outside: Outside, too_long: timedelta = TOO_LONG) -> None:
        """`too_long`: after so long in danger in the queue the coordinators are told."""
        self._outside = outside
        self._too_long = too_long

    async def overview(self, staff: Staff) -> Overview:
        """Of the own organisation. Raises NotAllowed."""
        staff.must(Right.WACHTRIJ)
        return await self._outside.stored(self._overview, staff)

    async def open(self, staff: Staff, id: UUID, reason: ReadingReason | None = None) -> Dossier:
        """A file, for a reason that follows from it or that the colleague gives; it is logged.
        Raises NotAllowed, NoSuchConversation, ReasonNeeded."""
        return await self._outside.stored(self._open, staff, id, reason)

    async def follow(self, staff: Staff, id: UUID) -> Dossier:
        """What became of a file that this colleague opened. Raises NotAllowed, NoSuchConversation,
        and ReasonNeeded half an hour after it was opened, unless it is the own conversation: then
        it is opened again, and logged."""
        return await self._outside.stored(self._follow, staff, id)

    async def called(self, staff: Staff, id: UUID) -> None:
        """The visitor was called back; name and number are erased, but not while a request about
        it is open. Raises NotAllowed, NoSuchConversation, NobodyToCall."""
        staff.must(Right.TERUGBELLEN)

        def in_storage() -> None:
            with self._outside.storage() as work:
                now = own(staff, work.conversations.get(id))
                callback, at = work.callbacks.of_conversation(id), self._outside.now()
                if callback is None or callback.called_at:
                    raise NobodyToCall
                if work.conversations.held_for(id):
                    work.callbacks.put(replace(callback, called_at=at))
                else:
                    work.callbacks.erase(id)
                    work.conversations.save(forget_contact(work, now))
                work.audit.add(entry(at, Act.TERUGGEBELD, staff, id))
                note_reading(work, staff, id, ReadingReason.TERUGBELLEN, at)

        await self._outside.stored(in_storage)
        event("terugbellen.gedaan")
        await self._outside.notifier.changed(DESK)

    async def erase(self, staff: Staff, id: UUID) -> None:
        """On request of who it is about: the words and their key are destroyed. Raises NotAllowed,
        NoSuchConversation, StillNeeded."""
        staff.must(Right.WISSEN)

        def in_storage() -> None:
            with self._outside.storage() as work:
                now = own(staff, work.conversations.get(id))
                has_melding = work.meldingen.of_conversation(id) is not None
                if now.is_open or has_melding or work.conversations.held_for(id):
                    raise StillNeeded
                work.conversations.erase_words(id, self._outside.now())
                work.callbacks.erase(id)
                work.audit.add(entry(self._outside.now(), Act.GEWIST, staff, id))

        await self._outside.stored(in_storage)
        event("gesprek.gewist")
        await self._outside.notifier.changed(DESK)

    async def hold(self, staff: Staff, id: UUID, reason: ReadingReason | None) -> None:
        """A request about it is open, such as for access or a complaint: nothing of it is erased
        until that is done (None); what waited for that is erased then. Raises NotAllowed,
        NoSuchConversation."""
        staff.must(Right.WISSEN)

        def in_storage() -> None:
            with self._outside.storage() as work:
                now = own(staff, work.conversations.get(id))
                if reason:
                    work.conversations.hold(id, reason)
                elif work.conversations.held_for(id):
                    work.conversations.save(release(work, now))
                why = reason.value if reason else ""
                work.audit.add(entry(self._outside.now(), Act.VASTGEHOUDEN, staff, id, reason=why))

        await self._outside.stored(in_storage)

    def _overview(self, staff: Staff) -> Overview:
        organisation = staff.organisation
        with self._outside.storage() as work:
            waiting = in_order(work.queue.waiting(organisation))
            owned = work.queue.owned(organisation)
            now = self._outside.now()
            own = own_talks(work, [id for id in owned if owned[id] == staff.id], now)
            return Overview(
                waiting=[InQueue(w, work.conversations.get(w.conversation)) for w in waiting],
                helped=[
                    (work.conversations.get(id), work.staff.get(owner))
                    for id, owner in owned.items()
                ],
                to_weigh=work.meldingen.to_weigh(organisation),
                to_confirm=[
                    (melding, work.wegingen.of_melding(melding.id)[-1])
                    for melding in work.meldingen.to_confirm(organisation)
                ],
                to_call=work.callbacks.open(organisation),
                present=self._outside.present(work, organisation),
                asked=[
                    (work.conversations.get(one.conversation), work.staff.get(one.by))
                    for one in work.looking.of_staff(staff.id)
                ],
                own=own,
                again_in=again_in(staff, own, next_too_late(waiting, now, self._too_long)),
                alarms=[Alarm(w, self._too_late(staff, w)) for w in in_danger(waiting)],
            )

    def _too_late(self, staff: Staff, one: Waiting) -> bool:
        now = self._outside.now()
        return staff.may(Right.ALARM) and waits_too_long(one, now, self._too_long)

    def _open(self, staff: Staff, id: UUID, given: ReadingReason | None) -> Dossier:
        staff.must(Right.DOSSIER)
        with self._outside.storage() as work:
            conversation = own(staff, work.conversations.get(id))
            open_file(work, staff, conversation, self._outside.now(), given)
            return self._dossier(work, conversation)

    def _follow(self, staff: Staff, id: UUID) -> Dossier:
        staff.must(Right.DOSSIER)
        with self._outside.storage() as work:
            conversation = own(staff, work.conversations.get(id))
            if not may_follow(work, staff, conversation, self._outside.now()):
                raise ReasonNeeded
            return self._dossier(work, conversation)

    def _dossier(self, work: UnitOfWork, conversation: Conversation) -> Dossier:
        id = conversation.id
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
                if field.name in answers and field.is_recorded
            ],
            values={name: answer.value for name, answer in answers.items()},
            melding=melding,
            wegingen=work.wegingen.of_melding(melding.id) if melding else [],
            status=status_of(work.wegingen.steps(melding.id)) if melding else None,
            zaak=work.zaken.of_melding(melding.id) if melding else None,
            callback=work.callbacks.of_conversation(id),
            notes=work.notes.of_conversation(id),
            history=work.history.of_conversation(id),
            looking=[work.staff.get(one.staff) for one in work.looking.of_conversation(id)],
            outcome=work.conversations.outcome_of(id),
            held_for=work.conversations.held_for(id),
            visitor=visitor_of(work, conversation, self._outside.now()),
        )
