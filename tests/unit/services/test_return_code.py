"""A conversation that is put away, and the code with which the visitor comes back."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.conversation.conversation import Status
from bot.melding.route import Request
from bot.services.cleanup import Cleanup
from bot.services.ports import Understanding
from bot.services.return_code import KEPT_DAYS, SIGNS, CodeUnknown, code_hash, new_code
from bot.services.storage import NoSuchConversation
from bot.services.visit import Visit, WrongKey
from tests.fake_storage import FakeStorage
from tests.fakes import FakeBrain, FakeClock, fake_outside, saying

KEPT_LESS = timedelta(minutes=30)  # an open conversation is kept less long


class Kept:
    """A visitor who told something and put the conversation away."""

    def __init__(self) -> None:
        self.storage, self.brain, self.clock = FakeStorage(), FakeBrain(), FakeClock()
        self.outside = fake_outside(self.storage, self.brain, self.clock)
        self.visit = Visit(self.outside)

    async def put_away(self) -> str:
        """Returns the code."""
        self.brain.replies.append(saying("Hallo."))
        self.opened = await self.visit.open()
        self.id = self.opened.turn.conversation.id
        self.brain.understanding = Understanding("antwoord", "gegeven", 0.9)
        self.brain.replies.append(saying("Wil je stoppen?", open_field="stop_zeker", wens="advies"))
        await self.visit.say(self.id, self.opened.key, "ik moet de kinderen halen")
        self.brain.replies.append(saying(Request.BEWAREN))
        self.turn = await self.visit.choose(self.id, self.opened.key, "bewaren")
        found = re.search(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2}", self.turn.messages[0].text)
        assert found
        return found[0]

    def texts(self) -> list[str]:
        with self.storage() as work:
            return [message.text for message in work.conversations.messages(self.id)]


@pytest.fixture
def kept() -> Kept:
    return Kept()


def test_codes_differ_and_have_no_signs_that_are_misread() -> None:
    codes = {new_code() for _ in range(200)}

    assert len(codes) == 200
    assert not set("ILOU") & set("".join(codes))
    signs = len(codes.pop().replace("-", ""))
    assert len(set(SIGNS)) ** signs >= 2**50


@pytest.mark.parametrize("typed", ["4f7k 0qxm 9tb1", "4F7KOQXM9TBl", " 4F7K-0QXM-9TBI. "])
def test_a_code_may_be_typed_over_as_people_do(typed: str) -> None:
    assert code_hash(typed) == code_hash("4F7K-0QXM-9TB1")


@pytest.mark.parametrize("typed", ["", "4F7K", "4F7K-0QXM-9TB1-X", "hallo daar mens", "🙂" * 12])
def test_what_cannot_be_a_code_is_unknown(typed: str) -> None:
    with pytest.raises(CodeUnknown):
        code_hash(typed)


async def test_the_code_is_shown_once_and_stored_nowhere(kept: Kept) -> None:
    code = await kept.put_away()

    assert kept.turn.conversation.status is Status.BEWAARD
    assert code not in " ".join(kept.texts())
    assert "ik moet de kinderen halen" in kept.texts()


async def test_the_old_key_opens_nothing_any_more(kept: Kept) -> None:
    await kept.put_away()

    with pytest.raises(WrongKey):
        await kept.visit.look(kept.id, kept.opened.key)


async def test_who_comes_back_goes_on_at_the_open_question(kept: Kept) -> None:
    code = await kept.put_away()
    kept.brain.replies.append(saying("Om wie gaat het?", open_field="om_wie"))

    back = await kept.visit.come_back(code.lower().replace("-", " "))

    assert back.turn.conversation.id == kept.id
    assert back.turn.conversation.status is Status.BOT
    assert kept.brain.heard[-1][1] == "stop_zeker=nee"
    assert kept.brain.heard[-1][0].answers == {"wens": "advies"}
    assert "Welkom terug" in " ".join(m.text for m in back.turn.messages)
    assert (await kept.visit.say(kept.id, back.key, "mijn zus")).conversation.id == kept.id


async def test_a_code_works_once(kept: Kept) -> None:
    code = await kept.put_away()
    await kept.visit.come_back(code)

    with pytest.raises(CodeUnknown):
        await kept.visit.come_back(code)


async def test_a_key_of_a_conversation_is_no_code(kept: Kept) -> None:
    await kept.put_away()

    with pytest.raises(CodeUnknown):
        await kept.visit.come_back(kept.opened.key)


async def test_who_waited_for_a_person_waits_no_longer(kept: Kept) -> None:
    with kept.storage() as work:
        colleague = work.staff.add("balie", "Balie", "x")
        work.sessions.add(b"t", colleague.id, kept.clock())
    kept.brain.replies.append(saying("Hallo."))
    opened = await kept.visit.open()
    id = opened.turn.conversation.id
    kept.brain.replies.append(saying(Request.MENS, open_field="stop_zeker"))
    await kept.visit.say(id, opened.key, "ik wil een mens spreken")
    kept.brain.replies.append(saying(Request.BEWAREN))

    await kept.visit.choose(id, opened.key, "bewaren")

    with kept.storage() as work:
        assert work.queue.waiting(1) == []


async def test_what_nobody_comes_back_for_is_erased(kept: Kept) -> None:
    code = await kept.put_away()
    cleanup = Cleanup(kept.outside, idle=KEPT_LESS)
    kept.clock.pass_(days=KEPT_DAYS - 1)
    assert await cleanup.run() == 0

    kept.clock.pass_(days=2)

    assert await cleanup.run() == 1
    assert kept.texts() == []
    with pytest.raises((CodeUnknown, NoSuchConversation)):
        await kept.visit.come_back(code)
