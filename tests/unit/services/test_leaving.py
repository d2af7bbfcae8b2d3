"""What is left on the server when a visitor leaves: a row of decision 0011 each."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.casework.audit import ReadingReason
from bot.casework.callback import Callback
from bot.conversation.conversation import Status
from bot.danger.assess import Level
from bot.melding.route import Request
from bot.services.cleanup import Cleanup
from bot.services.storage import NoSuchConversation
from bot.services.takeover import Takeover
from bot.services.visit import Visit
from tests.fake_storage import FakeStorage
from tests.fakes import FakeBrain, FakeClock, fake_accounts, fake_outside, saying
from tests.unit.melding.test_route import WHOLE

ACUTE = "hij staat nu met een mes voor mijn deur en wil naar binnen"


class Scene:
    def __init__(self) -> None:
        self.storage, self.brain, self.clock = FakeStorage(), FakeBrain(), FakeClock()
        self.outside = fake_outside(self.storage, self.brain, self.clock)
        self.visit, self.takeover = Visit(self.outside), Takeover(self.outside)
        self.noor = fake_accounts(self.outside).add("noor", "Noor", "een lang wachtwoord")

    async def begin(self) -> None:
        opened = await self.visit.open()
        self.id, self.key = opened.turn.conversation.id, opened.key

    async def say(self, text: str, *said: object, **changes: object) -> None:
        self.brain.replies.append(saying(*(said or ("Vertel verder.",)), **changes))
        await self.visit.say(self.id, self.key, text)

    async def leave(self) -> None:
        await self.visit.leave(self.id, self.key)

    @property
    def words(self) -> int:
        rows = self.storage.rows
        return len(rows.messages.get(self.id, ())) + len(rows.answers.get(self.id, ()))

    @property
    def conversation(self):
        return self.storage.rows.conversations[self.id]


@pytest.fixture
async def scene() -> Scene:
    made = Scene()
    await made.begin()
    return made


async def gone_for_the_visitor(scene: Scene) -> None:
    with pytest.raises(NoSuchConversation):
        await scene.visit.look(scene.id, scene.key)


async def test_with_the_program_alone_everything_is_erased(scene: Scene) -> None:
    await scene.say("hij schreeuwt vaak", gemeente="GM0363")

    await scene.leave()

    assert scene.words == 0
    assert scene.id in scene.storage.rows.erased
    assert scene.conversation.status is Status.GESLOTEN
    await gone_for_the_visitor(scene)


async def test_after_danger_that_nobody_joined_only_the_level_stays(scene: Scene) -> None:
    await scene.say(ACUTE)

    await scene.leave()

    assert scene.words == 0
    assert scene.conversation.danger is Level.ACUUT
    assert scene.storage.rows.queue == {}


async def test_who_waited_for_a_colleague_leaves_the_queue(scene: Scene) -> None:
    await scene.say(ACUTE)
    assert scene.id in scene.storage.rows.queue

    await scene.leave()

    assert scene.storage.rows.queue == {}
    assert scene.words == 0


async def test_what_a_colleague_took_part_in_is_kept_but_not_for_the_visitor(
    scene: Scene,
) -> None:
    await scene.takeover.take(scene.noor, scene.id)
    await scene.takeover.say(scene.noor, scene.id, "Ik ben er voor je.")

    await scene.leave()

    assert scene.words > 0
    assert scene.conversation.status is Status.GESLOTEN
    await gone_for_the_visitor(scene)


async def test_what_a_colleague_took_over_and_said_nothing_in_is_erased(scene: Scene) -> None:
    await scene.say("hij schreeuwt vaak")
    await scene.takeover.take(scene.noor, scene.id)

    await scene.leave()

    assert scene.words == 0
    assert scene.conversation.owner == scene.noor.id


async def test_a_submitted_melding_is_kept(scene: Scene) -> None:
    await scene.say("alles in een keer", "Goed.", **{**WHOLE, "samenvatting_akkoord": "ja"})
    await scene.say("verstuur maar", Request.INDIENEN)

    await scene.leave()

    assert scene.words > 0
    assert len(scene.storage.rows.meldingen) == 1
    await gone_for_the_visitor(scene)


async def test_a_melding_that_was_not_submitted_is_erased(scene: Scene) -> None:
    await scene.say("alles in een keer", "Goed.", **WHOLE)

    await scene.leave()

    assert scene.words == 0
    assert scene.storage.rows.meldingen == []


async def test_a_request_to_be_called_back_outlives_the_words(scene: Scene) -> None:
    with scene.storage() as work:
        work.callbacks.put(Callback(scene.id, scene.clock(), {"contact_telefoon": "0612"}))

    await scene.leave()

    assert scene.words == 0
    assert scene.storage.rows.callbacks[scene.id].contact == {"contact_telefoon": "0612"}


async def test_what_was_put_away_is_kept_and_no_cookie_opens_it(scene: Scene) -> None:
    await scene.say("hij schreeuwt vaak")
    await scene.say("bewaar het", Request.BEWAREN)

    assert scene.words > 0
    with pytest.raises(PermissionError):
        await scene.visit.look(scene.id, scene.key)


async def test_what_is_held_for_a_request_is_kept(scene: Scene) -> None:
    await scene.say("hij schreeuwt vaak")
    with scene.storage() as work:
        work.conversations.hold(scene.id, ReadingReason.INZAGEVERZOEK)

    await scene.leave()

    assert scene.words > 0
    await gone_for_the_visitor(scene)


async def test_who_stops_is_told_what_becomes_of_the_words(scene: Scene) -> None:
    scene.brain.replies.append(saying(Request.STOPPEN))
    alone = await scene.visit.say(scene.id, scene.key, "stop maar")
    await scene.begin()
    await scene.takeover.take(scene.noor, scene.id)
    await scene.takeover.say(scene.noor, scene.id, "Ik ben er voor je.")
    await scene.takeover.hand_back(scene.noor, scene.id)
    scene.brain.replies.append(saying(Request.STOPPEN))
    with_colleague = await scene.visit.say(scene.id, scene.key, "stop maar")
    await scene.begin()
    await scene.say("alles in een keer", "Goed.", **{**WHOLE, "samenvatting_akkoord": "ja"})
    await scene.say("verstuur maar", Request.INDIENEN)
    scene.brain.replies.append(saying(Request.STOPPEN))
    with_melding = await scene.visit.say(scene.id, scene.key, "stop maar")

    assert "gestopt en gewist" in alone.messages[-1].text
    assert "niet meteen, maar later" in with_colleague.messages[-1].text
    assert "Je melding blijft bij Veilig Thuis" in with_melding.messages[-1].text


async def test_who_stops_what_is_held_is_not_told_of_a_colleague_who_was_not_there(
    scene: Scene,
) -> None:
    with scene.storage() as work:
        work.conversations.hold(scene.id, ReadingReason.KLACHT)
    scene.brain.replies.append(saying(Request.STOPPEN))

    turn = await scene.visit.say(scene.id, scene.key, "stop maar")

    assert "niet meteen, maar later" in turn.messages[-1].text
    assert "medewerker" not in turn.messages[-1].text


async def test_who_stops_and_asked_to_be_called_is_told_that_name_and_number_are_kept(
    scene: Scene,
) -> None:
    with scene.storage() as work:
        work.callbacks.put(Callback(scene.id, scene.clock(), {"contact_telefoon": "0612"}))
    scene.brain.replies.append(saying(Request.STOPPEN))

    turn = await scene.visit.say(scene.id, scene.key, "stop maar")

    assert "Je naam en nummer bewaren we" in turn.messages[-1].text


async def test_half_an_hour_without_a_message_is_leaving(scene: Scene) -> None:
    await scene.say(ACUTE)
    scene.clock.pass_(minutes=31)

    await Cleanup(scene.outside, timedelta(minutes=30)).run()

    assert scene.words == 0
    assert scene.storage.rows.queue == {}
    await gone_for_the_visitor(scene)
