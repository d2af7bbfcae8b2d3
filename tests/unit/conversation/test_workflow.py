"""Every step between the states of a conversation, allowed or not."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product
from uuid import uuid4

import pytest

from bot.conversation.conversation import Conversation, Question, Status
from bot.conversation.workflow import (
    ALLOWED_STEPS,
    AlreadyClaimed,
    StepNotAllowed,
    claim,
    close,
    hand_back,
    step_to,
)
from bot.danger.assess import Level

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def a(status: Status = Status.BOT, owner: int | None = None, turn: int = 3) -> Conversation:
    return Conversation(uuid4(), NOW, NOW, status=status, owner=owner, turn=turn)


@pytest.mark.parametrize(("before", "after"), product(Status, Status))
def test_only_the_steps_in_the_table_are_allowed(before: Status, after: Status) -> None:
    if after is before or after in ALLOWED_STEPS[before]:
        assert step_to(a(before), after).status is after
    else:
        with pytest.raises(StepNotAllowed, match=f"{before.value} -> {after.value}"):
            step_to(a(before), after)


def test_nothing_follows_on_a_closed_conversation() -> None:
    assert ALLOWED_STEPS[Status.GESLOTEN] == frozenset()


@pytest.mark.parametrize("before", [Status.BOT, Status.WACHT])
def test_a_claim_gives_an_owner_and_outdates_replies_that_are_being_computed(
    before: Status,
) -> None:
    taken = claim(a(before), 5)

    assert (taken.status, taken.owner, taken.turn) == (Status.MENS, 5, 4)


def test_what_another_has_cannot_be_claimed() -> None:
    with pytest.raises(AlreadyClaimed):
        claim(a(Status.MENS, owner=1), 2)


def test_handing_back_frees_it_and_keeps_the_open_question() -> None:
    from dataclasses import replace

    taken = replace(a(Status.MENS, owner=1), question=Question("rol"))

    back = hand_back(taken)

    assert (back.status, back.owner, back.question) == (Status.BOT, None, Question("rol"))
    assert back.turn > taken.turn


def test_closing_says_when_and_leaves_no_question() -> None:
    closed = close(a(Status.MENS), NOW)

    assert (closed.status, closed.ended_at, closed.question) == (Status.GESLOTEN, NOW, None)


def test_danger_can_rise_and_never_falls() -> None:
    calm = a()

    risen = calm.with_danger(Level.SUICIDE).with_danger(Level.ACUUT)

    assert risen.danger is Level.ACUUT
    assert risen.with_danger(Level.GEEN).danger is Level.ACUUT
    assert risen.with_danger(Level.SUICIDE).danger is Level.ACUUT
