"""Answers that were taken from a story: their own sentence and message, and not yet confirmed."""

from __future__ import annotations

from dataclasses import replace

from bot.melding.from_story import NOTE
from bot.services.visit import Visit
from tests.fake_storage import FakeStorage
from tests.fakes import FakeBrain, FakeClock, fake_outside, saying

STORY = "Het is erg. Mijn zus wordt geslagen door haar man in Zaandam. Help!"
TOLD = "Mijn zus wordt geslagen door haar man in Zaandam."


class Scene:
    def __init__(self) -> None:
        self.storage, self.brain = FakeStorage(), FakeBrain()
        self.visit = Visit(fake_outside(self.storage, self.brain, FakeClock()))

    async def tell(self) -> None:
        """The story comes first, at another question; nothing is taken from it yet."""
        self.brain.replies.append(saying("Hallo.", open_field="direct_gevaar"))
        self.opened = await self.visit.open()
        self.id = self.opened.turn.conversation.id
        self.brain.replies.append(saying("Dank je.", open_field="wens", wat_gebeurd=STORY))
        await self.visit.say(self.id, self.opened.key, STORY)

    async def take(self) -> None:
        """A button leads to the questions that the story has answered."""
        reply = saying("Ik heb al opgeschreven.", rol="omstander", wens="advies", gemeente="GM0479")
        self.brain.replies.append(replace(reply, notes={NOTE: ["gemeente"]}))
        await self.visit.choose(self.id, self.opened.key, "advies")

    def answer(self, name: str):
        return self.storage.rows.answers[self.id][name]


async def test_it_keeps_the_sentence_and_the_message_that_told_it() -> None:
    scene = Scene()
    await scene.tell()

    await scene.take()

    assert scene.answer("gemeente").source == TOLD
    assert scene.answer("gemeente").message == scene.answer("wat_gebeurd").message
    assert scene.answer("wens").message > scene.answer("gemeente").message


async def test_a_button_confirms_its_own_answer_and_not_what_was_taken() -> None:
    scene = Scene()
    await scene.tell()

    await scene.take()

    assert scene.answer("wens").confirmed
    assert not scene.answer("gemeente").confirmed


async def test_the_read_back_confirms_it() -> None:
    scene = Scene()
    await scene.tell()
    await scene.take()
    reply = saying("Goed.", uitleg_gelezen="ja", samenvatting_akkoord="ja")
    scene.brain.replies.append(replace(reply, notes={NOTE: ["gemeente"]}))

    await scene.visit.say(scene.id, scene.opened.key, "ja klopt")

    assert scene.answer("gemeente").confirmed


async def test_a_later_correction_has_its_own_sentence() -> None:
    scene = Scene()
    await scene.tell()
    await scene.take()
    reply = saying("Ik heb het aangepast.", gemeente="GM0228")
    scene.brain.replies.append(replace(reply, notes={NOTE: ["gemeente"]}))

    await scene.visit.say(scene.id, scene.opened.key, "nee, ik bedoelde Ede")

    assert scene.answer("gemeente").source == "nee, ik bedoelde Ede"
