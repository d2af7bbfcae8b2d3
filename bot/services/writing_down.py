"""A colleague who has a conversation confirms, corrects, adds or takes away answers of it.

What the stage may not hold is not stored, and in the advice stage names are left out of what a
colleague types too (door.py). An agreement to a read-back does not outlive a change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from bot.casework.audit import Act, entry
from bot.casework.staff import Right, Staff
from bot.conversation.conversation import Answer, Conversation, Modus, Question, Speaker
from bot.conversation.history import Version, Writer, Writing, version_of, without_answer
from bot.logs import event
from bot.melding.by_colleague import (
    NONE_GIVEN,
    besides,
    is_chosen,
    may_be_written,
    read_typed,
    settles,
)
from bot.melding.fields import fields_by_name
from bot.melding.from_story import NOTE
from bot.melding.kind import Unclear
from bot.melding.kinds import read
from bot.melding.melding import may_store
from bot.melding.route import ask_anew
from bot.melding.schema import Field
from bot.melding.source import WHOLE_MESSAGE
from bot.services.answering import AGREED
from bot.services.door import checked, kept
from bot.services.outside import Outside
from bot.services.ports import DESK
from bot.services.reading import own
from bot.services.stages import is_submitted
from bot.services.storage import UnitOfWork
from bot.services.takeover import must_own

SAID_BY = {Speaker.BEZOEKER: "De bezoeker", Speaker.MEDEWERKER: "Ik, als medewerker"}


class FieldRefused(ValueError):
    """This answer cannot be written down here; `name` is that of the fixed text that says why."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True)
class Typed:
    """What a colleague typed or chose for a field, and who said it."""

    field: str
    said: Sequence[str]
    said_by: Speaker = Speaker.BEZOEKER


@dataclass(frozen=True)
class _Desk:
    """Where it is written, by whom and when."""

    work: UnitOfWork
    now: Conversation
    field: Field
    answers: Mapping[str, Answer]
    by: Writer
    at: datetime

    @property
    def values(self) -> dict[str, Any]:
        return {name: answer.value for name, answer in self.answers.items()}

    def put(self, answer: Answer, kind: Writing) -> None:
        self.work.conversations.put_answer(self.now.id, answer)
        self.add(version_of(answer, kind, self.at, self.by))

    def drop(self, name: str) -> None:
        if name in self.answers:
            self.work.conversations.drop_answer(self.now.id, name)
            self.add(without_answer(name, Writing.VERWIJDERD, self.at, self.by))

    def add(self, version: Version) -> None:
        self.work.history.add(self.now.id, version)


class WritingDown:
    """Every use case is for the colleague who has the conversation. Raises NotAllowed, NotYours,
    NoSuchConversation, and FieldRefused for what may not be written down here."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside

    async def write(self, staff: Staff, id: UUID, typed: Typed) -> tuple[str, ...]:
        """A new answer, or another one. Returns what was left out ("[naam]", ...). Raises Unclear
        and MessageRefused when this is no answer to the question."""
        left_out: list[str] = []

        def change(desk: _Desk) -> None:
            said = typed.said
            if not is_chosen(desk.field) and not set(said) & set(NONE_GIVEN):
                keeping = kept(checked("\n".join(said)), desk.now.modus, desk.field.name)
                said = [keeping.text]
                left_out.extend(keeping.left_out)
            value = read_typed(desk.field, said, desk.values)
            source, message = self._where_said(desk, value, typed.said_by)
            answer = Answer(
                field=desk.field.name,
                value=value,
                source=source or "\n".join(said),
                message=message,
                said_at=desk.at,
                confirmed=True,
                said_by=typed.said_by.value,
            )
            desk.put(answer, Writing.OPGESCHREVEN)
            for name, more in besides(desk.field, value).items():
                desk.work.conversations.put_answer(
                    desk.now.id, replace(answer, field=name, value=more)
                )

        await self._change(staff, id, typed.field, Writing.OPGESCHREVEN, change)
        return tuple(left_out)

    async def confirm(self, staff: Staff, id: UUID, field: str) -> None:
        """The answer is right as it stands. Raises Unclear when there is none."""

        def change(desk: _Desk) -> None:
            if desk.field.name not in desk.answers:
                raise Unclear("leeg")
            answer = replace(desk.answers[desk.field.name], confirmed=True)
            desk.put(answer, Writing.BEVESTIGD)

        await self._change(staff, id, field, Writing.BEVESTIGD, change)

    async def remove(self, staff: Staff, id: UUID, field: str) -> None:
        """The question is open again, and is not filled from the story any more."""

        def change(desk: _Desk) -> None:
            for name in ask_anew(desk.field.name):
                desk.drop(name)

        await self._change(staff, id, field, Writing.VERWIJDERD, change)

    async def skip(self, staff: Staff, id: UUID, field: str) -> None:
        """The question is not suggested any more; nothing is written down as its answer."""

        def in_storage() -> None:
            with self._outside.storage() as work:
                now = own(staff, work.conversations.get(id))
                must_own(staff, now)
                if field not in fields_by_name():
                    raise FieldRefused("fout_veld")
                by, at = Writer(staff.id, staff.name), self._outside.now()
                work.history.add(id, without_answer(field, Writing.OVERGESLAGEN, at, by))

        staff.must(Right.GESPREK)
        await self._outside.stored(in_storage)
        await self._outside.notifier.changed(DESK)

    async def _change(
        self,
        staff: Staff,
        id: UUID,
        field: str,
        kind: Writing,
        change: Callable[[_Desk], None],
    ) -> None:
        staff.must(Right.GESPREK)

        def in_storage() -> None:
            with self._outside.storage() as work:
                now, at = own(staff, work.conversations.get(id)), self._outside.now()
                must_own(staff, now)
                written = _writable(work, now, field)
                by = Writer(staff.id, staff.name)
                desk = _Desk(work, now, written, work.conversations.answers(id), by, at)
                change(desk)
                desk.drop(AGREED)
                work.conversations.save(_after(desk, kind))
                act = Act.ANTWOORD_GEWIJZIGD
                work.audit.add(entry(at, act, staff, id, object_id=field, reason=kind.value))

        await self._outside.stored(in_storage)
        event("antwoord.gewijzigd")
        await self._outside.notifier.changed(DESK)

    def _where_said(self, desk: _Desk, value: Any, by: Speaker) -> tuple[str, int]:
        """The sentence of the visitor that gives this value, the latest first, and the number of
        that message; ("", 0) when there is none, or when a colleague knows it."""
        if by is not Speaker.BEZOEKER or desk.field.kind in WHOLE_MESSAGE:
            return "", 0
        for message in reversed(desk.work.conversations.messages(desk.now.id)):
            if message.speaker is not Speaker.BEZOEKER:
                continue
            for sentence in self._outside.sentences(message.text):
                try:
                    if read(desk.field, sentence) == value:
                        return sentence, message.number
                except Unclear:
                    continue
        return "", 0


def _writable(work: UnitOfWork, now: Conversation, name: str) -> Field:
    """Raises FieldRefused."""
    field = fields_by_name().get(name)
    if field is None:
        raise FieldRefused("fout_veld")
    if not may_be_written(field):
        raise FieldRefused("fout_veld_bezoeker")
    if is_submitted(work, now):
        raise FieldRefused("fout_veld_ingediend")
    if not may_store(name, now.modus is Modus.MELDING):
        raise FieldRefused("fout_veld_fase")
    return field


def _after(desk: _Desk, kind: Writing) -> Conversation:
    """A question that was answered meanwhile is open no more, nor is that about a read-back in
    which something changed; what was taken away is not filled from the story again."""
    notes = dict(desk.now.notes)
    if kind is Writing.VERWIJDERD:
        notes[NOTE] = [*dict.fromkeys([*(notes.get(NOTE) or ()), desk.field.name])]
    question = desk.now.question
    if question and _is_done(desk, question):
        question = None
    return replace(desk.now, notes=notes, question=question)


def _is_done(desk: _Desk, question: Question) -> bool:
    if question.field == AGREED:
        return True
    asked = fields_by_name()[question.field]
    after = {name: a.value for name, a in desk.work.conversations.answers(desk.now.id).items()}
    return settles(asked, desk.values, after)
