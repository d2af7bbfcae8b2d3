"""What the dialogue makes of a message, and the danger that the model hears in it."""

from __future__ import annotations

from dataclasses import replace

from bot.danger.assess import Level
from bot.logs import failure
from bot.services.heard import Heard
from bot.services.ports import Brain, BrainFailed, Reply, Talk, Understanding
from bot.services.recording import quiet
from bot.services.safety import QUIET, alarm_of_model

LEAVE_BLOCK = "blok_e"  # somebody reads along: nothing more is put on the screen


async def answer(brain: Brain, heard: Heard) -> tuple[Heard, Reply | None]:
    """The reply, None when the dialogue failed; and the alarm as the model raised it."""
    try:
        if heard.choice:
            return heard, await brain.choose(heard.talk, *heard.choice, heard.alarm.level)
        if heard.alarm.steps.blocks == (LEAVE_BLOCK,):
            return heard, quiet(heard.talk, heard.conversation.question)
        understood = await brain.understand(heard.talk, heard.text)
        if heard.alarm.signals:
            understood = brain.as_story(heard.talk, heard.text, understood)
        heard = _raised(heard, understood)
        level = heard.alarm.level
        return heard, await brain.reply(heard.talk, heard.text, understood, level)
    except BrainFailed as error:
        failure("dialoog.mislukt", error)
        return heard, None


async def listen(brain: Brain, heard: Heard) -> Heard:
    """What is said to a colleague gets no answer; the alarm is raised all the same. No question of
    the program is what it answers."""
    if heard.pressed or heard.alarm.level is not Level.GEEN:
        return heard
    talk = Talk(heard.talk.answers, heard.talk.notes)
    try:
        return _raised(heard, await brain.understand(talk, heard.text))
    except BrainFailed as error:
        failure("dialoog.mislukt", error)
        return heard


def _raised(heard: Heard, understood: Understanding) -> Heard:
    if heard.alarm.level is not Level.GEEN:
        return heard
    raised = alarm_of_model(understood)
    return heard if raised is QUIET else replace(heard, alarm=raised, raised_by_model=True)
