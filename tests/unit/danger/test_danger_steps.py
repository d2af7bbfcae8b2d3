"""Which fixed texts an assessment calls for, and the reason for a human."""

from __future__ import annotations

import pytest

from bot.danger import Action, Assessment, Level, Steps, assess, steps_for

R, O, S, C, E = Action.R, Action.O, Action.S, Action.C, Action.E  # noqa: E741


@pytest.mark.parametrize(
    ("actions", "steps"),
    [
        (set(), Steps((), None)),
        ({R}, Steps(("blok_r",), "DIRECT_GEVAAR")),
        ({S}, Steps(("blok_s",), "SUICIDE")),
        ({C}, Steps(("blok_c",), "SEKSUEEL_RECENT")),
        ({O}, Steps(("blok_o",), "VOORRANG")),
        ({E}, Steps(("blok_e",), None)),
        ({E, R}, Steps(("blok_r", "blok_e"), "DIRECT_GEVAAR")),
        ({O, C, S}, Steps(("blok_s", "blok_c", "blok_o"), "SUICIDE")),
        (
            {R, O, S, C, E},
            Steps(("blok_r", "blok_s", "blok_c", "blok_o", "blok_e"), "DIRECT_GEVAAR"),
        ),
    ],
)
def test_actions_become_blocks_in_order_of_importance(actions: set[Action], steps: Steps) -> None:
    assert steps_for(Assessment(Level.GEEN, frozenset(actions), ())) == steps


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("hij staat met een mes in de keuken", "blok_r"),
        ("ik wil er niet meer zijn", "blok_s"),
        ("vannacht ben ik verkracht", "blok_c"),
        ("hij kneep vorige week mijn keel dicht", "blok_o"),
        ("ik kan niet praten hij zit naast me", "blok_e"),
    ],
)
def test_the_first_block_answers_what_was_said(text: str, first: str) -> None:
    assert steps_for(assess(text)).blocks[0] == first


def test_doubtful_danger_alone_shows_no_block() -> None:
    assert steps_for(assess("hij heeft geen mes")) == Steps((), None)
