"""While a request about a conversation is open nothing of it is erased, but for what the visitor
clearly takes back before a melding: a row of decision 0013 each."""

from __future__ import annotations

import pytest

from bot.casework.audit import ReadingReason
from bot.casework.retention import terms
from bot.casework.staff import Role, Staff
from bot.conversation.conversation import Modus
from bot.melding.route import Request
from bot.services.desk import NobodyToCall, StillNeeded
from bot.services.retention import Retention
from tests.unit.melding.test_route import WHOLE
from tests.unit.services.test_callback import NAME, NUMBER, Asked

NOOR = Staff(1, "noor", "Noor", role=Role.COORDINATOR)
CHILD = "Jip van Dijk"


@pytest.fixture
def asked() -> Asked:
    return Asked()


async def hold(asked: Asked, reason: ReadingReason | None = ReadingReason.INZAGEVERZOEK) -> None:
    await asked.desk.hold(NOOR, asked.id, reason)


async def in_melding(asked: Asked) -> None:
    """A melding is begun, with a name in it."""
    begun = {**WHOLE, "uitleg_gelezen": "ja", "samenvatting_akkoord": None}
    await asked.say("ja, ik wil melden", "Wie?", open_field="betrokkenen", **begun)
    named = {"betrokkenen": [{"wie": CHILD}]}
    await asked.say(f"het gaat om {CHILD}", "En?", open_field=None, **named)
    assert asked.conversation.modus is Modus.MELDING


async def back_to_advice(asked: Asked) -> None:
    await in_melding(asked)
    await asked.say("toch alleen advies", "Goed.", open_field=None, wens="advies")


async def test_who_was_called_leaves_the_list_and_is_kept_until_the_request_is_done(
    asked: Asked,
) -> None:
    await asked.pass_on()
    await hold(asked)

    await asked.desk.called(NOOR, asked.id)

    assert (await asked.desk.overview(NOOR)).to_call == []
    with pytest.raises(NobodyToCall):
        await asked.desk.called(NOOR, asked.id)
    dossier = await asked.desk.open(NOOR, asked.id, ReadingReason.INZAGEVERZOEK)
    assert [said for _, said in dossier.to_call] == [NAME, NUMBER]
    assert NAME in asked.texts()

    await hold(asked, None)

    assert asked.storage.rows.callbacks == {}
    assert NAME not in asked.texts()
    assert NUMBER not in asked.texts()
    assert asked.conversation.modus is Modus.ADVIES


async def test_having_been_called_is_no_reason_to_read_a_file_again(asked: Asked) -> None:
    await asked.pass_on()
    await hold(asked)
    await asked.desk.called(NOOR, asked.id)
    asked.clock.pass_(hours=1)

    with pytest.raises(PermissionError):
        await asked.desk.open(NOOR, asked.id)


async def test_the_term_of_a_request_to_be_called_waits(asked: Asked) -> None:
    await asked.pass_on()
    await hold(asked)
    retention = Retention(asked.outside, terms())
    asked.clock.pass_(days=40)

    await retention.run()
    assert asked.storage.rows.callbacks[asked.id].contact["contact_telefoon"] == NUMBER

    await hold(asked, None)
    await retention.run()
    assert asked.storage.rows.callbacks == {}


async def test_who_takes_consent_back_is_forgotten_all_the_same(asked: Asked) -> None:
    await asked.pass_on()
    await hold(asked)

    await asked.say("toch niet", Request.CONTACT_WISSEN, open_field="vervolg_wens")

    assert asked.storage.rows.callbacks == {}
    assert NAME not in asked.texts()
    assert NUMBER not in asked.texts()
    assert asked.conversation.modus is Modus.ADVIES


async def test_back_to_advice_the_program_forgets_the_names_and_the_words_stay(
    asked: Asked,
) -> None:
    await asked.begin()
    await hold(asked)

    await back_to_advice(asked)

    answers = asked.storage.rows.answers[asked.id]
    assert asked.conversation.modus is Modus.ADVIES
    assert not {"betrokkenen", "melder_naam", "uitleg_gelezen"} & set(answers)
    assert CHILD not in str(answers)
    assert CHILD in asked.texts()

    await hold(asked, None)

    assert CHILD not in asked.texts()
    assert "[naam]" in asked.texts()


async def test_from_then_on_names_are_left_out_at_the_door(asked: Asked) -> None:
    await asked.begin()
    await hold(asked)
    await back_to_advice(asked)

    await asked.say("haar vader heet Ruud Bakker", "Goed.", open_field=None)

    assert "Bakker" not in asked.texts()


async def test_taking_consent_back_keeps_what_else_is_held(asked: Asked) -> None:
    await asked.begin()
    await hold(asked)
    await back_to_advice(asked)
    await asked.say("ja", "Naam?", open_field="contact_naam", contact_toestemming="ja")
    await asked.say(NAME, "Nummer?", open_field="contact_telefoon", contact_naam=NAME)

    await asked.say("toch niet", Request.CONTACT_WISSEN, open_field=None)

    assert NAME not in asked.texts()
    assert CHILD in asked.texts()


async def test_no_term_and_no_coordinator_erases_the_words(asked: Asked) -> None:
    await asked.begin()
    await asked.say("hij schreeuwt vaak", "Goed.", open_field=None)
    await hold(asked)
    await asked.visit.leave(asked.id, asked.opened.key)
    asked.clock.pass_(days=400)

    await Retention(asked.outside, terms()).run()
    with pytest.raises(StillNeeded):
        await asked.desk.erase(NOOR, asked.id)

    assert "schreeuwt" in asked.texts()


async def test_saying_that_nothing_is_open_changes_nothing_when_nothing_was(asked: Asked) -> None:
    await asked.pass_on()

    await hold(asked, None)

    assert NAME in asked.texts()
    assert asked.storage.rows.callbacks


async def test_a_melding_that_goes_on_keeps_its_names_when_a_request_is_done(
    asked: Asked,
) -> None:
    await asked.begin()
    await hold(asked)
    await in_melding(asked)

    await hold(asked, None)

    assert CHILD in asked.texts()
