"""From what was heard to the fixed safety texts and the queue of the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from bot.casework.queue import Reason, Waiting, more_urgent
from bot.conversation.conversation import (
    Conversation,
    Message,
    MessageKind,
    Speaker,
    Status,
)
from bot.conversation.workflow import step_to
from bot.danger.assess import Assessment, Level, assess
from bot.danger.steps import Steps, steps_for
from bot.melding.fields import fields_by_name
from bot.melding.from_story import STORY_FIELD
from bot.melding.hearing import ANSWER, TAKES_ANYTHING
from bot.melding.schema import Field
from bot.services.outside import Outside
from bot.services.ports import Understanding
from bot.services.storage import UnitOfWork
from bot.texts.texts import Texts

# Probability of danger of either kind from which the model raises the level: that of the encoder
# (docs/decisions/0006), and that of the intents, which speak when there is no encoder (0004).
OF_ENCODER = 0.5
# Of the answer to a question that asks for a choice, a number, a place or a moment: the encoder was
# taught first messages, and hears more in "dat duwen wel" than who knows what was asked.
OF_AN_ANSWER = 0.85
OF_WORDS = 0.7  # of an answer in own words to another question than what happened
OF_INTENTS = 0.7
# What happened, and whether there is danger, is told as a first message is.
HEARD_AS_FIRST = frozenset({STORY_FIELD, "direct_gevaar"})

# The intent of words that stand in data/nlu as a wish to stop: in "wis alles, ik wil stoppen" the
# encoder hears a little of dying. In "moet ophangen, ze komt eraan" it hears danger, and may.
STOP = "stoppen"
EARLIER_MESSAGES = 3  # of the visitor, for danger that is said in pieces

ACUTE = Steps(("blok_r",), Reason.DIRECT_GEVAAR.value)
SUICIDAL = Steps(("blok_s",), Reason.SUICIDE.value)
NOTHING = Steps((), None)


@dataclass(frozen=True)
class Alarm:
    """The level of a message, the texts to show and the names of the signals it was based on."""

    level: Level
    steps: Steps
    signals: tuple[str, ...] = ()


QUIET = Alarm(Level.GEEN, NOTHING)


def alarm_of_text(text: str, earlier: Sequence[str] = ()) -> Alarm:
    """By rules alone: no model, no storage."""
    heard: Assessment = assess(text, earlier)
    return Alarm(heard.level, steps_for(heard), tuple(signal.name for signal in heard.signals))


def alarm_of_choice(asked: Field, value: str) -> Alarm:
    """What choosing an answer means, such as "ja" to "Is er nu iemand in gevaar?"."""
    choice = asked.choice(value)
    if choice is None or choice.danger is None:
        return QUIET
    level = Level(choice.danger)
    steps = SUICIDAL if level is Level.SUICIDE else ACUTE
    return Alarm(level, steps, (f"{asked.name}_{value}",))


def _is_precise(name: str) -> bool:
    return fields_by_name()[name].kind not in TAKES_ANYTHING


def alarm_of_model(understood: Understanding) -> Alarm:
    """What the model adds. It is asked only when the rules heard no danger: it may raise."""
    for name, value in understood.answers.items():
        alarm = alarm_of_choice(fields_by_name()[name], str(value))
        if alarm is not QUIET:
            return alarm
    if understood.answers.get("nu_veilig") == "ja" and understood.said == "nu_veilig":
        # The encoder does not know what was asked: "ok hij is vertrokken met de auto". A yes with
        # new danger behind it is not said to be safe by the intents, and is heard.
        return QUIET
    least = OF_ENCODER if understood.meaning else OF_INTENTS
    if understood.known and understood.said == STOP:
        least = max(least, OF_WORDS)
    if understood.intent == ANSWER and not HEARD_AS_FIRST & set(understood.answers):
        precise = all(map(_is_precise, understood.answers))
        least = max(least, OF_AN_ANSWER if precise else OF_WORDS)
    if understood.danger + understood.suicide < least:
        return QUIET
    if understood.suicide > understood.danger:
        return Alarm(Level.SUICIDE, SUICIDAL, ("model_suicide",))
    return Alarm(Level.ACUUT, ACUTE, ("model_gevaar",))


def block_texts(texts: Texts, steps: Steps, someone_present: bool) -> list[str]:
    """The fixed texts, most important first. A person is named only when one is there."""
    shown = []
    for block in steps.blocks:
        text = texts(block)
        with_person = f"{block}_medewerker"
        if someone_present and with_person in texts:
            text += "\n" + texts(with_person)
        shown.append(text)
    return shown


def raise_alarm(
    outside: Outside, work: UnitOfWork, conversation: Conversation, alarm: Alarm
) -> Conversation:
    """Shows the fixed texts and puts the conversation in the queue; returns it as it is then.

    While a colleague has the conversation the texts are shown all the same: the 112 text waits
    for nobody. The colleague sees the danger on the desk.
    """
    # With a colleague in the conversation there is nobody else to be asked.
    present = (
        outside.anyone_present(work, conversation.organisation)
        and conversation.status is not Status.MENS
    )
    for text in block_texts(outside.texts, alarm.steps, present):
        message = Message(0, Speaker.SYSTEEM, text, outside.now(), MessageKind.GEVAAR)
        work.conversations.add_message(conversation.id, message)
    if alarm.steps.reason is None or conversation.status is Status.MENS:
        return conversation
    return enter_queue(outside, work, conversation, Reason[alarm.steps.reason])


def enter_queue(
    outside: Outside, work: UnitOfWork, conversation: Conversation, reason: Reason
) -> Conversation:
    """One that waits already gets the more urgent reason and keeps its place in time."""
    waiting = work.queue.reason_of(conversation.id)
    if waiting is not None:
        reason = more_urgent(waiting, reason)
    work.queue.enter(Waiting(conversation.id, reason, outside.now()))
    return step_to(conversation, Status.WACHT)


def said_before(work: UnitOfWork, id: UUID) -> list[str]:
    """What the visitor typed last, oldest first."""
    said = [
        m.text for m in work.conversations.messages(id)
        if m.speaker is Speaker.BEZOEKER and m.kind is MessageKind.TEKST
    ]  # fmt: skip
    return said[-EARLIER_MESSAGES:]
