"""Asking again, more simply, with the reason, or with a list; and correcting an answer."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.reading import (
    answers_of,
    ask_service,
    buttons_for,
    open_question,
    said_intent,
    set_slots,
)
from bot.melding.correction import find_correction
from bot.melding.fields import fields_by_name
from bot.melding.hearing import why_unclear
from bot.melding.kind import Unclear
from bot.melding.kinds import show
from bot.melding.melding import recorded_fields
from bot.melding.render import NOT_READ_BACK, read_back
from bot.melding.route import Request, ask_anew, given, may_stay_open
from bot.melding.schema import UNKNOWN
from bot.reference.helplines import fill_numbers

KNOWN_REASONS = frozenset({"nodig", "plaats_dubbel"})
NOTHING = frozenset({"weet_niet", "ontkennen", "liever_niet"})
PATIENCE = 2  # misunderstandings in a row, then a person is offered (domain rule 7.9)


class ActionAskAgain(Action):
    """Says why an answer was not understood; the open question follows by itself. After two times
    a question that may stay open does: nobody is kept going round in circles."""

    def name(self) -> str:
        return "action_ask_again"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Any]:
        times = int(tracker.slots.get("misverstanden") or 0) + 1
        asked = open_question(tracker)
        if asked is not None and asked.name == "nu_veilig":
            dispatcher.utter_message(response="utter_ik_blijf")
            return []
        said = tracker.latest_message.get("text") or ""
        intent = said_intent(tracker)
        unclear = (
            why_unclear(asked, said, intent, answers_of(tracker)) if asked else Unclear("kies")
        )
        if unclear.reason in KNOWN_REASONS:  # the visitor did nothing wrong, nor did we
            times -= 1
        if asked and asked.name == "te_corrigeren" and (intent in NOTHING or times >= PATIENCE):
            dispatcher.utter_message(response="utter_laat_zo")
            left: dict[str, Any] = {
                asked.name: None,
                "samenvatting_akkoord": None,
                "misverstanden": 0,
            }
            return [*set_slots(left), FollowupAction("action_next_step")]
        if times >= PATIENCE and asked and may_stay_open(asked, answers_of(tracker)):
            dispatcher.utter_message(response="utter_laat_open")
            ask_service(dispatcher, Request.BEL_OF_MENS)
            unknown = {**given(asked, UNKNOWN, answers_of(tracker)), "misverstanden": 0}
            return [*set_slots(unknown), FollowupAction("action_next_step")]
        if times >= PATIENCE:
            dispatcher.utter_message(response="utter_blijft_onduidelijk")
            ask_service(dispatcher, Request.BEL_OF_MENS)
            times = 0
        else:
            dispatcher.utter_message(response=f"utter_onduidelijk_{unclear.reason}")
        if asked and unclear.options:
            dispatcher.utter_message(buttons=buttons_for(asked.name, unclear.options))
        return [SlotSet("misverstanden", times)]


class ActionExplainWhy(Action):
    def name(self) -> str:
        return "action_explain_why"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Any]:
        asked = open_question(tracker)
        if asked is None:
            dispatcher.utter_message(response="utter_vraag_anders")
        else:
            dispatcher.utter_message(text=fill_numbers(asked.why))
        return []


class ActionSaySimpler(Action):
    def name(self) -> str:
        return "action_say_simpler"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Any]:
        asked = open_question(tracker)
        if asked is None:
            dispatcher.utter_message(response="utter_stel_je_vraag")
        else:
            dispatcher.utter_message(text=f"Ik vraag het anders. {asked.simpler}")
        return []


class ActionCorrect(Action):
    """Changes the answer that the visitor corrects, or lets it be asked again."""

    def name(self) -> str:
        return "action_correct"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Any]:
        said = tracker.latest_message.get("text") or ""
        answers = answers_of(tracker)
        if not recorded_fields(answers):
            dispatcher.utter_message(response="utter_onduidelijk_kies")
            return []
        found = find_correction(said, answers)
        if found is None:
            dispatcher.utter_message(response="utter_wat_aanpassen")
            return [SlotSet("samenvatting_akkoord", "aanpassen")]
        if found.value is None:
            dispatcher.utter_message(response="utter_wat_aanpassen")
        else:
            now = show(found.field, found.value)
            dispatcher.utter_message(text=f"Ik heb het aangepast. {found.field.label}: {now}.")
        name, value = found.field.name, found.value
        changes = ask_anew(name) if value is None else {name: value}
        return set_slots({**changes, "samenvatting_akkoord": None})


class ActionAskSamenvattingAkkoord(Action):
    """Reads everything back before it asks whether it is right."""

    def name(self) -> str:
        return "action_ask_samenvatting_akkoord"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Any]:
        dispatcher.utter_message(response="utter_read_back")
        dispatcher.utter_message(text=read_back(answers_of(tracker)))
        dispatcher.utter_message(response="utter_ask_samenvatting_akkoord")
        return []


class ActionAskTeCorrigeren(Action):
    """Offers the answers given so far, so that one can be chosen."""

    def name(self) -> str:
        return "action_ask_te_corrigeren"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Any]:
        asked = fields_by_name()["te_corrigeren"]
        answered = [
            (field.name, field.label)
            for field in recorded_fields(answers_of(tracker))
            if field.name not in NOT_READ_BACK
        ]
        buttons = buttons_for(asked.name, answered)
        dispatcher.utter_message(text=asked.question, buttons=buttons)
        return []
