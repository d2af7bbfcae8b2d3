"""A colleague weighs a melding: draft, version, second colleague, and the steps of the melding.

Nothing here reads what was written to decide anything: a decision is what a person chose.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from bot.casework.audit import Act, ReadingReason, entry
from bot.casework.melding_status import (
    UNDECIDED,
    MeldingStatus,
    MeldingStep,
    StepRefused,
    by_hand,
    check_step,
    status_of,
    until_decision,
)
from bot.casework.staff import Right, Staff
from bot.casework.weging import (
    NEEDS_SECOND,
    AlreadyFollowed,
    Besluit,
    Melding,
    Outdated,
    SamePerson,
    Second,
    Weging,
    checked_reason,
    decision,
    waiting,
)
from bot.casework.weging_form import WegingForm, check_complete, without_empty_rows
from bot.logs import event
from bot.services.case_storage import Draft
from bot.services.outside import Office
from bot.services.ports import DESK
from bot.services.reading import must_read, note_reading, open_file, own
from bot.services.storage import UnitOfWork
from bot.services.to_weigh import ToWeigh, melding_of, shown

DECISIONS = tuple(besluit.value for besluit in Besluit)
BY_WEIGHING = "Bij het wegen van deze melding."
RECEIVED = {
    MeldingStatus.ONTVANGST_BEVESTIGD: "De ontvangst is bevestigd.",
    MeldingStatus.IN_BEOORDELING: "De melding is in beoordeling genomen.",
}


class Weighing:
    """Every use case is for colleagues with the right, of the own organisation, who may read the
    file now. Raises NotAllowed, NoSuchConversation, NothingToWeigh, ReasonNeeded."""

    def __init__(self, office: Office, second_for: Collection[Besluit] = NEEDS_SECOND) -> None:
        self._office = office
        self._second_for = second_for

    async def open(self, staff: Staff, id: UUID) -> ToWeigh:
        """It is logged."""
        staff.must(Right.WEGING)

        def in_storage() -> ToWeigh:
            with self._office.storage() as work:
                conversation, now = own(staff, work.conversations.get(id)), self._office.now()
                open_file(work, staff, conversation, now)
                return shown(work, melding_of(work, id))

        return await self._office.stored(in_storage)

    async def save_draft(self, staff: Staff, id: UUID, form: WegingForm) -> None:
        """Of this author; colleagues see it as a draft."""
        staff.must(Right.WEGING)

        def in_storage() -> None:
            with self._office.storage() as work:
                melding, now = self._opened(work, staff, id)
                self._take_up(work, staff, melding, now)
                work.wegingen.put_draft(melding.id, Draft(form, staff.id, staff.name, now))
                work.audit.add(entry(now, Act.WEGING_CONCEPT, staff, id))

        await self._office.stored(in_storage)
        await self._office.notifier.changed(DESK)

    async def record(self, staff: Staff, id: UUID, form: WegingForm, version: int) -> Weging:
        """`version` is the one that the colleague saw would come. Raises FormIncomplete, Outdated
        and AlreadyFollowed; then nothing is stored."""
        staff.must(Right.WEGING)
        clean = without_empty_rows(form)
        check_complete(clean, DECISIONS, is_correction=version > 1)
        weging = await self._office.stored(self._record, staff, id, clean, version)
        event("weging.vastgelegd", versie=weging.version)
        await self._office.notifier.changed(DESK)
        return weging

    async def answer(self, staff: Staff, id: UUID, version: int, agreed: bool, why: str) -> None:
        """Of a second colleague to a proposal. Raises Outdated, SamePerson, and ReasonTooShort when
        it is refused without a reason."""
        staff.must(Right.WEGING)
        reason = why.strip() if agreed else checked_reason(why)

        def in_storage() -> None:
            with self._office.storage() as work:
                melding, now = self._opened(work, staff, id)
                proposal = waiting(work.wegingen.of_melding(melding.id))
                if proposal is None or proposal.version != version:
                    raise Outdated
                if proposal.staff == staff.id:
                    raise SamePerson
                second = Second(agreed, reason, staff.id, staff.name, now)
                work.wegingen.answer(melding.id, version, second)
                act = Act.WEGING_BEVESTIGD if agreed else Act.WEGING_AFGEWEZEN
                work.audit.add(entry(now, act, staff, id, object_id=f"versie {version}"))
                note_reading(work, staff, id, ReadingReason.TE_BEVESTIGEN, now)
                if agreed:
                    self._decide(work, staff, melding, version, now)

        await self._office.stored(in_storage)
        event("weging.bevestigd" if agreed else "weging.afgewezen")
        await self._office.notifier.changed(DESK)

    async def step(self, staff: Staff, id: UUID, to: MeldingStatus, why: str) -> None:
        """By hand. Raises StepRefused, and ReasonTooShort for a step that needs own words."""
        staff.must(Right.WEGING)
        reason = RECEIVED.get(to) or checked_reason(why)

        def in_storage() -> None:
            with self._office.storage() as work:
                melding, now = self._opened(work, staff, id)
                versions = work.wegingen.of_melding(melding.id)
                status = status_of(work.wegingen.steps(melding.id))
                if waiting(versions) or to not in by_hand(status, decision(versions)):
                    raise StepRefused(f"{status.value} -> {to.value}")
                self._add_step(work, staff, melding, to, reason, now)

        await self._office.stored(in_storage)
        event("melding.stap")
        await self._office.notifier.changed(DESK)

    def _opened(self, work: UnitOfWork, staff: Staff, id: UUID) -> tuple[Melding, datetime]:
        conversation, now = own(staff, work.conversations.get(id)), self._office.now()
        melding = melding_of(work, id)
        must_read(work, staff, conversation, now)
        return melding, now

    def _record(self, staff: Staff, id: UUID, form: WegingForm, version: int) -> Weging:
        with self._office.storage() as work:
            melding, now = self._opened(work, staff, id)
            earlier = work.wegingen.of_melding(melding.id)
            if version != len(earlier) + 1 or waiting(earlier):
                raise Outdated
            besluit = Besluit(form.besluit)
            self._check_correction(work, melding, earlier, besluit)
            weging = Weging(
                melding=melding.id,
                version=version,
                besluit=besluit,
                reden=form.reden,
                staff=staff.id,
                staff_name=staff.name,
                decided_at=now,
                is_proposal=besluit in self._second_for,
                form=form,
            )
            self._take_up(work, staff, melding, now)
            work.wegingen.add(weging)
            work.wegingen.drop_draft(melding.id, staff.id)
            what = f"versie {version}"
            work.audit.add(entry(now, Act.WEGING_VASTGELEGD, staff, id, object_id=what))
            if not weging.is_proposal:
                self._decide(work, staff, melding, version, now)
            work.readings.allow(staff.id, id, ReadingReason.TE_WEGEN, now)
            return weging

    def _check_correction(
        self, work: UnitOfWork, melding: Melding, earlier: Sequence[Weging], besluit: Besluit
    ) -> None:
        """Raises AlreadyFollowed when another decision comes too late."""
        status = status_of(work.wegingen.steps(melding.id))
        acted_on = status not in UNDECIDED and status is not MeldingStatus.BESLOTEN
        if acted_on and not _stands(earlier, besluit):
            raise AlreadyFollowed(status.value)

    def _take_up(self, work: UnitOfWork, staff: Staff, melding: Melding, now: datetime) -> None:
        """Who weighs has received it, and is weighing it."""
        status = status_of(work.wegingen.steps(melding.id))
        if status in UNDECIDED:
            for to in until_decision(status):
                self._add_step(work, staff, melding, to, BY_WEIGHING, now)

    def _decide(
        self, work: UnitOfWork, staff: Staff, melding: Melding, version: int, now: datetime
    ) -> None:
        """The decision counts; a correction leaves the melding where it is."""
        if status_of(work.wegingen.steps(melding.id)) in UNDECIDED:
            why = f"Besluit in versie {version} van de weging."
            self._add_step(work, staff, melding, MeldingStatus.BESLOTEN, why, now)

    def _add_step(
        self,
        work: UnitOfWork,
        staff: Staff,
        melding: Melding,
        to: MeldingStatus,
        why: str,
        now: datetime,
    ) -> None:
        besluit = decision(work.wegingen.of_melding(melding.id))
        before = status_of(work.wegingen.steps(melding.id))
        check_step(before, to, besluit)
        step = MeldingStep(to, now, staff.id, staff.name, why)
        work.wegingen.add_step(melding.id, step)
        act, what = Act.MELDING_STAP, to.value
        work.audit.add(entry(now, act, staff, melding.conversation, object_id=what))


def _stands(earlier: Sequence[Weging], besluit: Besluit) -> bool:
    """Whether this very decision counts already: then a correction mends its grounds alone."""
    return decision(earlier) is besluit
