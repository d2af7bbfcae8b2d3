"""What the model may raise, and what it may not."""

from __future__ import annotations

from dataclasses import replace

from bot.danger.assess import Level
from bot.encoder.meaning import Meaning
from bot.services.ports import Understanding
from bot.services.safety import alarm_of_model

HEARD = Meaning(0.05, 0.6, "hulp_voor_mezelf", "anders", "onbekend", ())
STOP = Understanding("stoppen", "stoppen", 0.99, danger=0.05, suicide=0.6, meaning=HEARD)


def test_the_model_raises_what_it_hears() -> None:
    assert alarm_of_model(STOP).level is Level.SUICIDE


def test_words_that_people_labelled_as_calm_are_not_raised() -> None:
    assert alarm_of_model(replace(STOP, known=True)).level is Level.GEEN


def test_words_that_people_labelled_as_danger_are() -> None:
    labelled = replace(STOP, known=True, intent="suicide", said="suicide")

    assert alarm_of_model(labelled).level is Level.SUICIDE
