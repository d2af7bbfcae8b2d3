"""The parts of the conversation as Rasa forms: which question is next within a part."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.reading import (
    FORMS,
    answers_of,
    forms_heard,
    just_answered,
    open_question,
    set_slots,
)
from bot.melding.fields import fields
from bot.melding.from_story import NOTE, said_back, taken_from_story
from bot.melding.kinds import show
from bot.melding.route import given, open_fields
from bot.melding.schema import ABOUT, DECLINED, UNKNOWN, Answers, Field, Step
from bot.melding.several import NO_MORE, extended, is_complete


class PartOfConversation(Action, ABC):
    """Asks the fields of its step that apply; reading the answers is done by the pipeline
    (bot/dialogue/components/open_question.py)."""

    @property
    @abstractmethod
    def step(self) -> Step: ...

    def name(self) -> str:
        return f"validate_{self.step.value}_form"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Any]:
        answered = just_answered(tracker)
        self._acknowledge(dispatcher, tracker, answered)
        added = _added(answered, answers_of(tracker))
        answers = {**answers_of(tracker), **added}
        before = tracker.slots.get(NOTE) or []
        taken = taken_from_story(self.step, answers, before)
        if said := said_back(taken):
            dispatcher.utter_message(text=said)
        values = {name: fact.value for name, fact in taken.items()}
        open_now = open_fields(self.step, {**answers, **values})
        events: list[Any] = set_slots({**added, **values})
        if taken:
            events.append(SlotSet(NOTE, [*before, *taken]))
        events.append(SlotSet("requested_slot", open_now[0].name if open_now else None))
        events += _about(open_now[:1], answers, tracker)
        heard = forms_heard(tracker)
        # Only what is new: for Rasa a form that sets slots has taken the message for itself.
        if heard != sorted(tracker.slots.get(FORMS) or ()):
            events.append(SlotSet(FORMS, heard))
        if answered:
            events.append(SlotSet("misverstanden", None))
        return events

    def _acknowledge(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, answered: list[Field]
    ) -> None:
        """A word of thanks for what was told, also when something else had been asked. In danger
        nothing comes between the 112 text and the question whether somebody is safe."""
        if self.step is Step.VEILIGHEID:
            return
        asked = open_question(tracker)
        for field in answered:
            told = tracker.slots.get(field.name) not in (UNKNOWN, DECLINED)
            if field.after and told and field.step is self.step:
                dispatcher.utter_message(text=field.after)
            elif field.after and told and asked:  # else said by its own step
                dispatcher.utter_message(response="utter_verhaal_gehoord")
            elif asked and asked not in answered and field.is_recorded:
                # An answer to a question still to come.
                said = show(field, tracker.slots.get(field.name))
                dispatcher.utter_message(text=f"Ik heb het opgeschreven. {field.label}: {said}.")


def _about(asked: list[Field], answers: Answers, tracker: Tracker) -> list[Any]:
    """For whom of a list the question is, in the visitor's words; empty for any other question."""
    lacking = asked[0].lacking(answers) if asked else []
    about = lacking[0]["wie"] if lacking else None
    return [] if about == tracker.slots.get(ABOUT) else [SlotSet(ABOUT, about)]


def _added(answered: list[Field], answers: Answers) -> dict[str, Any]:
    """What the answers change in lists. What is asked of each person is kept with that person. At
    "nog iemand?" the list grows and the question comes back, until somebody says that this is all;
    who names several at once is not asked for another."""
    changes: dict[str, Any] = {}
    for field in answered:
        value = answers.get(field.name)
        if field.of_each and value is not None:
            changes |= given(field, value, {**answers, **changes})
        elif field.adds_to and value not in (None, NO_MORE, UNKNOWN, DECLINED):
            changes[field.adds_to] = extended(answers.get(field.adds_to), value)
            changes[field.name] = None
        elif is_complete(value):
            changes |= {f.name: NO_MORE for f in fields() if f.adds_to == field.name}
    return changes


class ValidateKennismakingForm(PartOfConversation):
    step = Step.KENNISMAKING


class ValidateUitlegForm(PartOfConversation):
    step = Step.UITLEG


class ValidateSituatieForm(PartOfConversation):
    step = Step.SITUATIE


class ValidateMelderForm(PartOfConversation):
    step = Step.MELDER


class ValidateAanvullingForm(PartOfConversation):
    step = Step.AANVULLING


class ValidateMeldcodeForm(PartOfConversation):
    step = Step.MELDCODE


class ValidateContactForm(PartOfConversation):
    step = Step.CONTACT


class ValidateControleForm(PartOfConversation):
    step = Step.CONTROLE


class ValidateVervolgForm(PartOfConversation):
    step = Step.VERVOLG


class ValidateVeiligheidForm(PartOfConversation):
    step = Step.VEILIGHEID


class ValidateStopForm(PartOfConversation):
    step = Step.STOP


class ValidateCorrectieForm(PartOfConversation):
    step = Step.CORRECTIE


class ValidateVragenForm(PartOfConversation):
    step = Step.VRAGEN

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Any]:
        # What steers is not kept from turn to turn: the topic is gone, and not asked again.
        if tracker.slots.get("welke_vraag") is not None:
            return [SlotSet("requested_slot", None)]
        return await super().run(dispatcher, tracker, domain)
