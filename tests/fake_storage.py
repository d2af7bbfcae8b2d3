"""Storage in memory, with real transactions."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from bot.casework.audit import ReadingReason
from bot.casework.callback import Callback
from bot.casework.melding_status import MeldingStatus, MeldingStep
from bot.casework.outcome import Uitkomst
from bot.casework.queue import Reason, Waiting
from bot.casework.weging import Melding
from bot.conversation.conversation import Answer, Conversation, Message, Status
from bot.services.storage import NoSuchConversation, StorageDown
from tests.fake_casework import Wegingen, Zaken, is_decided, of_melding, waits
from tests.fake_identity import Departures, Links
from tests.fake_office import (
    AuditLog,
    Connections,
    History,
    Looking,
    Notes,
    Organisations,
    Readings,
    Rows,
    Sessions,
    StaffBook,
)
from tests.fake_terms import Informing, Workload


class FakeStorage:
    """Storage in memory with real transactions: what an exception leaves is undone."""

    def __init__(self) -> None:
        self.rows = Rows()
        self.down = False

    @contextmanager
    def __call__(self) -> Iterator[_Work]:
        if self.down:
            raise StorageDown("down")
        before = copy.deepcopy(self.rows)
        try:
            yield _Work(self.rows)
        except BaseException:
            self.rows = before
            raise

    def check(self) -> None:
        if self.down:
            raise StorageDown("down")

    def scrub(self) -> None:
        pass


class _Work:
    def __init__(self, rows: Rows) -> None:
        self.conversations = _Conversations(rows)
        self.queue = _Queue(rows)
        self.meldingen = _Meldingen(rows)
        self.wegingen = Wegingen(rows)
        self.zaken = Zaken(rows)
        self.looking = Looking(rows)
        self.history = History(rows)
        self.connections = Connections(rows)
        self.notes = Notes(rows)
        self.callbacks = _Callbacks(rows)
        self.informing = Informing(rows)
        self.workload = Workload(rows)
        self.staff = StaffBook(rows)
        self.sessions = Sessions(rows)
        self.departures = Departures(rows)
        self.links = Links(rows)
        self.readings = Readings(rows)
        self.organisations = Organisations(rows)
        self.audit = AuditLog(rows)


class _Conversations:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, conversation: Conversation, key_hash: bytes) -> None:
        self._rows.conversations[conversation.id] = conversation
        self._rows.keys[conversation.id] = key_hash

    def get(self, id: UUID) -> Conversation:
        if id not in self._rows.conversations:
            raise NoSuchConversation(str(id))
        return self._rows.conversations[id]

    def opens(self, id: UUID, key_hash: bytes) -> bool:
        if id not in self._rows.keys:
            raise NoSuchConversation(str(id))
        return self._rows.keys[id] == key_hash

    def save(self, conversation: Conversation) -> None:
        self._rows.conversations[conversation.id] = conversation

    def forget_key(self, id: UUID) -> None:
        self._rows.keys.pop(id, None)

    def give_key(self, id: UUID, key_hash: bytes) -> None:
        self._rows.keys[id] = key_hash

    def opened_by(self, key_hash: bytes) -> UUID | None:
        return next((id for id, known in self._rows.keys.items() if known == key_hash), None)

    def messages(self, id: UUID, after: int = 0) -> list[Message]:
        return [m for m in self._rows.messages.get(id, []) if m.number > after]

    def add_message(self, id: UUID, message: Message) -> Message:
        known = self._rows.messages.setdefault(id, [])
        numbered = replace(message, number=len(known) + 1)
        known.append(numbered)
        return numbered

    def replace_text(self, id: UUID, number: int, text: str) -> None:
        known = self._rows.messages[id]
        known[number - 1] = replace(known[number - 1], text=text)

    def answers(self, id: UUID) -> dict[str, Answer]:
        return dict(self._rows.answers.get(id, {}))

    def put_answer(self, id: UUID, answer: Answer) -> None:
        self._rows.answers.setdefault(id, {})[answer.field] = answer

    def drop_answer(self, id: UUID, field: str) -> None:
        self._rows.answers.get(id, {}).pop(field, None)

    def erase_words(self, id: UUID, at: datetime) -> None:
        self._rows.messages.pop(id, None)
        self._rows.answers.pop(id, None)
        self._rows.versions.pop(id, None)
        self._rows.notes.pop(id, None)
        self._rows.erased[id] = at

    def idle_since(self, moment: datetime) -> list[UUID]:
        open_ones = (Status.BOT, Status.WACHT)
        found = self._rows.conversations.values()
        return [c.id for c in found if c.status in open_ones and c.last_at < moment]

    def left_with_colleague(self, moment: datetime) -> list[UUID]:
        found = self._rows.conversations.values()
        return [c.id for c in found if c.status is Status.MENS and c.last_at < moment]

    def quiet_between(self, since: datetime, until: datetime) -> list[UUID]:
        open_ones = (Status.BOT, Status.WACHT)
        found = self._rows.conversations.values()
        return [c.id for c in found if c.status in open_ones and since <= c.last_at <= until]

    def put_away_before(self, moment: datetime) -> list[UUID]:
        found = self._rows.conversations.values()
        return [c.id for c in found if c.status is Status.BEWAARD and c.last_at < moment]

    def closed_before(self, moment: datetime, most: int) -> list[UUID]:
        with_melding = {melding.conversation for melding in self._rows.meldingen}
        found = [
            id
            for id, one in self._rows.conversations.items()
            if one.ended_at and one.ended_at < moment and self._rows.messages.get(id)
        ]
        return [id for id in found if id not in with_melding and id not in self._rows.held][:most]

    def erased_before(self, moment: datetime, most: int) -> list[UUID]:
        return [
            id
            for id, at in self._rows.erased.items()
            if at < moment and not self._rows.messages.get(id) and id in self._rows.conversations
        ][:most]

    def remove(self, id: UUID) -> None:
        del self._rows.conversations[id]

    def hold(self, id: UUID, reason: ReadingReason | None) -> None:
        self._rows.held.pop(id, None)
        if reason:
            self._rows.held[id] = reason

    def conclude(self, id: UUID, outcome: Uitkomst) -> None:
        self._rows.outcomes[id] = outcome

    def outcome_of(self, id: UUID) -> Uitkomst | None:
        return self._rows.outcomes.get(id)

    def held_for(self, id: UUID) -> ReadingReason | None:
        return self._rows.held.get(id)


class _Callbacks:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def put(self, callback: Callback) -> None:
        self._rows.callbacks[callback.conversation] = callback

    def of_conversation(self, id: UUID) -> Callback | None:
        return self._rows.callbacks.get(id)

    def open(self, organisation: int) -> list[Callback]:
        found = self._rows.callbacks.values()
        own = [one for one in found if self._rows.of(one.conversation) == organisation]
        own = [one for one in own if one.called_at is None]
        return sorted(own, key=lambda one: one.asked_at)

    def erase(self, id: UUID) -> None:
        self._rows.callbacks.pop(id, None)

    def erase_before(self, moment: datetime) -> int:
        found = self._rows.callbacks.items()
        old = [id for id, one in found if one.asked_at < moment and id not in self._rows.held]
        for id in old:
            self.erase(id)
        return len(old)


class _Queue:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def enter(self, waiting: Waiting) -> None:
        known = self._rows.queue.get(waiting.conversation)
        since = known.since if known else waiting.since
        self._rows.queue[waiting.conversation] = replace(waiting, since=since)

    def leave(self, id: UUID, staff: int | None, at: datetime) -> None:
        if id in self._rows.queue:
            self._rows.waited.append(self._rows.queue.pop(id))

    def waiting(self, organisation: int) -> list[Waiting]:
        found = self._rows.queue.values()
        own = [w for w in found if self._rows.of(w.conversation) == organisation]
        return [replace(w, term=self._term(w.conversation)) for w in own]

    def _term(self, id: UUID) -> date | None:
        weighed = {weging.melding for weging in self._rows.wegingen}
        unweighed = (m for m in self._rows.meldingen if m.id not in weighed)
        return next((m.assess_before for m in unweighed if m.conversation == id), None)

    def reason_of(self, id: UUID) -> Reason | None:
        return self._rows.queue[id].reason if id in self._rows.queue else None

    def reasons_before(self, id: UUID) -> list[Reason]:
        return [one.reason for one in self._rows.waited if one.conversation == id]

    def owned(self, organisation: int) -> Mapping[UUID, int]:
        found = [c for c in self._rows.conversations.values() if c.organisation == organisation]
        return {c.id: c.owner for c in found if c.status is Status.MENS and c.owner}


class _Meldingen:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(
        self,
        conversation: UUID,
        document: dict[str, Any],
        at: datetime,
        before: date,
    ) -> Melding:
        number = len(self._rows.meldingen) + 1
        melding = Melding(number, conversation, at, before, document)
        self._rows.meldingen.append(melding)
        self._rows.steps_of[number] = [MeldingStep(MeldingStatus.INGEDIEND, at, number=1)]
        return melding

    def of_conversation(self, id: UUID) -> Melding | None:
        return next((m for m in self._rows.meldingen if m.conversation == id), None)

    def get(self, melding: int) -> Melding:
        return next(m for m in self._rows.meldingen if m.id == melding)

    def to_weigh(self, organisation: int) -> list[Melding]:
        own = [m for m in self._rows.meldingen if self._rows.of(m.conversation) == organisation]
        rows = self._rows
        return [m for m in own if not is_decided(rows, m.id) and not waits(rows, m.id)]

    def to_confirm(self, organisation: int) -> list[Melding]:
        own = [m for m in self._rows.meldingen if self._rows.of(m.conversation) == organisation]
        return [m for m in own if waits(self._rows, m.id)]

    def weighed_before(self, moment: datetime, most: int) -> list[UUID]:
        found = [m for m in self._rows.meldingen if self._is_over(m, moment)]
        kept = {
            self._rows.in_zaak[m.id][0]
            for m in self._rows.meldingen
            if m not in found and m.id in self._rows.in_zaak
        }
        zaak_of = self._rows.in_zaak
        return [
            m.conversation for m in found if m.id not in zaak_of or zaak_of[m.id][0] not in kept
        ][:most]

    def _is_over(self, melding: Melding, moment: datetime) -> bool:
        happened = [step.at for step in self._rows.steps_of[melding.id]]
        happened += [w.decided_at for w in of_melding(self._rows, melding.id)]
        is_open = waits(self._rows, melding.id) or melding.conversation in self._rows.held
        return is_decided(self._rows, melding.id) and not is_open and max(happened) < moment

    def erase(self, conversation: UUID) -> None:
        kept = [m for m in self._rows.meldingen if m.conversation != conversation]
        gone = {m.id for m in self._rows.meldingen} - {m.id for m in kept}
        for one in gone:
            self._rows.in_zaak.pop(one, None)
        self._rows.meldingen = kept
        self._rows.wegingen = [w for w in self._rows.wegingen if w.melding not in gone]
        self._rows.to_inform = [p for p in self._rows.to_inform if p.melding not in gone]
