"""Five lines for the colleague who takes over."""

from __future__ import annotations

from bot.casework.queue import Reason
from bot.casework.summary import LONGEST, summary
from bot.danger.assess import Level

TOLD = {
    "rol": "omstander",
    "gemeente": "GM0228",
    "wens": "melding",
    "om_wie": "mijn zus",
    "kinderen": "ja",
    "leeftijden": [4, 7],
    "wat_gebeurd": "Haar man gooit met borden.\nDe kinderen zijn bang.",
    "hoe_vaak": "elke_week",
    "wanneer": "weet_niet",
}


def test_a_colleague_reads_who_about_whom_what_danger_and_what_is_wanted() -> None:
    assert summary(TOLD, Level.ACUUT, Reason.DIRECT_GEVAAR) == (
        "Wie: Ik maak me zorgen om iemand anders; Ede",
        "Om wie: mijn zus; Ja, er zijn kinderen; 4 en 7 jaar",
        "Wat: Haar man gooit met borden. De kinderen zijn bang.; Elke week",
        "Gevaar: direct gevaar gehoord",
        "Wil: advies; wil melden, uitleg nog niet akkoord; in de rij: direct gevaar",
    )


def test_what_was_not_said_is_called_so() -> None:
    lines = summary({}, Level.GEEN)

    assert lines[0] == "Wie: niet gezegd"
    assert lines[2] == "Wat: niet gezegd"
    assert len(lines) == 5


def test_a_long_story_is_cut_and_what_follows_stays() -> None:
    line = summary({**TOLD, "wat_gebeurd": "En toen riep hij weer. " * 60}, Level.GEEN)[2]

    assert len(line) <= LONGEST
    assert line.endswith("…; Elke week")
