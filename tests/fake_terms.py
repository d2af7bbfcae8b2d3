"""The part of storage in memory that guards terms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from bot.casework.informing import InformStep, ToInform
from bot.casework.melding_status import MeldingStatus
from bot.casework.weging import Besluit, Melding, Weging
from bot.casework.worklist import Investigation, Open
from tests.fake_casework import is_decided, waits
from tests.fake_office import Rows


class Informing:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(
        self, melding: int, who: str | None, recorded: date, due: date, staff: int | None = None
    ) -> int:
        number = len(self.of_melding(melding)) + 1
        name = self._rows.staff[staff].name if staff else None
        self._rows.to_inform.append(ToInform(melding, number, who, recorded, due, name))
        return number

    def add_step(self, melding: int, number: int, step: InformStep) -> None:
        for place, one in enumerate(self._rows.to_inform):
            if (one.melding, one.number) == (melding, number):
                numbered = replace(step, number=len(one.steps) + 1)
                self._rows.to_inform[place] = replace(one, steps=(*one.steps, numbered))

    def of_melding(self, melding: int) -> list[ToInform]:
        return [one for one in self._rows.to_inform if one.melding == melding]


class Workload:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def to_assess(self, organisation: int) -> list[Open]:
        found = [
            self._open(one, one.assess_before)
            for one in self._of(organisation)
            if not is_decided(self._rows, one.id) and not waits(self._rows, one.id)
        ]
        return sorted(found, key=lambda one: (one.due, one.melding))

    def to_confirm(self, organisation: int) -> list[Open]:
        found = [
            replace(self._open(one, one.assess_before), staff=None)
            for one in self._of(organisation)
            if waits(self._rows, one.id)
        ]
        return sorted(found, key=lambda one: (one.due, one.melding))

    def to_inform(self, organisation: int) -> list[Open]:
        found = [
            self._open(one, person.due)
            for one in self._of(organisation)
            for person in self._rows.to_inform
            if person.melding == one.id and person.is_open
        ]
        return sorted(found, key=lambda one: (one.due, one.melding))

    def investigations(self, organisation: int) -> list[Investigation]:
        found = [self.investigation_of(one.id) for one in self._of(organisation)]
        return [one for one in found if one and one.ended is None]

    def investigation_of(self, melding: int) -> Investigation | None:
        began: Weging | None = None
        for weging in (one for one in self._wegingen(melding) if one.counts):
            if weging.besluit is not Besluit.ONDERZOEK:
                began = None
            elif began is None:
                began = weging
        if began is None:
            return None
        (one,) = (m for m in self._rows.meldingen if m.id == melding)
        return Investigation(
            melding,
            one.conversation,
            one.submitted_at,
            began.version,
            began.decided_at,
            self._rows.ended.get((melding, began.version)),
            self._open(one, one.assess_before).staff,
        )

    def end_investigation(
        self, of: Investigation, on: date, staff: int, recorded_at: datetime
    ) -> None:
        self._rows.ended[of.melding, of.version] = on

    def first_decided(self, organisation: int, since: datetime) -> list[datetime]:
        first = [
            min(
                step.at for step in self._rows.steps_of[one.id] if step.to is MeldingStatus.BESLOTEN
            )
            for one in self._of(organisation)
            if is_decided(self._rows, one.id)
        ]
        return [at for at in first if at >= since]

    def first_submitted(self, organisation: int) -> datetime | None:
        return min((one.submitted_at for one in self._of(organisation)), default=None)

    def _of(self, organisation: int) -> list[Melding]:
        return [m for m in self._rows.meldingen if self._rows.of(m.conversation) == organisation]

    def _wegingen(self, melding: int) -> list[Weging]:
        return [w for w in self._rows.wegingen if w.melding == melding]

    def _open(self, one: Melding, due: date) -> Open:
        decided = [w.staff for w in self._wegingen(one.id)]
        owner = self._rows.conversations[one.conversation].owner
        return Open(
            one.id, one.conversation, one.submitted_at, due, decided[-1] if decided else owner
        )
