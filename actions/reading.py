"""What actions read from a tracker, and the events they return."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.encoder.meaning import MEANING, surest_forms
from bot.melding.fields import fields, fields_by_name
from bot.melding.hearing import ANSWER
from bot.melding.route import Progress, Request
from bot.melding.schema import Field

FORMS = "vormen"  # note of the forms that were heard; chooses advice, is never recorded
REQUEST = "verzoek"  # key of the message that asks the service for something


def answers_of(tracker: Tracker) -> dict[str, Any]:
    return {field.name: tracker.slots.get(field.name) for field in fields()}


def progress_of(tracker: Tracker) -> Progress:
    return Progress(
        answers_of(tracker),
        advice_given=tracker.slots.get("advies_gegeven") is not None,
        submitted=bool(tracker.slots.get("ingediend")),
    )


def open_question(tracker: Tracker) -> Field | None:
    return fields_by_name().get(tracker.slots.get("requested_slot") or "")


def said_intent(tracker: Tracker) -> str:
    """What the classifier alone made of the last message (components/open_question.py)."""
    said = tracker.latest_message.get("gezegd") or tracker.latest_message.get("intent") or {}
    return str(said.get("name") or "")


def just_answered(tracker: Tracker) -> list[Field]:
    """The fields that the last message gave an answer to."""
    named = {entity["entity"] for entity in tracker.latest_message.get("entities", [])}
    return [field for field in fields() if field.name in named]


def forms_heard(tracker: Tracker) -> list[str]:
    """The forms of violence that the model heard in the stories so far, the last one included."""
    heard = set(tracker.slots.get(FORMS) or ())
    read = tracker.latest_message.get(MEANING)
    if read and any(field.name == "wat_gebeurd" for field in just_answered(tracker)):
        heard |= set(surest_forms(read))
    return sorted(heard)


def set_slots(changes: Mapping[str, Any]) -> list[Any]:
    return [SlotSet(name, value) for name, value in changes.items()]


def ask_service(dispatcher: CollectingDispatcher, request: Request) -> None:
    dispatcher.utter_message(json_message={REQUEST: request.value})


def buttons_for(field: str, options: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """A button for every (value, label)."""
    return [
        {"title": label, "payload": f"/{ANSWER}{json.dumps({field: value})}"}
        for value, label in options
    ]
