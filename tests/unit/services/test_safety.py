"""What the model may raise, and from which chance on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.danger.assess import Level
from bot.encoder.meaning import Meaning
from bot.services.ports import Understanding
from bot.services.safety import alarm_of_model

MEANING = Meaning(0.05, 0.6, "hulp_voor_mezelf", "anders", "onbekend", ())
STOP = Understanding("stoppen", "stoppen", 0.99, danger=0.05, suicide=0.55, meaning=MEANING)


def test_the_model_raises_what_it_hears() -> None:
    assert alarm_of_model(STOP).level is Level.SUICIDE


def test_a_known_wish_to_stop_is_raised_only_by_a_higher_chance() -> None:
    assert alarm_of_model(replace(STOP, known=True)).level is Level.GEEN
    assert alarm_of_model(replace(STOP, known=True, danger=0.8)).level is Level.ACUUT


@pytest.mark.parametrize("intent", ["vertel_zorg", "nu_veilig", "gegeven", "meelezen", "suicide"])
def test_other_words_that_are_known_never_lower_what_the_model_hears(intent: str) -> None:
    known = replace(STOP, known=True, intent=intent, said=intent)

    assert alarm_of_model(known).level is Level.SUICIDE
