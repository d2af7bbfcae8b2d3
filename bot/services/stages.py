"""What may be stored changes with the stage: by consent, by the informed switch, and back again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.conversation.conversation import Answer, Conversation, Modus, Speaker
from bot.conversation.history import Version
from bot.logs import event
from bot.melding.fields import fields_by_name
from bot.melding.render import holds_own_words, without_own_words
from bot.melding.schema import CONSENT, Stage
from bot.services.door import kept
from bot.services.storage import UnitOfWork

GONE = "[gewist]"


def change_stage(work: UnitOfWork, now: Conversation, changes: Mapping[str, Any]) -> Conversation:
    """Consent to be called back; the informed switch to a melding, and the way back."""
    if changes.get("uitleg_gelezen") == "ja":
        event("melding.gekozen")
        return replace(now, modus=Modus.MELDING)
    if changes.get(CONSENT) == "ja" and now.modus is Modus.ADVIES:
        event("contact.toegestaan")
        return replace(now, modus=Modus.CONTACT)
    wants_advice = changes.get("wens") not in (None, "melding")
    if now.modus is Modus.MELDING and wants_advice and not is_submitted(work, now):
        to_call = work.callbacks.of_conversation(now.id) is not None
        return forget(work, now, Stage.MELDING, Modus.CONTACT if to_call else Modus.ADVIES)
    return now


def forget(work: UnitOfWork, now: Conversation, stage: Stage, modus: Modus) -> Conversation:
    """Back to another modus: what only the present one may hold is erased. Of what is held for a
    request the messages stay as they were said, until it is released (docs/decisions/0013)."""
    answers = work.conversations.answers(now.id)
    for field in fields_by_name().values():
        if field.stage is not stage:
            continue
        work.history.forget(now.id, field.name)  # also of what was taken back before
        if field.name in answers:
            work.conversations.drop_answer(now.id, field.name)
            if stage is Stage.CONTACT:  # these messages held nothing else
                work.conversations.replace_text(now.id, answers[field.name].message, GONE)
    if work.conversations.held_for(now.id) is None:
        _leave_names_out(work, now)
    for answer in work.conversations.answers(now.id).values():
        work.conversations.put_answer(now.id, without_names(answer))
    for version in work.history.of_conversation(now.id):
        work.history.replace_words(now.id, _version_without_names(version))
    return replace(now, modus=modus)


def _leave_names_out(work: UnitOfWork, now: Conversation) -> None:
    """Of all that was said; saying it again changes nothing more."""
    for message in work.conversations.messages(now.id):
        if message.speaker is Speaker.BEZOEKER:
            text = kept(message.text, Modus.ADVIES, None).text
            work.conversations.replace_text(now.id, message.number, text)
        elif message.speaker is Speaker.BOT:
            text = without_own_words(message.text)
            work.conversations.replace_text(now.id, message.number, text)


def release(work: UnitOfWork, now: Conversation) -> Conversation:
    """The request is done: what would have been erased meanwhile is erased now."""
    work.conversations.hold(now.id, None)
    callback = work.callbacks.of_conversation(now.id)
    if callback and callback.called_at:
        work.callbacks.erase(now.id)
        now = forget_contact(work, now)
    if now.modus is not Modus.MELDING:
        _leave_names_out(work, now)
    return now


def forget_contact(work: UnitOfWork, now: Conversation) -> Conversation:
    """The visitor was called, or takes back the consent."""
    wanted = now.modus is Modus.CONTACT
    return forget(work, now, Stage.CONTACT, Modus.ADVIES) if wanted else now


def without_names(answer: Answer) -> Answer:
    """As it may be kept in the advice stage: in the visitor's own words nobody is named."""
    source, value = _masked(answer.field, answer.source, answer.value)
    return replace(answer, source=source, value=value)


def _version_without_names(version: Version) -> Version:
    source, value = _masked(version.field, version.source, version.value)
    return replace(version, source=source, value=value)


def _masked(field: str, source: str, value: Any) -> tuple[str, Any]:
    masked = kept(source, Modus.ADVIES, field).text
    if value is None or not holds_own_words(fields_by_name()[field]):
        return masked, value
    return masked, kept(str(value), Modus.ADVIES, field).text


def is_submitted(work: UnitOfWork, conversation: Conversation) -> bool:
    return work.meldingen.of_conversation(conversation.id) is not None
