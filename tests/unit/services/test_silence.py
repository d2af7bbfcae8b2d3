"""Who is quiet for a while hears once that the program waits; in danger 112 is named again."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from bot.conversation.conversation import Message, MessageKind, Speaker
from bot.services.silence import Silence
from bot.services.takeover import Takeover
from bot.services.visit import Visit
from tests.fake_storage import FakeStorage
from tests.fakes import FakeBrain, FakeClock, fake_accounts, fake_outside, saying

ACUTE = "hij trapt nu tegen de badkamerdeur en ik zit hier binnen"


class Scene:
    def __init__(self) -> None:
        self.storage, self.brain, self.clock = FakeStorage(), FakeBrain(), FakeClock()
        self.outside = fake_outside(self.storage, self.brain, self.clock)
        self.visit = Visit(self.outside)
        self.silence = Silence(self.outside, idle=timedelta(minutes=30))

    async def asked(self, said: str = "hij is zo vaak boos") -> UUID:
        """A conversation in which a question waits for an answer."""
        opened = await self.visit.open()
        self.brain.replies.append(saying("Om wie gaat het?", open_field="om_wie"))
        id = opened.turn.conversation.id
        await self.visit.say(id, opened.key, said)
        return id

    def last(self, id: UUID) -> Message:
        return self.storage.rows.messages[id][-1]


@pytest.fixture
def scene() -> Scene:
    return Scene()


async def test_after_five_minutes_the_program_says_that_it_waits(scene: Scene) -> None:
    id = await scene.asked()
    scene.clock.pass_(minutes=6)

    assert await scene.silence.run() == 1

    assert scene.last(id).speaker is Speaker.BOT
    assert "Ik wacht op je" in scene.last(id).text
    assert "30 minuten" in scene.last(id).text


async def test_it_says_so_once(scene: Scene) -> None:
    await scene.asked()
    scene.clock.pass_(minutes=6)
    await scene.silence.run()
    scene.clock.pass_(minutes=1)

    assert await scene.silence.run() == 0


@pytest.mark.parametrize("minutes", [1, 4, 12])
async def test_not_sooner_and_not_much_later(scene: Scene, minutes: int) -> None:
    await scene.asked()
    scene.clock.pass_(minutes=minutes)

    assert await scene.silence.run() == 0


async def test_the_open_question_stays_open(scene: Scene) -> None:
    id = await scene.asked()
    scene.clock.pass_(minutes=6)
    before = scene.storage.rows.conversations[id]

    await scene.silence.run()

    assert scene.storage.rows.conversations[id] == before


async def test_in_danger_it_names_112(scene: Scene) -> None:
    id = await scene.asked(ACUTE)
    scene.clock.pass_(minutes=6)

    await scene.silence.run()

    assert "Bel 112" in scene.last(id).text
    assert scene.last(id).kind is MessageKind.GEVAAR


async def test_where_no_question_waits_nothing_is_said(scene: Scene) -> None:
    await scene.visit.open()
    scene.clock.pass_(minutes=6)

    assert await scene.silence.run() == 0


async def test_a_colleague_who_has_the_conversation_waits_without_the_program(scene: Scene) -> None:
    id = await scene.asked()
    staff = fake_accounts(scene.outside).add("noor", "Noor", "een lang wachtwoord")
    await Takeover(scene.outside).take(staff, id)
    scene.clock.pass_(minutes=6)

    assert await scene.silence.run() == 0
