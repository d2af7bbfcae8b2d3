"""The case files of an organisation: made, added to, read and closed by colleagues only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from bot.casework.audit import Act, ReadingReason, entry
from bot.casework.melding_status import MeldingStatus
from bot.casework.notes import checked_note
from bot.casework.staff import Right, Staff
from bot.casework.weging import Melding, checked_reason
from bot.casework.zaak import (
    Added,
    AlreadyInZaak,
    Happening,
    MeldingOpen,
    NoSuchPerson,
    NoSuchZaak,
    Participant,
    Person,
    Zaak,
    ZaakNote,
    ZaakStatus,
    check_open,
    checked_person,
    in_time,
    latest,
    people_of,
)
from bot.logs import event
from bot.services.case_history import happened
from bot.services.outside import Office
from bot.services.reading import ReasonNeeded, earlier_reason, must_read, own, reason_to_read
from bot.services.storage import UnitOfWork
from bot.services.to_weigh import ToWeigh, melding_of, shown

Change = Callable[[UnitOfWork, Zaak], None]


@dataclass(frozen=True)
class InList:
    """A zaak as the list shows it: no word of what is in it."""

    zaak: Zaak
    numbers: Sequence[str]


@dataclass(frozen=True)
class CaseFile:
    """All of one zaak. `versions` are those of every participant, by number and version."""

    zaak: Zaak
    opened_by: str
    meldingen: Sequence[ToWeigh]
    versions: Sequence[Participant]
    notes: Sequence[ZaakNote]
    history: Sequence[Happening]

    @property
    def participants(self) -> list[Participant]:
        return latest(self.versions)

    def earlier(self, number: int) -> list[Participant]:
        """The versions of a participant before the last."""
        return [one for one in self.versions if one.number == number][:-1]


class Zaken:
    """Every use case raises NotAllowed for a role without the right and NoSuchZaak, or
    NoSuchConversation, for another organisation's."""

    def __init__(self, office: Office) -> None:
        self._office = office

    async def all(self, staff: Staff) -> list[InList]:
        """Of the own organisation, the newest first."""
        staff.must(Right.DOSSIER)

        def in_storage() -> list[InList]:
            with self._office.storage() as work:
                return [
                    InList(zaak, [work.meldingen.get(one.melding).number for one in of_it])
                    for zaak in work.zaken.of_organisation(staff.organisation)
                    if (of_it := work.zaken.meldingen(zaak.id))
                ]

        return await self._office.stored(in_storage)

    async def make(self, staff: Staff, id: UUID) -> Zaak:
        """Of the melding of a conversation. Raises NothingToWeigh, ReasonNeeded, AlreadyInZaak."""
        zaak = Zaak(uuid4(), staff.organisation, self._office.now(), staff.id)
        await self._put_in(staff, id, zaak)
        event("zaak.gemaakt")
        return zaak

    async def add_melding(self, staff: Staff, id: UUID, zaak: UUID) -> None:
        """To an open zaak. Raises NothingToWeigh, ReasonNeeded, AlreadyInZaak, ZaakClosed."""
        await self._put_in(staff, id, zaak)
        event("zaak.aangevuld")

    async def open(self, staff: Staff, id: UUID, reason: ReadingReason | None = None) -> CaseFile:
        """For a reason that follows from one of its meldingen or that the colleague gives; it is
        logged, for the zaak and for each of its meldingen. Raises ReasonNeeded."""
        staff.must(Right.DOSSIER)

        def in_storage() -> CaseFile:
            with self._office.storage() as work:
                zaak, now = _own(staff, work.zaken.get(id)), self._office.now()
                meldingen = _meldingen(work, work.zaken.meldingen(id))
                why = _follows(work, staff, meldingen) or reason
                if why:
                    work.readings.allow(staff.id, id, why, now)
                why = why or earlier_reason(work, staff, id, now)
                if why is None:
                    raise ReasonNeeded
                subject, code = Act.ZAAK_GELEZEN, why.value
                work.audit.add(entry(now, subject, staff, object_id=str(id), reason=code))
                for melding in meldingen:
                    read = melding.conversation
                    line = entry(now, Act.DOSSIER_GELEZEN, staff, read, object_id=str(id))
                    work.audit.add(replace(line, reason=code))
                    work.readings.allow(staff.id, read, why, now)
                return self._file(work, zaak, meldingen)

        return await self._office.stored(in_storage)

    async def note(self, staff: Staff, id: UUID, text: str) -> None:
        """Raises NoteRefused, ReasonNeeded, ZaakClosed."""

        def change(work: UnitOfWork, zaak: Zaak) -> None:
            said = checked_note(text)
            work.zaken.add_note(id, ZaakNote(0, said, staff.id, staff.name, self._office.now()))

        await self._change(staff, id, change, "notitie")

    async def put_participant(
        self, staff: Staff, id: UUID, number: int | None, person: Person, why: str
    ) -> None:
        """Somebody new (None), or a next version of who is known, with the reason why. Raises
        PersonRefused, NoSuchPerson, ReasonNeeded, ZaakClosed."""

        def change(work: UnitOfWork, zaak: Zaak) -> None:
            clean, reason = checked_person(person, why, is_correction=number is not None)
            known = work.zaken.participants(id)
            versions = [one for one in known if one.number == number]
            if number is not None and not versions:
                raise NoSuchPerson(str(number))
            work.zaken.add_participant(
                id,
                Participant(
                    number=number or 1 + max((one.number for one in known), default=0),
                    version=len(versions) + 1,
                    person=clean,
                    why=reason,
                    staff=staff.id,
                    staff_name=staff.name,
                    at=self._office.now(),
                ),
            )

        await self._change(staff, id, change, "deelnemer")

    async def close(self, staff: Staff, id: UUID, why: str) -> None:
        """Raises MeldingOpen, ReasonTooShort, ReasonNeeded, ZaakClosed."""

        def change(work: UnitOfWork, zaak: Zaak) -> None:
            reason = checked_reason(why)
            for melding in _meldingen(work, work.zaken.meldingen(id)):
                if work.wegingen.steps(melding.id)[-1].to is not MeldingStatus.AFGESLOTEN:
                    raise MeldingOpen(melding.number)
            now, gone = self._office.now(), ZaakStatus.GESLOTEN
            closed = replace(zaak, status=gone, closed_at=now, closed_by=staff.id)
            work.zaken.close(replace(closed, closed_why=reason))

        await self._change(staff, id, change, "", Act.ZAAK_GESLOTEN)

    async def _change(
        self, staff: Staff, id: UUID, change: Change, what: str, act: Act = Act.ZAAK_AANGEVULD
    ) -> None:
        """Of an open zaak that this colleague may read now."""
        staff.must(Right.WEGING)

        def in_storage() -> None:
            with self._office.storage() as work:
                zaak, now = _own(staff, work.zaken.get(id)), self._office.now()
                if earlier_reason(work, staff, id, now) is None:
                    raise ReasonNeeded
                check_open(zaak)
                change(work, zaak)
                reason = what or act.value
                work.audit.add(entry(now, act, staff, object_id=str(id), reason=reason))

        await self._office.stored(in_storage)

    async def _put_in(self, staff: Staff, id: UUID, to: Zaak | UUID) -> None:
        """`to` is a new zaak, or the id of one that is there."""
        staff.must(Right.WEGING)

        def in_storage() -> None:
            with self._office.storage() as work:
                conversation, now = own(staff, work.conversations.get(id)), self._office.now()
                melding = melding_of(work, id)
                must_read(work, staff, conversation, now)
                if work.zaken.of_melding(melding.id):
                    raise AlreadyInZaak(melding.number)
                if isinstance(to, Zaak):
                    work.zaken.add(to)
                zaak = to if isinstance(to, Zaak) else _own(staff, work.zaken.get(to))
                check_open(zaak)
                work.zaken.put_in(zaak.id, melding.id, staff.id, now)
                self._take_over_people(work, staff, zaak.id, melding)
                act = Act.ZAAK_GEMAAKT if zaak is to else Act.ZAAK_AANGEVULD
                work.audit.add(entry(now, act, staff, id, object_id=str(zaak.id)))

        await self._office.stored(in_storage)

    def _take_over_people(self, work: UnitOfWork, staff: Staff, id: UUID, melding: Melding) -> None:
        """As the melding names them; who is named in two meldingen alike is one."""
        known = work.zaken.participants(id)
        names = {one.person.wie.lower() for one in known}
        number = max((one.number for one in known), default=0)
        for person in people_of(melding.document.get("antwoorden", {})):
            if person.wie and person.wie.lower() not in names:
                number += 1
                now = self._office.now()
                work.zaken.add_participant(
                    id,
                    Participant(number, 1, person, "", staff.id, staff.name, now, melding.number),
                )

    def _file(self, work: UnitOfWork, zaak: Zaak, meldingen: Sequence[Melding]) -> CaseFile:
        opened_by = work.staff.get(zaak.opened_by).name
        files = [shown(work, melding) for melding in meldingen]
        added = work.zaken.meldingen(zaak.id)
        versions, notes = work.zaken.participants(zaak.id), work.zaken.notes(zaak.id)
        lines = happened(zaak, opened_by, files, added, notes)
        if zaak.closed_at and zaak.closed_by:
            by = work.staff.get(zaak.closed_by).name
            lines.append(Happening(zaak.closed_at, "Zaak gesloten", by, zaak.closed_why))
        history = in_time(lines)
        return CaseFile(zaak, opened_by, files, versions, notes, history)


def _own(staff: Staff, zaak: Zaak) -> Zaak:
    """Raises NoSuchZaak for one of another organisation."""
    if zaak.organisation != staff.organisation:
        raise NoSuchZaak(str(zaak.id))
    return zaak


def _meldingen(work: UnitOfWork, added: Sequence[Added]) -> list[Melding]:
    return [work.meldingen.get(one.melding) for one in added]


def _follows(work: UnitOfWork, staff: Staff, meldingen: Sequence[Melding]) -> ReadingReason | None:
    """The work on one of its meldingen as a reason."""
    found = (
        reason_to_read(work, staff, work.conversations.get(melding.conversation))
        for melding in meldingen
    )
    return next((reason for reason in found if reason), None)
