"""Conversations as they go over the wire and onto the pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.conversation.conversation import Answer, Conversation, Message, Status
from bot.melding.fields import fields_by_name
from bot.melding.kinds import show
from bot.services.choosing import options_of
from bot.services.visit import Turn

NEDERLAND = ZoneInfo("Europe/Amsterdam")


def clock(moment: datetime) -> str:
    """ "14:05", Dutch time."""
    return moment.astimezone(NEDERLAND).strftime("%H:%M")


def day(moment: datetime) -> str:
    """ "21-11-2026", Dutch time."""
    return moment.astimezone(NEDERLAND).strftime("%d-%m-%Y")


def message_json(message: Message) -> dict[str, Any]:
    return {
        "nummer": message.number,
        "van": message.speaker.value,
        "tekst": message.text,
        "soort": message.kind.value,
        "tijd": message.said_at.isoformat(timespec="seconds"),
        "klok": clock(message.said_at),
    }


def question_json(conversation: Conversation) -> dict[str, Any] | None:
    question = conversation.question
    if question is None or conversation.status in {Status.MENS, Status.GESLOTEN}:
        return None  # it waits until the bot goes on
    field = fields_by_name()[question.field]
    choices = [{"waarde": value, "label": label} for value, label in options_of(question)]
    return {"veld": field.name, "soort": field.kind, "keuzes": choices}


def state_json(conversation: Conversation) -> dict[str, Any]:
    return {
        "vraag": question_json(conversation),
        "status": conversation.status.value,
        "modus": conversation.modus.value,
    }


def turn_json(turn: Turn) -> dict[str, Any]:
    return {
        "berichten": [message_json(message) for message in turn.messages],
        **state_json(turn.conversation),
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
    """ "Gesprek 4F2A": enough for two colleagues to mean the same conversation."""
    return f"Gesprek {conversation.id.hex[:4].upper()}"
