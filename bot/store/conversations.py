"""Conversations, messages and answers in the database."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bot.casework.audit import ReadingReason
from bot.casework.outcome import Uitkomst
from bot.conversation.conversation import (
    Answer,
    Conversation,
    Message,
    MessageKind,
    Modus,
    Question,
    Speaker,
    Status,
)
from bot.danger.assess import Level
from bot.services.storage import NoSuchConversation
from bot.store.data_keys import DataKeys
from bot.store.history_table import antwoordversies
from bot.store.sealed import NOTES, QUESTION, SIGNALS, SOURCE, TEXT, VALUE, SealedColumn
from bot.store.service_keys import ServiceKeys, Use
from bot.store.tables import (
    antwoorden,
    berichten,
    escalaties,
    gesprekken,
    gespreksleutels,
    werknotities,
)
from bot.store.terms import closed_with_words, erased


class SqlConversations:
    def __init__(self, connection: Any, keys: DataKeys, service_keys: ServiceKeys) -> None:
        self._connection = connection
        self._keys = keys
        self._service_keys = service_keys

    def add(self, conversation: Conversation, key_hash: bytes) -> None:
        row = self._row(replace(conversation, question=None, notes={}))
        keyed = self._keyed(key_hash)
        self._connection.execute(gesprekken.insert().values(**row, sleutel_hash=keyed))
        self.save(conversation)  # its key can be made now that it is there

    def get(self, id: UUID) -> Conversation:
        query = sa.select(gesprekken).where(gesprekken.c.id == str(id)).with_for_update()
        row = self._connection.execute(query).mappings().first()
        if row is None:
            raise NoSuchConversation(str(id))
        return self._conversation(row)

    def opens(self, id: UUID, key_hash: bytes) -> bool:
        query = sa.select(gesprekken.c.sleutel_hash).where(gesprekken.c.id == str(id))
        found: bytes | None = self._connection.scalar(query)
        if found is None:
            raise NoSuchConversation(str(id))
        return hmac.compare_digest(bytes(found), self._keyed(key_hash))

    def save(self, conversation: Conversation) -> None:
        changed = gesprekken.update().where(gesprekken.c.id == str(conversation.id))
        self._connection.execute(changed.values(**self._row(conversation)))

    def forget_key(self, id: UUID) -> None:
        changed = gesprekken.update().where(gesprekken.c.id == str(id))
        self._connection.execute(changed.values(sleutel_hash=None))

    def give_key(self, id: UUID, key_hash: bytes) -> None:
        changed = gesprekken.update().where(gesprekken.c.id == str(id))
        self._connection.execute(changed.values(sleutel_hash=self._keyed(key_hash)))

    def opened_by(self, key_hash: bytes) -> UUID | None:
        query = sa.select(gesprekken.c.id).where(gesprekken.c.sleutel_hash == self._keyed(key_hash))
        found = self._connection.scalar(query)
        return UUID(found) if found else None

    def idle_since(self, moment: datetime) -> list[UUID]:
        query = sa.select(gesprekken.c.id).where(
            gesprekken.c.status.in_([Status.BOT.value, Status.WACHT.value]),
            gesprekken.c.laatst_op < moment,
        )
        return self._ids(query)

    def left_with_colleague(self, moment: datetime) -> list[UUID]:
        with_one = gesprekken.c.status == Status.MENS.value
        query = sa.select(gesprekken.c.id).where(with_one, gesprekken.c.laatst_op < moment)
        return self._ids(query)

    def quiet_between(self, since: datetime, until: datetime) -> list[UUID]:
        query = sa.select(gesprekken.c.id).where(
            gesprekken.c.status.in_([Status.BOT.value, Status.WACHT.value]),
            gesprekken.c.laatst_op.between(since, until),
        )
        return self._ids(query)

    def put_away_before(self, moment: datetime) -> list[UUID]:
        query = sa.select(gesprekken.c.id).where(
            gesprekken.c.status == Status.BEWAARD.value, gesprekken.c.laatst_op < moment
        )
        return self._ids(query)

    def closed_before(self, moment: datetime, most: int) -> list[UUID]:
        return self._ids(closed_with_words(moment, most))

    def erased_before(self, moment: datetime, most: int) -> list[UUID]:
        return self._ids(erased(moment, most))

    def remove(self, id: UUID) -> None:
        for table in (escalaties, gespreksleutels):
            self._connection.execute(table.delete().where(table.c.gesprek_id == str(id)))
        self._connection.execute(gesprekken.delete().where(gesprekken.c.id == str(id)))

    def hold(self, id: UUID, reason: ReadingReason | None) -> None:
        changed = gesprekken.update().where(gesprekken.c.id == str(id))
        self._connection.execute(changed.values(vastgehouden_om=reason.value if reason else None))

    def conclude(self, id: UUID, outcome: Uitkomst) -> None:
        changed = gesprekken.update().where(gesprekken.c.id == str(id))
        self._connection.execute(changed.values(uitkomst=outcome.value))

    def outcome_of(self, id: UUID) -> Uitkomst | None:
        query = sa.select(gesprekken.c.uitkomst).where(gesprekken.c.id == str(id))
        found = self._connection.scalar(query)
        return Uitkomst(found) if found else None

    def held_for(self, id: UUID) -> ReadingReason | None:
        query = sa.select(gesprekken.c.vastgehouden_om).where(gesprekken.c.id == str(id))
        found = self._connection.scalar(query)
        return ReadingReason(found) if found else None

    def _keyed(self, key_hash: bytes) -> bytes:
        """Whoever has the database alone cannot try keys or codes against it."""
        key = self._service_keys.get(self._connection, Use.TOEGANG)
        return hmac.digest(key, key_hash, hashlib.sha256)

    def _ids(self, query: Any) -> list[UUID]:
        return [UUID(id) for id in self._connection.scalars(query)]

    # ── messages ─────────────────────────────────────────────────────────────────────────────

    def messages(self, id: UUID, after: int = 0) -> list[Message]:
        query = (
            sa.select(berichten)
            .where(berichten.c.gesprek_id == str(id), berichten.c.nummer > after)
            .order_by(berichten.c.nummer)
        )
        return [self._message(row) for row in self._connection.execute(query).mappings()]

    def add_message(self, id: UUID, message: Message) -> Message:
        last = sa.select(sa.func.max(berichten.c.nummer)).where(berichten.c.gesprek_id == str(id))
        number = (self._connection.scalar(last) or 0) + 1
        signals = json.dumps(list(message.signals))
        self._connection.execute(
            berichten.insert().values(
                gesprek_id=str(id),
                nummer=number,
                van=message.speaker.value,
                soort=message.kind.value,
                tekst_versleuteld=self._keys.seal(message.text, TEXT, id, id, number),
                signalen_versleuteld=self._keys.seal(signals, SIGNALS, id, id, number),
                gezegd_op=message.said_at,
            )
        )
        return replace(message, number=number)

    def replace_text(self, id: UUID, number: int, text: str) -> None:
        changed = berichten.update().where(
            berichten.c.gesprek_id == str(id), berichten.c.nummer == number
        )
        sealed = self._keys.seal(text, TEXT, id, id, number)
        self._connection.execute(changed.values(tekst_versleuteld=sealed))

    # ── answers ──────────────────────────────────────────────────────────────────────────────

    def answers(self, id: UUID) -> dict[str, Answer]:
        query = sa.select(antwoorden).where(antwoorden.c.gesprek_id == str(id))
        found = [self._answer(id, row) for row in self._connection.execute(query).mappings()]
        return {answer.field: answer for answer in found}

    def put_answer(self, id: UUID, answer: Answer) -> None:
        self.drop_answer(id, answer.field)
        value = json.dumps(answer.value, ensure_ascii=False)
        self._connection.execute(
            antwoorden.insert().values(
                gesprek_id=str(id),
                veld=answer.field,
                waarde_versleuteld=self._keys.seal(value, VALUE, id, id, answer.field),
                bron_versleuteld=self._keys.seal(answer.source, SOURCE, id, id, answer.field),
                bericht_nummer=answer.message,
                bevestigd=answer.confirmed,
                gezegd_door=answer.said_by,
                gezegd_op=answer.said_at,
            )
        )

    def drop_answer(self, id: UUID, field: str) -> None:
        self._connection.execute(
            antwoorden.delete().where(
                antwoorden.c.gesprek_id == str(id), antwoorden.c.veld == field
            )
        )

    def erase_words(self, id: UUID, at: datetime) -> None:
        for table in (berichten, antwoorden, antwoordversies, werknotities):
            self._connection.execute(table.delete().where(table.c.gesprek_id == str(id)))
        changed = gesprekken.update().where(gesprekken.c.id == str(id))
        self._connection.execute(changed.values(vraag_versleuteld=None, notities_versleuteld=None))
        self._keys.destroy(id, at)

    # ── rows ─────────────────────────────────────────────────────────────────────────────────

    def _row(self, conversation: Conversation) -> dict[str, Any]:
        question = conversation.question
        asked = json.dumps([question.field, question.options]) if question else None
        notes = json.dumps(dict(conversation.notes)) if conversation.notes else None
        return {
            "id": str(conversation.id),
            "organisatie_id": conversation.organisation,
            "status": conversation.status.value,
            "modus": conversation.modus.value,
            "gevaar": conversation.danger.value,
            "beurt": conversation.turn,
            "medewerker_id": conversation.owner,
            "vraag_versleuteld": self._sealed(asked, conversation.id, QUESTION),
            "notities_versleuteld": self._sealed(notes, conversation.id, NOTES),
            "gestart_op": conversation.started_at,
            "laatst_op": conversation.last_at,
            "beeindigd_op": conversation.ended_at,
        }

    def _conversation(self, row: Any) -> Conversation:
        id = UUID(row["id"])
        asked = self._opened(row["vraag_versleuteld"], id, QUESTION)
        return Conversation(
            id=id,
            started_at=row["gestart_op"],
            last_at=row["laatst_op"],
            organisation=row["organisatie_id"],
            status=Status(row["status"]),
            modus=Modus(row["modus"]),
            danger=Level(row["gevaar"]),
            turn=row["beurt"],
            owner=row["medewerker_id"],
            question=_question(asked) if asked else None,
            notes=self._opened(row["notities_versleuteld"], id, NOTES) or {},
            ended_at=row["beeindigd_op"],
        )

    def _message(self, row: Any) -> Message:
        id, number = UUID(row["gesprek_id"]), row["nummer"]
        signals = self._keys.unseal(row["signalen_versleuteld"], SIGNALS, id, id, number)
        return Message(
            number=number,
            speaker=Speaker(row["van"]),
            text=self._keys.unseal(row["tekst_versleuteld"], TEXT, id, id, number),
            said_at=row["gezegd_op"],
            kind=MessageKind(row["soort"]),
            signals=tuple(json.loads(signals)),
        )

    def _answer(self, id: UUID, row: Any) -> Answer:
        field = row["veld"]
        value = self._keys.unseal(row["waarde_versleuteld"], VALUE, id, id, field)
        return Answer(
            field=field,
            value=json.loads(value),
            source=self._keys.unseal(row["bron_versleuteld"], SOURCE, id, id, field),
            message=row["bericht_nummer"],
            said_at=row["gezegd_op"],
            confirmed=row["bevestigd"],
            said_by=row["gezegd_door"],
        )

    def _sealed(self, text: str | None, id: UUID, column: SealedColumn) -> bytes | None:
        return self._keys.seal(text, column, id, id) if text else None

    def _opened(self, sealed: bytes | None, id: UUID, column: SealedColumn) -> Any:
        return json.loads(self._keys.unseal(sealed, column, id, id)) if sealed else None


def _question(asked: Any) -> Question:
    field, options = asked
    return Question(field, tuple((value, label) for value, label in options))
