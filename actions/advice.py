"""Giving advice: approved points that fit, and the region's Veilig Thuis."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.reading import answers_of, forms_heard
from bot.advice.select import advice_for
from bot.reference.helplines import fill_numbers
from bot.reference.places import gemeente, region_of

BEFORE = "eerder_advies"  # note of all that was advised, so that more advice is other advice


class ActionGiveAdvice(Action):
    def name(self) -> str:
        return "action_give_advice"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Any]:
        answers = answers_of(tracker)
        before = tracker.slots.get(BEFORE) or []
        points = advice_for(answers, forms_heard(tracker), before)
        lines = "\n".join(f"• {fill_numbers(point.text)}" for point in points)
        dispatcher.utter_message(text=f"Dit kun je doen:\n{lines}")
        region = _region_line(answers.get("gemeente"))
        if region:
            dispatcher.utter_message(text=region)
        given = [point.id for point in points]
        return [SlotSet("advies_gegeven", given), SlotSet(BEFORE, [*before, *given])]


def _region_line(code: str | None) -> str | None:
    if code is None or not code.startswith("GM"):
        return None
    region = region_of(gemeente(code))
    return fill_numbers(
        f"{gemeente(code).name} hoort bij {region.organisation}. "
        "Bel [[veilig-thuis]] en noem de plaats, dan kom je daar uit."
    )
