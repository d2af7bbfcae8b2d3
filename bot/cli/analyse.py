"""`advieslijn analyse`: what is understood of messages, for measuring and for other programs."""

from __future__ import annotations

from typing import Any

from bot.cli.lines import LineRefused, Row, text_of
from bot.danger.assess import Level
from bot.melding.facts import SEVERAL, facts_in, tells_of_violence
from bot.melding.needs import need_of, topic_of
from bot.services.ports import Brain, Talk
from bot.services.safety import alarm_of_model, alarm_of_text

TELLS_OF_SELF = frozenset({"slachtoffer", "kind", "pleger"})


async def analysed(brain: Brain, row: Row) -> Row:
    """The row of one message. Raises LineRefused."""
    if "id" not in row:
        raise LineRefused('an object with an "id" and a "text" was expected')
    return {"id": row["id"], **await analysis(brain, text_of(row))}


async def analysis(brain: Brain, text: str) -> dict[str, Any]:
    """The level of danger as the service takes it: rules first, and the model may raise.

    Who tells of violence or danger is never out of scope, whatever the model makes of the words.
    Without the encoder need and topic are those of the intent, and role and forms are not known.
    """
    alarm = alarm_of_text(text)
    understood = await brain.understand(Talk(), text)
    if alarm.level is Level.GEEN:
        alarm = alarm_of_model(understood)
    meaning = understood.meaning
    need = meaning.need if meaning else need_of(understood.said)
    role = meaning.role if meaning else "onbekend"
    if need == "buiten_scope" and (alarm.signals or tells_of_violence(text)):
        need = "hulp_voor_mezelf" if role in TELLS_OF_SELF else "advies"
    topic = meaning.topic if meaning else topic_of(understood.said)
    return {
        "gevaar": alarm.level.value,
        "behoefte": need,
        "onderwerp": topic if need == "informatie" else None,
        "vormen": list(meaning.forms) if meaning else [],
        "rol": role,
        "intent": understood.said,
        "confidence": round(understood.confidence, 3),
        "signalen": list(alarm.signals),
        "feiten": told(text),
    }


def told(text: str) -> dict[str, Any]:
    """The facts of a text by name; a list where there may be several."""
    found: dict[str, Any] = {}
    for fact in facts_in(text):
        if fact.name in SEVERAL:
            found.setdefault(fact.name, []).append(fact.value)
        else:
            found[fact.name] = fact.value
    return found
