"""What a colleague with several conversations is told of each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.casework.presence import Connection
from bot.casework.staff import NotAllowed, Role
from bot.conversation.conversation import MessageKind, Status
from bot.danger.assess import Level
from bot.services.ports import Understanding, typing
from bot.services.takeover import NotYours
from tests.unit.services.test_teamwork import ACUTE, Office

CALM = "ik weet niet of het erger wordt"
HEARD_BY_MODEL = Understanding("gegeven", "gegeven", 0.9, danger=0.95)


@pytest.fixture
def office() -> Office:
    return Office()


async def own(office: Office):
    return (await office.desk.overview(office.noor)).own


async def test_what_waits_for_an_answer_is_counted_until_there_is_one(office: Office) -> None:
    first, key = await office.taken()
    second, other = await office.taken()
    await office.takeover.say(office.noor, first, "Hallo.")
    await office.takeover.say(office.noor, second, "Hallo.")
    for text in ("een", "twee"):
        await office.visit.say(second, other, text)

    counted = {one.conversation.id: one.unanswered for one in await own(office)}
    await office.takeover.say(office.noor, second, "Ik lees het.")

    assert counted == {first: 0, second: 2}
    assert [one.unanswered for one in await own(office)] == [0, 0]


async def test_the_own_conversations_keep_their_place_and_are_those_of_one_colleague(
    office: Office,
) -> None:
    ids = []
    for _ in range(3):
        ids.append((await office.taken())[0])
        office.clock.pass_(minutes=1)

    assert [one.conversation.id for one in await own(office)] == ids
    assert (await office.desk.overview(office.sam)).own == []


async def test_danger_in_a_conversation_of_a_colleague_is_told_until_the_answer(
    office: Office,
) -> None:
    id, key = await office.taken()
    await office.takeover.say(office.noor, id, "Hallo.")
    assert [one.danger for one in await own(office)] == [None]

    await office.visit.say(id, key, ACUTE)
    (heard,) = await own(office)
    await office.takeover.say(office.noor, id, "Ben je nu veilig?")
    (answered,) = await own(office)

    assert heard.danger is not None
    assert answered.danger is None
    assert answered.conversation.danger is Level.ACUUT


async def test_the_model_goes_on_listening_when_a_colleague_talks(office: Office) -> None:
    id, key = await office.taken()
    await office.takeover.say(office.noor, id, "Hallo.")
    office.brain.understanding = HEARD_BY_MODEL
    replies = len(office.brain.heard)

    await office.visit.say(id, key, CALM)

    (one,) = await own(office)
    assert one.danger is not None
    assert one.danger.kind is MessageKind.GEVAAR
    assert one.conversation.status is Status.MENS
    assert one.conversation.danger is Level.ACUUT
    assert len(office.brain.heard) == replies  # it listens, and says nothing


async def test_a_model_that_fails_leaves_the_words_to_the_colleague(office: Office) -> None:
    id, key = await office.taken()
    office.brain.broken = True

    turn = await office.visit.say(id, key, CALM)

    assert turn.messages == []
    assert office.said(id)[-1] == CALM


async def test_danger_that_the_model_heard_is_not_lost_when_a_colleague_was_first(
    office: Office,
) -> None:
    opened = await office.visit.open()
    id, key = opened.turn.conversation.id, opened.key
    understand = office.brain.understand

    async def taken_meanwhile(*given):
        await office.takeover.take(office.noor, id)
        return replace(await understand(*given), danger=0.95)

    office.brain.understand = taken_meanwhile

    await office.visit.say(id, key, CALM)

    (one,) = await own(office)
    assert one.danger is not None
    assert one.conversation.danger is Level.ACUUT
    assert "Vertel verder." not in office.said(id)


async def test_only_a_visitor_in_danger_who_is_gone_is_lost(office: Office) -> None:
    calm, _ = await office.taken()
    danger, key = await office.taken()
    await office.visit.say(danger, key, ACUTE)
    for id in (calm, danger):
        office.storage.rows.connections[id] = Connection(office.clock(), office.clock())
    office.clock.pass_(seconds=6)

    lost = {one.conversation.id: one.lost for one in await own(office)}

    assert lost == {calm: False, danger: True}


async def test_that_somebody_writes_is_told_to_the_visitor_and_stored_nowhere(
    office: Office,
) -> None:
    id, _ = await office.taken()
    before = repr(office.storage.rows)

    with office.outside.notifier.subscribe(typing(id)) as news:
        await office.takeover.typing(office.noor, id)
        assert await news.wait(1) == {typing(id)}

    assert repr(office.storage.rows) == before


async def test_only_who_has_it_writes_in_it(office: Office) -> None:
    id, _ = await office.taken()
    auditor = office.accounts.add("a", "A", "een lang wachtwoord", Role.AUDITOR)

    with office.outside.notifier.subscribe(typing(id)) as news:
        with pytest.raises(NotYours):
            await office.takeover.typing(office.sam, id)
        with pytest.raises(NotAllowed):
            await office.takeover.typing(auditor, id)
        assert await news.wait(0.05) == frozenset()
