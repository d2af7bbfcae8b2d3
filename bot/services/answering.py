"""Answers as they are stored: what the dialogue made of a message, and every version besides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.conversation import Answer, Conversation, Message, Modus, Speaker
from bot.conversation.history import Writing, version_of, without_answer
from bot.melding.fields import fields_by_name
from bot.melding.from_story import NOTE, sentence_of
from bot.melding.melding import may_store
from bot.melding.source import source_of
from bot.services.heard import Heard
from bot.services.ports import Reply
from bot.services.stages import without_names
from bot.services.storage import UnitOfWork

AGREED = "samenvatting_akkoord"


def store_answers(
    work: UnitOfWork, now: Conversation, heard: Heard, reply: Reply, sentences: Sequence[str]
) -> None:
    """What the dialogue took from a message, in so far as this stage may hold it. `sentences` are
    those of the message."""
    known = work.conversations.answers(now.id)
    told = newly_told(work, heard, reply)
    for name, value in reply.changes.items():
        if value is None:
            if name in known:
                work.conversations.drop_answer(now.id, name)
                at = heard.message.said_at
                work.history.add(now.id, without_answer(name, Writing.VERWIJDERD, at))
        elif may_store(name, now.modus is Modus.MELDING, now.modus is Modus.CONTACT):
            answer = Answer(
                field=name,
                value=value,
                source=source_of(fields_by_name()[name], value, sentences),
                message=heard.message.number,
                said_at=heard.message.said_at,
                confirmed=heard.pressed and heard.choice is not None,
            )
            if name in told:  # nobody was asked: only the read-back confirms it
                source, message = told[name]
                answer = replace(
                    answer,
                    source=source,
                    message=message.number,
                    said_at=message.said_at,
                    confirmed=False,
                )
            if now.modus is not heard.conversation.modus is Modus.MELDING:
                answer = without_names(answer)  # this very message was kept as it was said
            _put(work, now, answer, Writing.OPGESCHREVEN)
    if reply.changes.get(AGREED) == "ja":
        for answer in work.conversations.answers(now.id).values():
            if not answer.confirmed:
                _put(work, now, replace(answer, confirmed=True), Writing.BEVESTIGD)


def _put(work: UnitOfWork, now: Conversation, answer: Answer, kind: Writing) -> None:
    work.conversations.put_answer(now.id, answer)
    work.history.add(now.id, version_of(answer, kind, answer.said_at))


def newly_told(work: UnitOfWork, heard: Heard, reply: Reply) -> dict[str, tuple[str, Message]]:
    """The fields that this turn took from the story, each with the sentence and the message that
    told it: often an earlier one than the message that is answered now."""
    new = set(reply.notes.get(NOTE) or ()) - set(heard.talk.notes.get(NOTE) or ())
    if not new:
        return {}
    said = [
        message
        for message in reversed(work.conversations.messages(heard.conversation.id))
        if message.speaker is Speaker.BEZOEKER
    ]
    found = {}
    for name in new:
        sentence = sentence_of(name, {**heard.talk.answers, **reply.changes})
        message = next((m for m in said if sentence and sentence in m.text), heard.message)
        found[name] = (sentence or message.text, message)
    return found
