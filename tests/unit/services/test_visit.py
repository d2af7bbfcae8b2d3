"""The path of a visitor's message, with storage in memory and a brain that says what it is told."""

from __future__ import annotations

import asyncio
from uuid import uuid4

import pytest

from bot.casework.queue import Reason
from bot.conversation.conversation import Modus, Speaker, Status
from bot.danger.assess import Level
from bot.melding.render import read_back
from bot.melding.route import Request
from bot.services.door import LONGEST_MESSAGE, MessageRefused
from bot.services.ports import Understanding
from bot.services.storage import NoSuchConversation
from bot.services.takeover import Takeover
from bot.services.visit import NotStored, Opened, Visit, WrongKey
from tests.fake_storage import FakeStorage
from tests.fakes import FakeBrain, FakeClock, fake_outside, saying

ACUTE = "hij staat nu met een mes voor mijn deur en wil naar binnen"


class Scene:
    """A conversation that has just been opened."""

    def __init__(self) -> None:
        self.storage, self.brain, self.clock = FakeStorage(), FakeBrain(), FakeClock()
        self.outside = fake_outside(self.storage, self.brain, self.clock)
        self.visit = Visit(self.outside)

    async def open(self, open_field: str | None = None) -> Opened:
        self.brain.replies.insert(0, saying("Hallo.", open_field=open_field))
        self.opened = await self.visit.open()
        self.id = self.opened.turn.conversation.id
        return self.opened

    async def say(self, text: str):
        return await self.visit.say(self.id, self.opened.key, text)

    async def choose(self, value: str):
        return await self.visit.choose(self.id, self.opened.key, value)

    def colleague(self, present: bool = True) -> None:
        with self.storage() as work:
            self.staff = work.staff.add("balie", "Balie", "x")
            if present:
                work.sessions.add(b"t", self.staff.id, self.clock())

    def texts(self) -> list[str]:
        with self.storage() as work:
            return [message.text for message in work.conversations.messages(self.id)]

    @property
    def conversation(self):
        return self.storage.rows.conversations[self.id]


@pytest.fixture
def scene() -> Scene:
    return Scene()


async def test_opening_gives_a_key_that_is_not_stored_itself(scene: Scene) -> None:
    opened = await scene.open()

    assert len(opened.key) >= 43
    assert opened.key.encode() not in b"".join(scene.storage.rows.keys.values())


async def test_a_message_is_answered_and_both_are_kept_in_order(scene: Scene) -> None:
    await scene.open()

    turn = await scene.say("mijn buurman schreeuwt vaak")

    assert [m.text for m in turn.messages] == ["Vertel verder."]
    assert scene.texts() == ["Hallo.", "mijn buurman schreeuwt vaak", "Vertel verder."]


async def test_acute_danger_shows_112_first_and_enters_the_queue(scene: Scene) -> None:
    await scene.open()

    turn = await scene.say(ACUTE)

    assert turn.level is Level.ACUUT
    assert "Bel 112" in turn.messages[0].text
    assert turn.conversation.status is Status.WACHT
    assert scene.storage.rows.queue[scene.id].reason is Reason.DIRECT_GEVAAR


async def test_the_brain_hears_that_there_is_danger(scene: Scene) -> None:
    await scene.open()

    await scene.say(ACUTE)

    assert scene.brain.heard[-1][2] is Level.ACUUT


async def test_no_person_is_promised_when_nobody_is_there(scene: Scene) -> None:
    await scene.open()

    turn = await scene.say(ACUTE)

    assert "medewerker" not in turn.messages[0].text


async def test_a_person_is_named_when_a_colleague_is_present(scene: Scene) -> None:
    scene.colleague()
    await scene.open()

    turn = await scene.say(ACUTE)

    assert "Ik vraag een medewerker" in turn.messages[0].text


async def test_a_colleague_who_closed_the_desk_is_not_present(scene: Scene) -> None:
    scene.colleague()
    scene.clock.pass_(minutes=2)
    await scene.open()

    turn = await scene.say(ACUTE)

    assert "medewerker" not in turn.messages[0].text


async def test_danger_that_only_the_model_hears_raises_the_level(scene: Scene) -> None:
    await scene.open()
    scene.brain.understanding = Understanding("gevaar_nu", "gevaar_nu", 0.95, danger=0.95)

    turn = await scene.say("het gaat hier nu helemaal verkeerd")

    assert turn.level is Level.ACUUT
    assert "Bel 112" in turn.messages[0].text
    assert scene.conversation.danger is Level.ACUUT


async def test_an_answer_that_it_is_safe_now_is_not_taken_for_danger_by_the_model(
    scene: Scene,
) -> None:
    await scene.open()
    scene.brain.understanding = Understanding(
        "antwoord", "nu_veilig", 0.9, danger=0.95, answers={"nu_veilig": "ja"}
    )

    turn = await scene.say("ok hij is vertrokken met de auto")

    assert turn.level is Level.GEEN


async def test_a_yes_with_new_danger_behind_it_is_heard(scene: Scene) -> None:
    await scene.open()
    scene.brain.understanding = Understanding(
        "antwoord", "gevaar_nu", 0.9, danger=0.95, answers={"nu_veilig": "ja"}
    )

    turn = await scene.say("ja hoor, alleen is hij met een jerrycan naar mijn moeder onderweg")

    assert turn.level is Level.ACUUT


async def test_the_model_cannot_lower_what_the_rules_heard(scene: Scene) -> None:
    await scene.open()
    scene.brain.understanding = Understanding("groet", "groet", 0.99, danger=0.0)

    turn = await scene.say(ACUTE)

    assert turn.level is Level.ACUUT


async def test_a_suicidal_message_shows_113(scene: Scene) -> None:
    await scene.open()

    turn = await scene.say("ik wil niet meer leven")

    assert turn.level is Level.SUICIDE
    assert "113" in turn.messages[0].text


async def test_danger_once_heard_stays_with_the_conversation(scene: Scene) -> None:
    await scene.open()
    await scene.say(ACUTE)

    turn = await scene.say("wat kost dit eigenlijk")

    assert turn.level is Level.GEEN
    assert scene.conversation.danger is Level.ACUUT


@pytest.mark.parametrize("said", ["ja", "Ja!", "ja er is nu gevaar"])
async def test_yes_to_the_danger_question_is_danger(scene: Scene, said: str) -> None:
    await scene.open(open_field="direct_gevaar")

    turn = await scene.say(said)

    assert turn.level is Level.ACUUT
    assert "Bel 112" in turn.messages[0].text


async def test_the_button_for_danger_is_danger(scene: Scene) -> None:
    await scene.open(open_field="direct_gevaar")

    turn = await scene.choose("ja")

    assert turn.level is Level.ACUUT


async def test_when_the_brain_fails_the_visitor_gets_a_number_and_a_place_in_the_queue(
    scene: Scene,
) -> None:
    await scene.open()
    scene.brain.broken = True

    turn = await scene.say("hallo?")

    assert "0800-2000" in turn.messages[0].text
    assert scene.storage.rows.queue[scene.id].reason is Reason.TECHNISCH


async def test_112_is_shown_when_the_brain_is_broken(scene: Scene) -> None:
    await scene.open()
    scene.brain.broken = True

    turn = await scene.say(ACUTE)

    assert "Bel 112" in turn.messages[0].text


async def test_112_reaches_the_visitor_when_storage_is_down(scene: Scene) -> None:
    await scene.open()
    scene.storage.down = True

    with pytest.raises(NotStored) as down:
        await scene.say(ACUTE)

    assert down.value.level is Level.ACUUT
    assert "Bel 112" in down.value.texts[0]


async def test_nothing_is_stored_half_when_storage_fails_midway(scene: Scene) -> None:
    await scene.open()
    before = scene.texts()
    original = FakeBrain.understand

    async def fail(*_: object) -> Understanding:
        raise RuntimeError("unforeseen")

    scene.brain.understand = fail  # type: ignore[method-assign]
    with pytest.raises(RuntimeError):
        await scene.say("dit gaat mis")
    scene.brain.understand = original.__get__(scene.brain)  # type: ignore[method-assign]

    await scene.say("en dit gaat goed")

    assert scene.texts() == [*before, "dit gaat mis", "en dit gaat goed", "Vertel verder."]


async def test_names_are_left_out_before_anything_is_stored_or_handed_on(scene: Scene) -> None:
    await scene.open()

    await scene.say("mijn man heet Karel Wiersma en woont op Kerkstraat 12")

    kept = " ".join(scene.texts())
    assert "Karel" not in kept
    assert "Wiersma" not in kept
    assert "Kerkstraat 12" not in kept
    assert "Karel" not in scene.brain.heard[-1][1]
    assert any("weggelaten" in text for text in scene.texts())


async def test_in_a_melding_the_words_are_kept_as_said(scene: Scene) -> None:
    await scene.open(open_field="uitleg_gelezen")
    scene.brain.replies.append(saying("Ga door.", uitleg_gelezen="ja"))
    await scene.choose("ja")

    await scene.say("mijn man heet Karel Wiersma")

    assert scene.conversation.modus is Modus.MELDING
    assert "mijn man heet Karel Wiersma" in scene.texts()


async def test_back_to_advice_deletes_what_only_a_melding_may_hold(scene: Scene) -> None:
    await scene.open(open_field="uitleg_gelezen")
    scene.brain.replies.append(saying("Ga door.", uitleg_gelezen="ja", wens="melding"))
    await scene.choose("ja")
    scene.brain.replies.append(saying("Goed.", betrokkenen="Karel Wiersma"))
    await scene.say("het gaat om Karel Wiersma")
    scene.brain.replies.append(saying("Advies.", wens="advies", betrokkenen=None))

    await scene.say("nee ik wil toch liever alleen advies")

    assert scene.conversation.modus is Modus.ADVIES
    assert set(scene.storage.rows.answers[scene.id]) == {"wens"}
    assert "Wiersma" not in " ".join(scene.texts())


async def test_back_to_advice_leaves_no_name_in_what_is_kept(scene: Scene) -> None:
    await scene.open(open_field="uitleg_gelezen")
    scene.brain.replies.append(saying("Ga door.", uitleg_gelezen="ja", wens="melding"))
    await scene.choose("ja")
    story = "Karel Wiersma slaat haar elke week in Zaandam"
    scene.brain.replies.append(
        saying("Goed.", wat_gebeurd=story, hoe_vaak="elke_week", gemeente="GM0479")
    )
    await scene.say(story)
    scene.brain.replies.append(saying("Advies.", wens="advies"))

    await scene.say("nee ik wil toch liever alleen advies")

    answers = scene.storage.rows.answers[scene.id]
    assert answers["wat_gebeurd"].value == "[naam] slaat haar elke week in Zaandam"
    assert "Wiersma" not in " ".join(answer.source for answer in answers.values())
    assert (answers["hoe_vaak"].value, answers["gemeente"].value) == ("elke_week", "GM0479")


async def test_back_to_advice_leaves_no_name_in_what_the_bot_read_back(scene: Scene) -> None:
    await scene.open(open_field="uitleg_gelezen")
    scene.brain.replies.append(saying("Ga door.", uitleg_gelezen="ja", wens="melding"))
    await scene.choose("ja")
    answers = {
        "om_wie": "Karel",
        "betrokkenen": [{"wie": "Karel"}, {"wie": "Ilja Wiersma"}],
        "melder_naam": "Ans",
    }
    scene.brain.replies.append(
        saying(
            "Ik heb het aangepast. Naam van de melder: Anja Smit.",
            read_back({"rol": "omstander", "gemeente": "GM0479", **answers}),
            **answers,
        )
    )
    await scene.say("het gaat om Karel en Ilja Wiersma")
    scene.brain.replies.append(saying("Advies.", wens="advies"))

    await scene.say("voor Karel Wiersma wil ik toch liever alleen advies")

    said = " ".join(scene.texts())
    kept = " ".join(answer.source for answer in scene.storage.rows.answers[scene.id].values())
    for name in ("Karel", "Ilja", "Wiersma", "Ans", "Smit"):
        assert name not in said
        assert name not in kept
    assert "Gemeente: Zaanstad" in said


async def test_an_answer_that_only_a_melding_may_hold_is_not_stored_in_advice(scene: Scene) -> None:
    await scene.open()
    scene.brain.replies.append(saying("Goed.", melder_telefoon="0612345678", rol="omstander"))

    await scene.say("bel me maar")

    assert set(scene.storage.rows.answers[scene.id]) == {"rol"}


async def test_an_answer_keeps_the_sentence_it_came_from(scene: Scene) -> None:
    await scene.open(open_field="leeftijden")
    scene.brain.replies.append(saying("Dank je.", leeftijden=[4, 7]))

    await scene.say("Het is best lastig. Ze zijn 4 en 7. Meer weet ik niet.")

    answer = scene.storage.rows.answers[scene.id]["leeftijden"]
    assert answer.source == "Ze zijn 4 en 7"
    assert answer.message == 2
    assert not answer.confirmed


async def test_a_pressed_button_counts_as_confirmed(scene: Scene) -> None:
    await scene.open(open_field="rol")
    scene.brain.replies.append(saying("Goed.", rol="professional"))

    await scene.choose("Ik vraag dit vanuit mijn werk")

    assert scene.storage.rows.answers[scene.id]["rol"].confirmed


async def test_agreeing_to_the_read_back_confirms_everything(scene: Scene) -> None:
    await scene.open(open_field="uitleg_gelezen")
    scene.brain.replies.append(saying("Ga door.", uitleg_gelezen="ja"))
    await scene.choose("ja")
    scene.brain.replies.append(saying("Goed.", gemeente="GM0363"))
    await scene.say("in Amsterdam")
    scene.brain.replies.append(saying("Klaar.", samenvatting_akkoord="ja"))

    await scene.say("ja dat klopt")

    assert all(answer.confirmed for answer in scene.storage.rows.answers[scene.id].values())


async def test_asking_for_a_person_when_nobody_is_there_gives_the_telephone(scene: Scene) -> None:
    await scene.open()
    scene.brain.replies.append(saying(Request.MENS))

    turn = await scene.say("ik wil een mens")

    assert "Er is nu geen medewerker" in turn.messages[0].text
    assert turn.conversation.status is Status.BOT
    assert not scene.storage.rows.queue


async def test_asking_for_a_person_when_one_is_there_enters_the_queue(scene: Scene) -> None:
    scene.colleague()
    await scene.open()
    scene.brain.replies.append(saying(Request.MENS, "Ondertussen: wat is er gebeurd?"))

    turn = await scene.say("ik wil een mens")

    assert turn.messages[0].text.startswith("Ik heb een medewerker gevraagd")
    assert turn.messages[1].text.startswith("Ondertussen")
    assert turn.conversation.status is Status.WACHT


async def test_an_incomplete_melding_is_not_submitted(scene: Scene) -> None:
    await scene.open()
    scene.brain.replies.append(saying(Request.INDIENEN))

    turn = await scene.say("verstuur maar")

    assert "nog niet compleet" in turn.messages[0].text
    assert not scene.storage.rows.meldingen


async def test_stopping_erases_the_words_and_closes_the_conversation(scene: Scene) -> None:
    await scene.open()
    scene.brain.replies.append(saying(Request.STOPPEN))

    turn = await scene.say("ja, stop maar")

    assert turn.conversation.status is Status.GESLOTEN
    assert scene.texts() == [scene.outside.texts("gewist")]
    with pytest.raises(NoSuchConversation):
        await scene.say("ben je er nog")


async def test_leaving_erases_everything_that_was_said(scene: Scene) -> None:
    await scene.open()
    await scene.say("iets wat niemand mag weten")

    await scene.visit.leave(scene.id, scene.opened.key)

    assert scene.texts() == []
    assert scene.storage.rows.answers.get(scene.id) is None
    assert scene.conversation.status is Status.GESLOTEN


async def test_leaving_after_a_colleague_took_part_keeps_the_colleagues_record(
    scene: Scene,
) -> None:
    scene.colleague()
    await scene.open()
    takeover = Takeover(scene.outside)
    await takeover.take(scene.staff, scene.id)
    await takeover.say(scene.staff, scene.id, "Hallo, ik lees mee.")

    await scene.visit.leave(scene.id, scene.opened.key)

    assert "Hallo, ik lees mee." in scene.texts()
    with pytest.raises(NoSuchConversation):
        await scene.visit.look(scene.id, scene.opened.key)


async def test_while_a_colleague_has_the_conversation_nothing_reaches_the_brain(
    scene: Scene,
) -> None:
    scene.colleague()
    await scene.open()
    await Takeover(scene.outside).take(scene.staff, scene.id)
    heard = len(scene.brain.heard)

    turn = await scene.say("dit is voor de medewerker")

    assert len(scene.brain.heard) == heard
    assert turn.messages == []
    assert turn.conversation.status is Status.MENS


async def test_112_is_shown_while_a_colleague_has_the_conversation(scene: Scene) -> None:
    scene.colleague()
    await scene.open()
    await Takeover(scene.outside).take(scene.staff, scene.id)

    turn = await scene.say(ACUTE)

    assert "Bel 112" in turn.messages[0].text
    assert turn.messages[0].speaker is Speaker.SYSTEEM
    assert scene.conversation.status is Status.MENS


async def test_a_reply_that_is_computed_during_a_take_over_is_dropped(scene: Scene) -> None:
    scene.colleague()
    await scene.open()
    takeover = Takeover(scene.outside)

    async def taken_meanwhile(*_: object) -> Understanding:
        await takeover.take(scene.staff, scene.id)
        return Understanding("gegeven", "gegeven", 0.9)

    scene.brain.understand = taken_meanwhile  # type: ignore[method-assign]

    turn = await scene.say("nog een bericht")

    assert "Vertel verder." not in scene.texts()
    assert all(message.speaker is not Speaker.BOT for message in turn.messages)


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\x00\x01"])
async def test_an_empty_message_is_refused(scene: Scene, text: str) -> None:
    await scene.open()

    with pytest.raises(MessageRefused) as refused:
        await scene.say(text)

    assert refused.value.name == "fout_leeg"


async def test_a_message_that_is_too_long_is_refused_and_not_stored(scene: Scene) -> None:
    await scene.open()

    with pytest.raises(MessageRefused) as refused:
        await scene.say("a" * (LONGEST_MESSAGE + 1))

    assert refused.value.name == "fout_te_lang"
    assert scene.texts() == ["Hallo."]


async def test_only_emoji_is_a_message(scene: Scene) -> None:
    await scene.open()

    turn = await scene.say("😢😢")

    assert turn.messages


async def test_a_button_that_the_question_does_not_have_is_refused(scene: Scene) -> None:
    await scene.open(open_field="rol")

    with pytest.raises(MessageRefused) as refused:
        await scene.choose("burgemeester")

    assert refused.value.name == "fout_keuze"


async def test_a_wrong_key_opens_nothing(scene: Scene) -> None:
    await scene.open()

    with pytest.raises(WrongKey):
        await scene.visit.say(scene.id, "een andere sleutel", "hallo")
    with pytest.raises(WrongKey):
        await scene.visit.look(scene.id, "een andere sleutel")
    with pytest.raises(WrongKey):
        await scene.visit.leave(scene.id, "een andere sleutel")


async def test_an_unknown_conversation_is_not_found(scene: Scene) -> None:
    with pytest.raises(NoSuchConversation):
        await scene.visit.say(uuid4(), "sleutel", "hallo")


async def test_two_messages_at_once_are_answered_one_after_the_other(scene: Scene) -> None:
    await scene.open()
    scene.brain.replies += [saying("Antwoord een."), saying("Antwoord twee.")]

    await asyncio.gather(scene.say("bericht een"), scene.say("bericht twee"))

    assert scene.texts() == [
        "Hallo.", "bericht een", "Antwoord een.", "bericht twee", "Antwoord twee.",
    ]  # fmt: skip


async def test_a_third_message_at_once_is_refused(scene: Scene) -> None:
    await scene.open()

    results = await asyncio.gather(
        *(scene.say(f"bericht {n}") for n in range(3)), return_exceptions=True
    )

    refused = [result for result in results if isinstance(result, MessageRefused)]
    assert [refusal.name for refusal in refused] == ["fout_bezig"]


async def test_danger_said_in_two_messages_is_heard(scene: Scene) -> None:
    await scene.open()
    await scene.say("hij heeft")

    turn = await scene.say("een mes in zijn hand nu")

    assert turn.level is Level.ACUUT


async def test_a_child_is_put_in_the_queue_when_a_colleague_is_present(scene: Scene) -> None:
    scene.colleague()
    await scene.open(open_field="rol")
    scene.brain.replies.append(saying("Goed dat je er bent.", rol="kind"))

    await scene.choose("kind")

    assert scene.storage.rows.queue[scene.id].reason is Reason.MINDERJARIG


async def test_a_more_urgent_reason_replaces_a_less_urgent_one(scene: Scene) -> None:
    scene.colleague()
    await scene.open()
    scene.brain.replies.append(saying(Request.MENS))
    await scene.say("kan ik iemand spreken")
    since = scene.storage.rows.queue[scene.id].since
    scene.clock.pass_(minutes=5)

    await scene.say(ACUTE)

    assert scene.storage.rows.queue[scene.id].reason is Reason.DIRECT_GEVAAR
    assert scene.storage.rows.queue[scene.id].since == since
