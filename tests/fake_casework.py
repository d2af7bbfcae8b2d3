"""The part of storage in memory that holds wegingen, steps of meldingen and case files."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from bot.casework.melding_status import UNDECIDED, MeldingStep, status_of
from bot.casework.weging import Second, Weging, waiting
from bot.casework.zaak import Added, NoSuchZaak, Participant, Zaak, ZaakNote
from bot.services.case_storage import Draft
from tests.fake_office import Rows


def of_melding(rows: Rows, melding: int) -> list[Weging]:
    return [w for w in rows.wegingen if w.melding == melding]


def is_decided(rows: Rows, melding: int) -> bool:
    return status_of(rows.steps_of[melding]) not in UNDECIDED


def waits(rows: Rows, melding: int) -> bool:
    return waiting(of_melding(rows, melding)) is not None


class Wegingen:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, weging: Weging) -> None:
        self._rows.wegingen.append(weging)

    def of_melding(self, melding: int) -> list[Weging]:
        return of_melding(self._rows, melding)

    def answer(self, melding: int, version: int, second: Second) -> None:
        self._rows.wegingen = [
            replace(w, second=second) if (w.melding, w.version) == (melding, version) else w
            for w in self._rows.wegingen
        ]

    def put_draft(self, melding: int, draft: Draft) -> None:
        self._rows.drafts[melding, draft.staff] = draft

    def drafts(self, melding: int) -> list[Draft]:
        return [draft for (of, _), draft in self._rows.drafts.items() if of == melding]

    def drop_draft(self, melding: int, staff: int) -> None:
        self._rows.drafts.pop((melding, staff), None)

    def add_step(self, melding: int, step: MeldingStep) -> None:
        known = self._rows.steps_of.setdefault(melding, [])
        known.append(replace(step, number=len(known) + 1))

    def steps(self, melding: int) -> list[MeldingStep]:
        return list(self._rows.steps_of[melding])


class Zaken:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, zaak: Zaak) -> None:
        self._rows.zaken[zaak.id] = zaak

    def get(self, id: UUID) -> Zaak:
        if id not in self._rows.zaken:
            raise NoSuchZaak(str(id))
        return self._rows.zaken[id]

    def of_organisation(self, organisation: int) -> list[Zaak]:
        found = [z for z in self._rows.zaken.values() if z.organisation == organisation]
        return sorted(found, key=lambda zaak: zaak.opened_at, reverse=True)

    def close(self, zaak: Zaak) -> None:
        self._rows.zaken[zaak.id] = zaak

    def put_in(self, id: UUID, melding: int, staff: int, at: datetime) -> None:
        name = self._rows.staff[staff].name
        self._rows.in_zaak[melding] = (id, Added(melding, at, staff, name))

    def meldingen(self, id: UUID) -> list[Added]:
        return [added for of, added in self._rows.in_zaak.values() if of == id]

    def of_melding(self, melding: int) -> UUID | None:
        return self._rows.in_zaak[melding][0] if melding in self._rows.in_zaak else None

    def add_participant(self, id: UUID, participant: Participant) -> None:
        self._rows.participants.setdefault(id, []).append(participant)

    def participants(self, id: UUID) -> list[Participant]:
        found = self._rows.participants.get(id, [])
        return sorted(found, key=lambda one: (one.number, one.version))

    def add_note(self, id: UUID, note: ZaakNote) -> None:
        known = self._rows.zaak_notes.setdefault(id, [])
        known.append(replace(note, number=len(known) + 1))

    def notes(self, id: UUID) -> list[ZaakNote]:
        return list(self._rows.zaak_notes.get(id, []))

    def erase_empty(self, at: datetime) -> int:
        used = {id for id, _ in self._rows.in_zaak.values()}
        empty = [id for id in self._rows.zaken if id not in used]
        for id in empty:
            del self._rows.zaken[id]
            self._rows.participants.pop(id, None)
            self._rows.zaak_notes.pop(id, None)
        return len(empty)
