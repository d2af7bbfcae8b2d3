"""What a colleague can put in the message field, of what a conversation tells."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.casework.standard_answers import has_gap
from bot.conversation.conversation import Modus, Speaker
from bot.melding.route import Request
from bot.services.desk import Dossier
from bot.services.door import MessageRefused
from bot.services.drafting import MOST_SUGGESTED, found, ready, suggestions
from tests.fakes import saying
from tests.unit.melding.test_route import WHOLE
from tests.unit.services.test_writing_down import Talking


async def dossier_of(**answers: Any) -> tuple[Talking, Dossier]:
    talking = Talking()
    await talking.begin(**answers)
    return talking, await talking.desk.open(talking.noor, talking.id)


def text_of(dossier: Dossier, id: str) -> str:
    return next(one.text for one in ready(dossier) if one.id == id)


async def test_place_and_region_are_filled_in_when_they_are_known() -> None:
    _, dossier = await dossier_of(gemeente="GM0893")

    text = text_of(dossier, "andere_regio")

    assert text.startswith("In Bergen (L.) helpt Veilig Thuis Noord- en Midden-Limburg. Bel 0800")
    assert not has_gap(text)


@pytest.mark.parametrize("answers", [{"gemeente": "weet_niet"}, {"kinderen": "nee"}])
async def test_what_is_not_known_is_a_gap(answers: dict[str, str]) -> None:
    _, dossier = await dossier_of(**answers)

    assert "[vul in: gemeente]" in text_of(dossier, "andere_regio")
    assert "[vul in: nummer van de melding]" in text_of(dossier, "na_melding")


async def test_the_number_of_a_melding_is_filled_in_and_nothing_is_suggested_after_it() -> None:
    talking = Talking()
    opened = await talking.visit.open()
    talking.brain.replies += [
        saying("Goed.", **{**WHOLE, "samenvatting_akkoord": "ja"}),
        saying(Request.INDIENEN),
    ]
    id = opened.turn.conversation.id
    await talking.visit.say(id, opened.key, "alles in een keer")
    await talking.visit.say(id, opened.key, "verstuur maar")
    await talking.takeover.take(talking.noor, id)

    dossier = await talking.desk.open(talking.noor, id)

    assert dossier.melding
    assert f"nummer {dossier.melding.number}." in text_of(dossier, "na_melding")
    assert suggestions(dossier) == []


async def test_a_text_with_a_gap_is_never_sent() -> None:
    talking, dossier = await dossier_of(kinderen="nee")

    with pytest.raises(MessageRefused, match="fout_nog_invullen"):
        await talking.takeover.say(talking.noor, talking.id, text_of(dossier, "uitzoeken"))
    filled_in = text_of(dossier, "uitzoeken").replace("[vul in: hoeveel]", "5")
    await talking.takeover.say(talking.noor, talking.id, filled_in)

    said = [m.text for m in talking.storage.rows.messages[talking.id]]
    assert said[-1] == filled_in
    assert not any("[vul in" in text for text in said)


async def test_texts_are_found_by_every_word_in_title_or_text() -> None:
    _, dossier = await dossier_of()
    answers = ready(dossier)

    assert [a.id for a in found(answers, "KINDERTELEFOON school")] == ["jij_als_kind"]
    assert found(answers, "") == answers
    assert found(answers, "olifant") == []


async def test_a_few_questions_are_suggested_in_the_order_of_the_bot() -> None:
    _, dossier = await dossier_of(direct_gevaar="nee", rol="omstander", wens="advies")

    found_now = suggestions(dossier)

    assert [s.field.name for s in found_now] == ["wat_gebeurd", "om_wie", "kinderen"]
    assert len(found_now) == MOST_SUGGESTED
    assert all(s.field.why for s in found_now)
    assert not any(s.by_program for s in found_now)


async def test_a_question_that_the_bot_asked_last_is_marked() -> None:
    _, dossier = await dossier_of(
        asks="om_wie", direct_gevaar="nee", rol="omstander", wens="advies"
    )

    assert [s.field.name for s in suggestions(dossier) if s.by_program] == ["om_wie"]


async def test_what_the_colleague_asked_or_skipped_is_not_suggested_again() -> None:
    talking, dossier = await dossier_of(direct_gevaar="nee", rol="omstander", wens="advies")
    first, second, *_ = suggestions(dossier)

    await talking.takeover.say(talking.noor, talking.id, f"Dank je. {first.question}")
    await talking.writing.skip(talking.noor, talking.id, second.field.name)

    after = suggestions(await talking.desk.open(talking.noor, talking.id))
    assert {first.field.name, second.field.name}.isdisjoint(s.field.name for s in after)
    assert len(after) == MOST_SUGGESTED


async def test_what_the_visitor_says_does_not_count_as_asked() -> None:
    talking, dossier = await dossier_of(direct_gevaar="nee", rol="omstander", wens="advies")
    first = suggestions(dossier)[0]
    messages = [replace(m, text=first.question) for m in dossier.messages]
    assert any(m.speaker is Speaker.BEZOEKER for m in messages)

    assert suggestions(replace(dossier, messages=messages))[0] == first


async def test_a_question_of_a_melding_waits_until_the_visitor_chose_one() -> None:
    _, dossier = await dossier_of(**{k: v for k, v in WHOLE.items() if k != "adres"})
    advice = replace(dossier, conversation=replace(dossier.conversation, modus=Modus.ADVIES))

    assert "adres" not in [s.field.name for s in suggestions(advice)]
    assert suggestions(dossier)[0].field.name == "adres"
