"""A short answer to a question that is not the open one is taken when it can be nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.melding.elsewhere import answer_elsewhere
from bot.melding.fields import fields_by_name
from bot.melding.hearing import hear

F = fields_by_name()
ANSWERS = {"rol": "omstander", "wens": "advies", "kinderen": "ja"}


@pytest.mark.parametrize(
    ("asked", "text", "taken"),
    [
        ("wens", "in Utrecht", {"gemeente": "GM0344"}),
        ("hoe_vaak", "4 en 7", {"leeftijden": [4, 7]}),
        ("hoe_vaak", "ze is 9 jaar", {"leeftijden": [9]}),
        ("eerste_keer", "vorige week", {"wanneer": "vorige week"}),
        ("eerste_keer", "drie maanden geleden", {"wanneer": "drie maanden geleden"}),
        # A number may be anything, a sentence tells more than one thing.
        ("hoe_vaak", "2", {}),
        ("wens", "ik weet het gewoon niet meer in Utrecht", {}),
        ("wens", "wat doen jullie in Utrecht?", {}),
        ("gemeente", "Utrecht", {}),
    ],
)
def test_it_is_taken_only_alone(asked: str, text: str, taken: dict[str, Any]) -> None:
    assert answer_elsewhere(F[asked], text, ANSWERS) == taken


def test_what_was_answered_before_is_left_alone() -> None:
    assert answer_elsewhere(F["wens"], "in Utrecht", {**ANSWERS, "gemeente": "GM0363"}) == {}


def test_a_moment_is_nobody() -> None:
    heard = hear(F["om_wie"], "vorige week", "gegeven", 0.9, ANSWERS)

    assert dict(heard.answers) == {"wanneer": "vorige week"}


@pytest.mark.parametrize("text", ["een vriend van vroeger", "de buurman van vorige week", "opa"])
def test_somebody_is_no_moment(text: str) -> None:
    assert dict(hear(F["om_wie"], text, "gegeven", 0.9, ANSWERS).answers) == {"om_wie": text}


def test_the_open_question_is_known_by_its_name_alone() -> None:
    """The fields may have been read anew since it was asked."""
    same = replace(F["gemeente"])

    assert answer_elsewhere(same, "Utrecht", ANSWERS) == {}
