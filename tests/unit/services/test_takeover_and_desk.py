"""What colleagues do, with storage in memory."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from bot.casework.queue import Reason
from bot.casework.staff import Staff
from bot.casework.weging import Besluit, ReasonTooShort
from bot.conversation.conversation import Speaker, Status
from bot.conversation.workflow import AlreadyClaimed, StepNotAllowed
from bot.melding.route import Request
from bot.services.accounts import (
    Accounts,
    LoginTaken,
    PasswordTooShort,
    SignInRefused,
    TooManyTries,
)
from bot.services.cleanup import Cleanup
from bot.services.desk import Desk, NothingToWeigh
from bot.services.storage import NoSuchConversation
from bot.services.takeover import NotYours, Takeover
from bot.services.visit import Visit
from tests.fakes import FakeBrain, FakeClock, FakePasswords, FakeStorage, fake_outside, saying
from tests.unit.melding.test_route import WHOLE

PASSWORD = "een lang wachtwoord"
ACUTE = "hij staat nu met een mes voor mijn deur en wil naar binnen"


class Office:
    def __init__(self) -> None:
        self.storage, self.brain, self.clock = FakeStorage(), FakeBrain(), FakeClock()
        outside = fake_outside(self.storage, self.brain, self.clock)
        self.visit, self.takeover, self.desk = Visit(outside), Takeover(outside), Desk(outside)
        self.accounts = Accounts(outside, FakePasswords())
        self.cleanup = Cleanup(outside, timedelta(minutes=30))
        self.noor = self.accounts.add("noor", "Noor", PASSWORD)
        self.sam = self.accounts.add("sam", "Sam", PASSWORD)

    async def open(self):
        opened = await self.visit.open()
        return opened.turn.conversation.id, opened.key

    async def melding(self):
        id, key = await self.open()
        self.brain.replies += [
            saying("Goed.", **{**WHOLE, "samenvatting_akkoord": "ja"}),
            saying(Request.INDIENEN),
        ]
        await self.visit.say(id, key, "alles in een keer")
        await self.visit.say(id, key, "verstuur maar")
        return id, key


@pytest.fixture
def office() -> Office:
    return Office()


async def test_taking_over_leaves_the_queue_and_tells_the_visitor(office: Office) -> None:
    id, key = await office.open()
    await office.visit.say(id, key, ACUTE)

    await office.takeover.take(office.noor, id)

    dossier = await office.desk.dossier(id)
    assert dossier.conversation.status is Status.MENS
    assert dossier.owner == office.noor
    assert dossier.reason is None
    assert dossier.messages[-1].text == "Je praat nu met een medewerker van Veilig Thuis."


async def test_two_colleagues_cannot_both_have_a_conversation(office: Office) -> None:
    id, _ = await office.open()
    await office.takeover.take(office.noor, id)

    with pytest.raises(AlreadyClaimed):
        await office.takeover.take(office.sam, id)


async def test_taking_over_twice_is_no_mistake_and_tells_once(office: Office) -> None:
    id, _ = await office.open()
    await office.takeover.take(office.noor, id)
    await office.takeover.take(office.noor, id)

    messages = (await office.desk.dossier(id)).messages
    assert sum("Je praat nu met" in message.text for message in messages) == 1


@pytest.mark.parametrize("what", ["say", "hand_back", "close"])
async def test_only_who_has_it_can_act_in_a_conversation(office: Office, what: str) -> None:
    id, _ = await office.open()
    await office.takeover.take(office.noor, id)
    more = ["hallo"] if what == "say" else []

    with pytest.raises(NotYours):
        await getattr(office.takeover, what)(office.sam, id, *more)


async def test_handing_back_lets_the_bot_answer_at_the_question_that_was_open(
    office: Office,
) -> None:
    office.brain.replies.append(saying("Hallo.", open_field="rol"))
    id, key = await office.open()
    await office.takeover.take(office.noor, id)
    await office.takeover.hand_back(office.noor, id)

    turn = await office.visit.choose(id, key, "zelf")

    assert turn.conversation.status is Status.BOT
    assert office.brain.heard[-1][0].open_field == "rol"


async def test_a_closed_conversation_cannot_be_taken_over(office: Office) -> None:
    id, key = await office.open()
    await office.visit.leave(id, key)

    with pytest.raises(StepNotAllowed):
        await office.takeover.take(office.noor, id)


async def test_an_unknown_conversation_cannot_be_taken_over(office: Office) -> None:
    with pytest.raises(NoSuchConversation):
        await office.takeover.take(office.noor, uuid4())


async def test_the_overview_has_danger_first_and_then_who_waited_longest(office: Office) -> None:
    await office.accounts.sign_in("noor", PASSWORD)
    ids = []
    for text in ("kan ik iemand spreken", "ik wil een mens", ACUTE):
        id, key = await office.open()
        if text != ACUTE:
            office.brain.replies.append(saying(Request.MENS))
        await office.visit.say(id, key, text)
        ids.append(id)
        office.clock.pass_(seconds=10)

    overview = await office.desk.overview()

    assert [one.waiting.conversation for one in overview.waiting] == [ids[2], ids[0], ids[1]]
    assert overview.waiting[0].waiting.reason is Reason.DIRECT_GEVAAR
    assert overview.present == [office.noor]


async def test_the_dossier_lists_answers_in_the_order_of_the_questions(office: Office) -> None:
    id, key = await office.open()
    office.brain.replies.append(saying("Goed.", gemeente="GM0363", rol="zelf", wens="advies"))
    await office.visit.say(id, key, "in Amsterdam")

    dossier = await office.desk.dossier(id)

    assert [field.name for field, _ in dossier.answers] == ["rol", "wens", "gemeente"]


async def test_a_submitted_melding_gets_five_working_days(office: Office) -> None:
    id, _ = await office.melding()

    (melding,) = (await office.desk.overview()).to_weigh

    assert melding.conversation == id
    assert melding.assess_before.isoformat() == "2026-03-09"
    assert melding.document["antwoorden"]["melder_naam"] == "Anna"


async def test_submitting_twice_makes_one_melding(office: Office) -> None:
    id, key = await office.melding()
    office.brain.replies.append(saying(Request.INDIENEN))

    await office.visit.say(id, key, "verstuur nog eens")

    assert len(office.storage.rows.meldingen) == 1


async def test_a_weging_has_a_name_a_time_and_a_version(office: Office) -> None:
    id, _ = await office.melding()

    await office.desk.record_weging(office.noor, id, Besluit.ONDERZOEK, "Nog te veel onduidelijk.")
    office.clock.pass_(days=1)
    await office.desk.record_weging(office.sam, id, Besluit.GEEN_VERVOLG, "Geen vermoeden meer.")

    first, second = (await office.desk.dossier(id)).wegingen
    assert (first.version, first.staff_name, first.besluit) == (1, "Noor", Besluit.ONDERZOEK)
    assert (second.version, second.staff_name) == (2, "Sam")
    assert second.decided_at > first.decided_at


async def test_a_weging_needs_a_reason(office: Office) -> None:
    id, _ = await office.melding()

    with pytest.raises(ReasonTooShort):
        await office.desk.record_weging(office.noor, id, Besluit.ONDERZOEK, "  ja     ")


async def test_without_a_melding_there_is_nothing_to_weigh(office: Office) -> None:
    id, _ = await office.open()

    with pytest.raises(NothingToWeigh):
        await office.desk.record_weging(office.noor, id, Besluit.ONDERZOEK, "Een goede reden.")


async def test_leaving_after_a_melding_keeps_what_was_said(office: Office) -> None:
    id, key = await office.melding()

    await office.visit.leave(id, key)

    dossier = await office.desk.dossier(id)
    assert dossier.melding is not None
    assert dossier.messages
    assert dossier.answers


# ── accounts ─────────────────────────────────────────────────────────────────────────────────


async def test_the_first_account_is_made_once() -> None:
    accounts = Accounts(fake_outside(), FakePasswords())

    first = accounts.first_account()

    assert first is not None
    staff, password = first
    assert (await accounts.sign_in(staff.login, password)).staff == staff
    assert accounts.first_account() is None


async def test_a_session_is_known_by_its_token_only(office: Office) -> None:
    signed_in = await office.accounts.sign_in("noor", PASSWORD)

    assert await office.accounts.who(signed_in.token) == office.noor
    assert await office.accounts.who("een ander token") is None
    assert signed_in.token.encode() not in b"".join(office.storage.rows.sessions)


@pytest.mark.parametrize(("login", "password"), [("noor", "fout"), ("niemand", PASSWORD)])
async def test_a_wrong_login_or_password_is_refused(
    office: Office, login: str, password: str
) -> None:
    with pytest.raises(SignInRefused):
        await office.accounts.sign_in(login, password)


async def test_wrong_passwords_lock_a_login_for_a_quarter_of_an_hour(office: Office) -> None:
    for _ in range(5):
        with pytest.raises(SignInRefused):
            await office.accounts.sign_in("noor", "fout")

    with pytest.raises(TooManyTries):
        await office.accounts.sign_in("noor", PASSWORD)
    assert (await office.accounts.sign_in("sam", PASSWORD)).staff == office.sam
    office.clock.pass_(minutes=16)
    assert (await office.accounts.sign_in("noor", PASSWORD)).staff == office.noor


def test_a_short_password_and_a_double_login_are_refused(office: Office) -> None:
    with pytest.raises(PasswordTooShort):
        office.accounts.add("nieuw", "Nieuw", "kort")
    with pytest.raises(LoginTaken):
        office.accounts.add("noor", "Nog een Noor", PASSWORD)


# ── clean-up ─────────────────────────────────────────────────────────────────────────────────


async def test_a_conversation_that_nobody_uses_is_ended_and_erased(office: Office) -> None:
    idle, _ = await office.open()
    office.clock.pass_(minutes=31)
    active, _ = await office.open()

    assert await office.cleanup.run() == 1

    assert office.storage.rows.conversations[idle].status is Status.GESLOTEN
    assert idle not in office.storage.rows.messages
    assert office.storage.rows.conversations[active].status is Status.BOT


async def test_a_conversation_with_a_colleague_is_left_alone(office: Office) -> None:
    id, _ = await office.open()
    await office.takeover.take(office.noor, id)
    office.clock.pass_(hours=3)

    assert await office.cleanup.run() == 0
    assert any(m.speaker is Speaker.SYSTEEM for m in office.storage.rows.messages[id])


def test_a_colleague_is_a_value() -> None:
    assert Staff(1, "a", "A") == Staff(1, "a", "A")
