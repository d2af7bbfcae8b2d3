"""Answering questions about Veilig Thuis, typed or chosen from a list."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.reading import answers_of, buttons_for, said_intent
from bot.answers.find import finder, is_certain, meant_by, questions_in
from bot.answers.questions import questions
from bot.melding.fields import fields_by_name
from bot.melding.needs import topic_of
from bot.reference.helplines import fill_numbers

NEAR = 3  # questions named when it is not certain which one is meant


class ActionAnswerQuestion(Action):
    """The written answer to this question, or to each of several; when none is certain, what is
    known of the topic and which questions come near."""

    def name(self) -> str:
        return "action_answer_question"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Any]:
        intent = said_intent(tracker)
        said = tracker.latest_message.get("text") or ""
        parts = questions_in(said)
        several = meant_by(parts, topic_of(intent)) if len(parts) > 1 else []
        if several:
            for one in several:
                dispatcher.utter_message(text=fill_numbers(one.answer))
            if len(several) < len(parts):
                dispatcher.utter_message(response="utter_vragen_een_voor_een")
            return []
        found = finder().find(said, topic_of(intent))
        if is_certain(found):
            dispatcher.utter_message(text=fill_numbers(found[0].question.answer))
            return []
        known = f"utter_{intent}" in domain["responses"]
        dispatcher.utter_message(response=f"utter_{intent}" if known else "utter_vraag_anders")
        near = ", ".join(f"‘{one.question.question}’" for one in found[:NEAR])
        dispatcher.utter_message(
            text=f"Ik kan ook antwoord geven op: {near} Typ de vraag die je hebt."
        )
        return []


class ActionAskWelkeVraag(Action):
    """Offers the questions of the chosen topic."""

    def name(self) -> str:
        return "action_ask_welke_vraag"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Any]:
        asked = fields_by_name()["welke_vraag"]
        topic = answers_of(tracker)["onderwerp_vraag"]
        offered = [(q.id, q.question) for q in questions() if q.topic == topic]
        dispatcher.utter_message(text=asked.question, buttons=buttons_for(asked.name, offered))
        return []
