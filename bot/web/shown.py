"""Conversations as they go over the wire and onto the pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from bot.casework.terms import NEDERLAND
from bot.conversation.conversation import (
    Answer,
    Conversation,
    Message,
    MessageKind,
    Speaker,
    Status,
)
from bot.melding.fields import fields_by_name
from bot.melding.kinds import show
from bot.services.choosing import options_of
from bot.services.visit import Turn
from bot.texts.language import Dutch, Language

IN_DUTCH = Dutch()


def clock(moment: datetime) -> str:
    """ "14:05", Dutch time."""
    return moment.astimezone(NEDERLAND).strftime("%H:%M")


def day(moment: datetime) -> str:
    """ "21-11-2026", Dutch time."""
    return moment.astimezone(NEDERLAND).strftime("%d-%m-%Y")


def text_of(message: Message, language: Language) -> str:
    """What a person wrote stays as it was written."""
    by_person = message.speaker is Speaker.MEDEWERKER or (
        message.speaker is Speaker.BEZOEKER and message.kind is not MessageKind.KEUZE
    )
    return message.text if by_person else language(message.text)


def message_json(message: Message, language: Language = IN_DUTCH) -> dict[str, Any]:
    return {
        "nummer": message.number,
        "van": message.speaker.value,
        "tekst": text_of(message, language),
        "soort": message.kind.value,
        "tijd": message.said_at.isoformat(timespec="seconds"),
        "klok": clock(message.said_at),
    }


def question_json(
    conversation: Conversation, language: Language = IN_DUTCH
) -> dict[str, Any] | None:
    question = conversation.question
    if question is None or not conversation.is_open or conversation.status is Status.MENS:
        return None  # it waits until the bot goes on
    field = fields_by_name()[question.field]
    choices = [{"waarde": value, "label": language(label)} for value, label in options_of(question)]
    return {"veld": field.name, "soort": field.kind, "keuzes": choices}


def state_json(turn: Turn, language: Language = IN_DUTCH) -> dict[str, Any]:
    """`nog`: about how many questions are still to come, 0 when none is open; `ingediend`: whether
    a melding was submitted."""
    conversation = turn.conversation
    question = question_json(conversation, language)
    return {
        "vraag": question,
        "status": conversation.status.value,
        "modus": conversation.modus.value,
        "nog": turn.remaining if question else 0,
        "ingediend": bool(conversation.notes.get("ingediend")),
    }


def turn_json(turn: Turn, language: Language = IN_DUTCH) -> dict[str, Any]:
    return {
        "berichten": [message_json(message, language) for message in turn.messages],
        **state_json(turn, language),
        "gevaar": turn.level.value,
    }


def answer_json(answer: Answer) -> dict[str, Any]:
    field = fields_by_name()[answer.field]
    return {
        "veld": field.name,
        "label": field.label,
        "waarde": answer.value,
        "tekst": show(field, answer.value),
        "bron": answer.source,
        "bericht": answer.message,
        "bevestigd": answer.confirmed,
        "door": answer.said_by,
    }


def short_name(conversation: Conversation) -> str:
    return name_of(conversation.id)


def name_of(id: UUID) -> str:
    """ "Gesprek 4F2A": enough for two colleagues to mean the same conversation."""
    return f"Gesprek {id.hex[:4].upper()}"
