"""A colleague whose desk is gone while the visitor waits loses the conversation."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.casework.audit import Act
from bot.casework.queue import Reason
from bot.conversation.conversation import Status
from bot.services.lost_owner import LostOwner
from bot.services.takeover import NotYours
from tests.fakes import fake_outside
from tests.unit.services.test_teamwork import ACUTE, PASSWORD
from tests.unit.services.test_teamwork import Office as TeamOffice


class Office(TeamOffice):
    def __init__(self) -> None:
        super().__init__()
        outside = fake_outside(self.storage, self.brain, self.clock)
        self.lost_owner = LostOwner(outside, timedelta(minutes=5))


@pytest.fixture
def office() -> Office:
    return Office()


async def test_who_waits_for_a_colleague_without_a_desk_waits_in_the_queue_again(
    office: Office,
) -> None:
    id, key = await office.taken()
    await office.present(office.noor)
    await office.takeover.say(office.noor, id, "Hallo, ik lees mee.")
    await office.visit.say(id, key, "fijn, ik ben zo bang")
    before = office.storage.rows.conversations[id].turn
    office.clock.pass_(minutes=5)
    assert await office.lost_owner.run() == 0
    office.clock.pass_(seconds=1)

    assert await office.lost_owner.run() == 1

    now = office.storage.rows.conversations[id]
    assert (now.status, now.owner, now.turn) == (Status.WACHT, None, before + 1)
    assert office.storage.rows.queue[id].reason is Reason.MEDEWERKER_WEG
    line = office.storage.rows.audit[-1]
    assert (line.act, line.by, line.subject, line.object_id, line.organisation) == (
        Act.MEDEWERKER_WEG, None, id, str(office.noor.id), 1,
    )  # fmt: skip
    assert await office.lost_owner.run() == 0


async def test_the_visitor_is_promised_a_person_only_when_another_one_is_there(
    office: Office,
) -> None:
    alone, key = await office.taken()
    await office.visit.say(alone, key, "ben je er nog")
    await office.lost_owner.run()
    office.clock.pass_(minutes=6)
    await office.present(office.sam, office.elders)
    second, key = await office.taken()
    await office.visit.say(second, key, "ben je er nog")
    await office.lost_owner.run()

    assert "Er is nu geen andere medewerker" in office.said(alone)[-1]
    assert "gevraagd" not in office.said(alone)[-1]
    assert "Ik heb een andere medewerker gevraagd" in office.said(second)[-1]


async def test_danger_that_was_heard_meanwhile_goes_first(office: Office) -> None:
    id, key = await office.taken()
    await office.visit.say(id, key, ACUTE)

    await office.lost_owner.run()

    assert office.storage.rows.queue[id].reason is Reason.DIRECT_GEVAAR


async def test_who_is_there_or_spoke_last_keeps_the_conversation(office: Office) -> None:
    id, key = await office.taken()
    await office.takeover.say(office.noor, id, "Ik zoek het even op.")
    office.clock.pass_(minutes=30)
    assert await office.lost_owner.run() == 0  # gone, but nobody waits for an answer
    await office.visit.say(id, key, "goed")
    await office.present(office.noor)
    office.clock.pass_(minutes=4)

    assert await office.lost_owner.run() == 0
    assert office.storage.rows.conversations[id].owner == office.noor.id


async def test_who_signs_out_while_the_visitor_waits_loses_it_at_once(office: Office) -> None:
    id, key = await office.taken()
    token = (await office.accounts.sign_in("noor", PASSWORD)).token
    await office.visit.say(id, key, "ben je er nog")
    assert await office.lost_owner.run() == 0
    await office.accounts.sign_out(token)

    assert await office.lost_owner.run() == 1


async def test_a_colleague_who_comes_back_later_cannot_go_on_as_if_nothing_happened(
    office: Office,
) -> None:
    id, key = await office.taken()
    await office.visit.say(id, key, "ben je er nog")
    await office.lost_owner.run()

    with pytest.raises(NotYours):
        await office.takeover.say(office.noor, id, "daar ben ik weer")
    await office.takeover.take(office.noor, id)
    await office.takeover.say(office.noor, id, "daar ben ik weer")
