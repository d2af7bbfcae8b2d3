"""The course of the conversation: on, back, to a melding, to advice, to a person."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.reading import answers_of, ask_service, open_question, progress_of, set_slots
from bot.melding.route import Request, decide, previous_field, start_advice, start_melding
from bot.melding.schema import ABOUT

WAIT = "wachten"


class ActionNextStep(Action):
    """Carries out what bot/melding/route.py decides; slot `stap` picks the rule that follows."""

    def name(self) -> str:
        return "action_next_step"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Any]:
        decision = decide(progress_of(tracker))
        for response in decision.say:
            dispatcher.utter_message(response=response)
        for request in decision.requests:
            ask_service(dispatcher, request)
        step = decision.step.value if decision.step else WAIT
        return [*set_slots(decision.changes), SlotSet("stap", step)]


class ActionGoBack(Action):
    def name(self) -> str:
        return "action_go_back"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Any]:
        asked = open_question(tracker)
        before = previous_field(asked.name if asked else None, answers_of(tracker))
        if before is None:
            dispatcher.utter_message(response="utter_niets_om_naar_terug")
            return []
        return [SlotSet(before.name, None)]


class ActionWantMelding(Action):
    """Towards the explanation of a melding; a child makes a melding together with a person."""

    def name(self) -> str:
        return "action_want_melding"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Any]:
        progress = progress_of(tracker)
        if progress.submitted:
            dispatcher.utter_message(response="utter_al_ingediend")
            return []
        if progress.answers.get("rol") == "kind":
            return [SlotSet("vervolg_wens", "melding")]  # route.py knows what that means
        return set_slots({**start_melding(progress.answers), "vervolg_wens": None})


class ActionWantAdvice(Action):
    def name(self) -> str:
        return "action_want_advice"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Any]:
        progress = progress_of(tracker)
        again = {"vervolg_wens": None, "advies_gegeven": None, ABOUT: None}
        if progress.submitted:  # the melding stays what it is
            return set_slots(again)
        return set_slots({**start_advice(progress.answers), **again})


class ActionRequestHuman(Action):
    def name(self) -> str:
        return "action_request_human"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Any]:
        ask_service(dispatcher, Request.MENS)
        return []


class ActionWaitQuietly(Action):
    """Says nothing and asks nothing: the fixed text of the service stands on its own."""

    def name(self) -> str:
        return "action_wait_quietly"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Any]:
        return []
