"""Nobody in danger waits unseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from bot.casework.alarm import in_danger, waits_too_long
from bot.casework.queue import Reason, Waiting
from bot.casework.staff import Role
from tests.unit.services.test_teamwork import ACUTE, Office

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TWO_MINUTES = timedelta(seconds=120)


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.mark.parametrize("reason", Reason)
def test_only_danger_and_suicide_raise_an_alarm(reason: Reason) -> None:
    waiting = Waiting(uuid4(), reason, NOW)
    late = NOW + TWO_MINUTES + timedelta(seconds=1)
    expected = reason in {Reason.DIRECT_GEVAAR, Reason.SUICIDE}

    assert bool(in_danger([waiting])) is expected
    assert waits_too_long(waiting, late, TWO_MINUTES) is expected
    assert not waits_too_long(waiting, NOW + TWO_MINUTES, TWO_MINUTES)


async def test_the_whole_team_is_told_at_once_and_coordinators_when_it_takes_too_long(
    office: Office,
) -> None:
    coordinator = replace(office.sam, role=Role.COORDINATOR)
    opened = await office.visit.open()
    id = opened.turn.conversation.id
    await office.visit.say(id, opened.key, ACUTE)

    for staff in (office.noor, coordinator):
        (alarm,) = (await office.desk.overview(staff)).alarms
        assert (alarm.waiting.conversation, alarm.too_long) == (id, False)
    office.clock.pass_(seconds=121)

    assert not (await office.desk.overview(office.noor)).alarms[0].too_long
    assert (await office.desk.overview(coordinator)).alarms[0].too_long
    assert (await office.desk.overview(office.elders)).alarms == []


async def test_the_desk_of_a_coordinator_looks_again_when_the_time_is_over(office: Office) -> None:
    coordinator = replace(office.sam, role=Role.COORDINATOR)
    opened = await office.visit.open()
    assert (await office.desk.overview(coordinator)).again_in is None
    await office.visit.say(opened.turn.conversation.id, opened.key, ACUTE)
    office.clock.pass_(seconds=50)

    assert (await office.desk.overview(coordinator)).again_in == timedelta(seconds=70)
    assert (await office.desk.overview(office.noor)).again_in is None
    office.clock.pass_(seconds=71)
    assert (await office.desk.overview(coordinator)).again_in is None


async def test_an_alarm_ends_when_somebody_takes_over(office: Office) -> None:
    await office.taken(ACUTE)

    assert (await office.desk.overview(office.sam)).alarms == []
