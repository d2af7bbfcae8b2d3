"""The terms of one melding: who is to be informed, and an investigation that ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from bot.casework.audit import Act, entry
from bot.casework.informing import (
    LONGEST_NAME,
    HowInformed,
    InformRefused,
    InformStep,
    InformStepKind,
    ToInform,
    checked_extension,
    checked_informed,
    checked_name,
    checked_recorded,
    checked_taken_back,
)
from bot.casework.staff import Right, Staff
from bot.casework.terms import EXTENDED_BY, Clock, Deadlines, day_of
from bot.casework.weging import Melding, decision
from bot.casework.worklist import Investigation
from bot.logs import event
from bot.services.outside import Outside
from bot.services.ports import DESK
from bot.services.reading import ReasonNeeded, may_follow, must_read, own
from bot.services.storage import NoSuchConversation, UnitOfWork


@dataclass(frozen=True)
class PersonTerm:
    """`clock` is None once this person was informed; `longest`: until when it may be extended."""

    person: ToInform
    clock: Clock | None
    longest: date


@dataclass(frozen=True)
class FileTerms:
    """The terms of one melding, for the page of its file. `assess` is None once it was weighed,
    `investigate` when no investigation goes on."""

    today: date
    submitted: date
    assess: Clock | None
    investigation: Investigation | None
    investigate: Clock | None
    persons: list[PersonTerm]


class InvestigationOver(LookupError):
    """There is no investigation that could end."""


class NobodyToInform(LookupError):
    """Nobody with this number is to be informed of this melding."""


def must_be_informed(work: UnitOfWork, deadlines: Deadlines, melding: Melding) -> None:
    """Everybody whom a new melding names. Of who reported about themselves the data did not come
    from others, but which of the people that is, only a colleague can tell: all are on the list."""
    recorded = day_of(melding.submitted_at)
    due = deadlines.inform_before(recorded)
    for who in _named(melding) or [None]:
        work.informing.add(melding.id, who, recorded, due)


def _named(melding: Melding) -> list[str | None]:
    told = melding.document.get("antwoorden", {}).get("betrokkenen")
    if not isinstance(told, list):
        return []
    return [" ".join(person["wie"].split())[:LONGEST_NAME] or None for person in told]


class TermsOfMelding:
    """Every use case raises NotAllowed, NoSuchConversation, and ReasonNeeded for who may not read
    the file now."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside

    def clock(self, due: date) -> Clock:
        return self._outside.deadlines.clock(due, self._today())

    async def of_file(self, staff: Staff, id: UUID) -> FileTerms | None:
        """None when no melding came of it."""
        staff.must(Right.DOSSIER)
        return await self._outside.stored(self._of_file, staff, id)

    async def add_person(self, staff: Staff, id: UUID, who: str, recorded: date | None) -> None:
        """Raises InformRefused."""

        def add(work: UnitOfWork, melding: Melding) -> tuple[Act, str, str]:
            submitted = day_of(melding.submitted_at)
            name, day = checked_name(who), checked_recorded(recorded, self._today(), submitted)
            due = self._outside.deadlines.inform_before(day)
            number = work.informing.add(melding.id, name, day, due, staff.id)
            return Act.INFORMEREN_VASTGELEGD, str(number), "toegevoegd"

        await self._change(staff, id, add)

    async def extend(
        self, staff: Staff, id: UUID, number: int, until: date | None, reason: str
    ) -> None:
        """Raises InformRefused, ReasonTooShort, NobodyToInform."""

        def step(person: ToInform, at: datetime) -> InformStep:
            last, why = checked_extension(person, until, reason)
            kind = InformStepKind.UITGESTELD
            return InformStep(kind, why, staff.id, staff.name, at, until=last)

        await self._step(staff, id, number, step)

    async def informed(
        self,
        staff: Staff,
        id: UUID,
        number: int,
        on: date | None,
        how: HowInformed | None,
        note: str = "",
    ) -> None:
        """Raises InformRefused, NobodyToInform."""

        def step(person: ToInform, at: datetime) -> InformStep:
            day, way, said = checked_informed(person, on, how, note, self._today())
            kind = InformStepKind.GEINFORMEERD
            return InformStep(kind, said, staff.id, staff.name, at, on=day, how=way)

        await self._step(staff, id, number, step)

    async def take_back(self, staff: Staff, id: UUID, number: int, reason: str) -> None:
        """It was recorded by mistake that somebody was informed. Raises InformRefused,
        ReasonTooShort, NobodyToInform."""

        def step(person: ToInform, at: datetime) -> InformStep:
            why = checked_taken_back(person, reason)
            return InformStep(InformStepKind.TERUGGENOMEN, why, staff.id, staff.name, at)

        await self._step(staff, id, number, step)

    async def end_investigation(self, staff: Staff, id: UUID, on: date | None) -> None:
        """Raises InvestigationOver, InformRefused."""

        def end(work: UnitOfWork, melding: Melding) -> tuple[Act, str, str]:
            found = work.workload.investigation_of(melding.id)
            if found is None or found.ended:
                raise InvestigationOver
            if on is None or not day_of(found.decided_at) <= on <= self._today():
                raise InformRefused("onderzoek_wanneer")
            work.workload.end_investigation(found, on, staff.id, self._outside.now())
            return Act.ONDERZOEK_AFGEROND, str(found.version), ""

        await self._change(staff, id, end)

    async def _step(
        self, staff: Staff, id: UUID, number: int, make: Callable[[ToInform, datetime], InformStep]
    ) -> None:
        def add(work: UnitOfWork, melding: Melding) -> tuple[Act, str, str]:
            persons = {one.number: one for one in work.informing.of_melding(melding.id)}
            if number not in persons:
                raise NobodyToInform
            step = make(persons[number], self._outside.now())
            work.informing.add_step(melding.id, number, step)
            return Act.INFORMEREN_VASTGELEGD, str(number), step.kind.value

        await self._change(staff, id, add)

    async def _change(
        self, staff: Staff, id: UUID, change: Callable[[UnitOfWork, Melding], tuple[Act, str, str]]
    ) -> None:
        """`change` says what it did, for the log: no names, no words."""
        staff.must(Right.WEGING)

        def in_storage() -> None:
            with self._outside.storage() as work:
                now, at = own(staff, work.conversations.get(id)), self._outside.now()
                must_read(work, staff, now, at)
                melding = work.meldingen.of_conversation(id)
                if melding is None:
                    raise NoSuchConversation(str(id))
                act, object_id, what = change(work, melding)
                work.audit.add(entry(at, act, staff, id, object_id=object_id, reason=what))

        await self._outside.stored(in_storage)
        event("termijn.bijgewerkt")
        await self._outside.notifier.changed(DESK)

    def _of_file(self, staff: Staff, id: UUID) -> FileTerms | None:
        with self._outside.storage() as work:
            conversation = own(staff, work.conversations.get(id))
            if not may_follow(work, staff, conversation, self._outside.now()):
                raise ReasonNeeded
            melding = work.meldingen.of_conversation(id)
            if melding is None:
                return None
            investigation = work.workload.investigation_of(melding.id)
            goes_on = investigation is not None and investigation.ended is None
            return FileTerms(
                today=self._today(),
                submitted=day_of(melding.submitted_at),
                assess=None
                if decision(work.wegingen.of_melding(melding.id))
                else self.clock(melding.assess_before),
                investigation=investigation,
                investigate=self.clock(
                    self._outside.deadlines.investigate_before(investigation.decided_at)
                )
                if investigation and goes_on
                else None,
                persons=[self._person(one) for one in work.informing.of_melding(melding.id)],
            )

    def _person(self, one: ToInform) -> PersonTerm:
        return PersonTerm(one, self.clock(one.due) if one.is_open else None, one.due + EXTENDED_BY)

    def _today(self) -> date:
        return day_of(self._outside.now())
