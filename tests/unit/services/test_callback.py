"""Advice with contact details: consent first, kept apart from the words, erased when called."""

from __future__ import annotations

import pytest

from bot.casework.audit import ReadingReason
from bot.casework.retention import terms
from bot.casework.staff import Staff
from bot.conversation.conversation import Modus
from bot.melding.route import Request
from bot.services.desk import Desk
from bot.services.ports import Understanding
from bot.services.retention import Retention
from bot.services.visit import Visit
from tests.fake_storage import FakeStorage
from tests.fakes import FakeBrain, FakeClock, fake_outside, saying

STAFF = Staff(1, "noor", "Noor")
NAME, NUMBER = "Mirthe Vos", "0611122233"


class Asked:
    """A visitor with advice who is asked whether a colleague may call."""

    def __init__(self) -> None:
        self.storage, self.brain, self.clock = FakeStorage(), FakeBrain(), FakeClock()
        self.outside = fake_outside(self.storage, self.brain, self.clock)
        self.visit, self.desk = Visit(self.outside), Desk(self.outside)
        self.brain.understanding = Understanding("antwoord", "gegeven", 0.9)

    async def begin(self) -> None:
        self.brain.replies.append(saying("Mag het?", open_field="contact_toestemming"))
        self.opened = await self.visit.open()
        self.id = self.opened.turn.conversation.id

    async def say(self, text: str, *said: object, open_field: str | None, **changes: object):
        self.brain.replies.append(saying(*said, open_field=open_field, **changes))
        return await self.visit.say(self.id, self.opened.key, text)

    async def consent(self) -> None:
        await self.begin()
        await self.say("ja", "Naam?", open_field="contact_naam", contact_toestemming="ja")

    async def pass_on(self) -> None:
        await self.consent()
        await self.say(NAME, "Nummer?", open_field="contact_telefoon", contact_naam=NAME)
        await self.say(
            NUMBER, Request.TERUGBELLEN, open_field="vervolg_wens",
            contact_telefoon=NUMBER, contact_toestemming="doorgegeven",
        )  # fmt: skip

    @property
    def conversation(self):
        return self.storage.rows.conversations[self.id]

    def texts(self) -> str:
        return " ".join(m.text for m in self.storage.rows.messages.get(self.id, []))


@pytest.fixture
def asked() -> Asked:
    return Asked()


async def test_without_consent_a_name_and_a_number_are_left_out(asked: Asked) -> None:
    await asked.begin()

    await asked.say(f"ik ben {NAME}, {NUMBER}", "?", open_field=None, contact_naam=NAME)

    assert NAME not in asked.texts()
    assert "contact_naam" not in asked.storage.rows.answers.get(asked.id, {})
    assert asked.conversation.modus is Modus.ADVIES


async def test_with_consent_the_visitors_own_name_is_kept_and_no_other(asked: Asked) -> None:
    await asked.consent()

    await asked.say(NAME, "Nummer?", open_field="contact_telefoon", contact_naam=NAME)
    await asked.say(NUMBER, "En?", open_field=None, contact_telefoon=NUMBER)
    await asked.say("het gaat om Sanne de Wit van hiernaast", "Goed.", open_field=None)

    assert asked.conversation.modus is Modus.CONTACT
    assert asked.storage.rows.answers[asked.id]["contact_naam"].value == NAME
    assert "Sanne" not in asked.texts()


async def test_with_the_own_name_nobody_else_is_kept(asked: Asked) -> None:
    await asked.consent()

    await asked.say(
        "zeg maar niets tegen mijn man Ruud Bakker, want die luistert altijd mee",
        "Op welk nummer?", open_field="contact_telefoon",
    )  # fmt: skip
    await asked.say(f"{NUMBER}, niet die van Ruud Bakker", "?", open_field="contact_telefoon")

    assert "Bakker" not in asked.texts()


async def test_what_is_passed_on_outlives_the_words(asked: Asked) -> None:
    await asked.pass_on()
    await asked.visit.leave(asked.id, asked.opened.key)

    [callback] = (await asked.desk.overview(STAFF)).to_call
    dossier = await asked.desk.open(STAFF, asked.id, ReadingReason.TERUGBELLEN)

    assert callback.contact == {"contact_naam": NAME, "contact_telefoon": NUMBER}
    assert asked.texts() == ""
    assert [said for _, said in dossier.to_call] == [NAME, NUMBER]


async def test_no_moment_is_promised(asked: Asked) -> None:
    await asked.pass_on()

    assert "kan ik niet beloven" in asked.texts()


async def test_who_was_called_is_forgotten(asked: Asked) -> None:
    await asked.pass_on()

    await asked.desk.called(STAFF, asked.id)

    assert (await asked.desk.overview(STAFF)).to_call == []
    assert (await asked.desk.open(STAFF, asked.id, ReadingReason.TERUGBELLEN)).to_call == []
    assert NAME not in asked.texts()
    assert NUMBER not in asked.texts()
    assert asked.conversation.modus is Modus.ADVIES


async def test_taking_consent_back_erases_name_and_number(asked: Asked) -> None:
    await asked.pass_on()

    await asked.say("toch niet", Request.CONTACT_WISSEN, open_field="vervolg_wens")

    assert asked.conversation.modus is Modus.ADVIES
    assert asked.storage.rows.callbacks == {}
    assert not {"contact_naam", "contact_telefoon"} & set(asked.storage.rows.answers[asked.id])
    assert NAME not in asked.texts()
    assert NUMBER not in asked.texts()


async def test_after_thirty_days_it_is_erased_unasked(asked: Asked) -> None:
    await asked.pass_on()
    retention = Retention(asked.outside, terms())
    asked.clock.pass_(days=29)
    await retention.run()
    assert asked.storage.rows.callbacks

    asked.clock.pass_(days=2)
    await retention.run()

    assert asked.storage.rows.callbacks == {}
