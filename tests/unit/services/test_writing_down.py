"""A colleague writes answers down while talking: what stays, what is refused, how it goes on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.casework.audit import Act, ReadingReason
from bot.casework.outcome import Uitkomst
from bot.casework.staff import NotAllowed, Role, Staff
from bot.conversation.conversation import Modus, Speaker, Status
from bot.conversation.history import Version, Writer, Writing
from bot.melding.from_story import NOTE
from bot.melding.kind import Unclear
from bot.melding.route import Request
from bot.melding.schema import UNKNOWN
from bot.services.desk import Desk
from bot.services.door import MessageRefused
from bot.services.storage import NoSuchConversation
from bot.services.takeover import NotYours, Takeover
from bot.services.teamwork import TO_THE_QUEUE, Teamwork
from bot.services.visit import Visit
from bot.services.writing_down import FieldRefused, Typed, WritingDown
from tests.fake_storage import FakeStorage
from tests.fakes import FakeBrain, FakeClock, fake_accounts, fake_outside, saying
from tests.unit.melding.test_route import WHOLE

PASSWORD = "een lang wachtwoord"


class Talking:
    """Noor has a conversation in which the bot took two answers from what the visitor said."""

    def __init__(self) -> None:
        self.storage, self.brain, self.clock = FakeStorage(), FakeBrain(), FakeClock()
        outside = fake_outside(self.storage, self.brain, self.clock)
        self.visit, self.takeover, self.desk = Visit(outside), Takeover(outside), Desk(outside)
        self.writing, self.teamwork = WritingDown(outside), Teamwork(outside)
        self.accounts = fake_accounts(outside)
        self.noor = self.accounts.add("noor", "Noor", PASSWORD)
        self.sam = self.accounts.add("sam", "Sam", PASSWORD)

    async def begin(self, *, asks: str | None = "wanneer", **answers: Any) -> None:
        opened = await self.visit.open()
        self.id, self.key = opened.turn.conversation.id, opened.key
        changes = answers or {"kinderen": "ja", "leeftijden": [4, 7]}
        self.brain.replies.append(saying("Wanneer was dat?", open_field=asks, **changes))
        await self.visit.say(self.id, self.key, "Ze zijn 4 en 7. Mijn zus is bang.")
        await self.takeover.take(self.noor, self.id)

    async def write(
        self, field: str, *said: str, by: Speaker = Speaker.BEZOEKER
    ) -> tuple[str, ...]:
        return await self.writing.write(self.noor, self.id, Typed(field, said, by))

    @property
    def answers(self) -> dict[str, Any]:
        return self.storage.rows.answers[self.id]

    @property
    def conversation(self) -> Any:
        return self.storage.rows.conversations[self.id]

    def versions(self, field: str) -> list[Version]:
        return [v for v in self.storage.rows.versions[self.id] if v.field == field]

    def set(self, **changes: Any) -> None:
        self.storage.rows.conversations[self.id] = replace(self.conversation, **changes)


@pytest.fixture
async def talking() -> Talking:
    made = Talking()
    await made.begin()
    return made


# ── what stays ───────────────────────────────────────────────────────────────────────────────


async def test_what_the_bot_took_from_a_sentence_is_confirmed_by_name_and_time(
    talking: Talking,
) -> None:
    before = talking.answers["leeftijden"]
    talking.clock.pass_(minutes=3)

    await talking.writing.confirm(talking.noor, talking.id, "leeftijden")

    assert talking.answers["leeftijden"] == replace(before, confirmed=True)
    first, second = talking.versions("leeftijden")
    assert (first.kind, first.by, first.said_by) == (Writing.OPGESCHREVEN, None, "bezoeker")
    assert (second.kind, second.by) == (Writing.BEVESTIGD, Writer(talking.noor.id, "Noor"))
    assert second.written_at == talking.clock()
    assert second.source == first.source == "Ze zijn 4 en 7"


async def test_a_correction_keeps_the_earlier_value_and_says_who_said_and_who_wrote_it(
    talking: Talking,
) -> None:
    await talking.write("leeftijden", "4 en 8")
    await talking.write("leeftijden", "5 en 8", by=Speaker.MEDEWERKER)

    values = [(v.value, v.said_by, v.by and v.by.name) for v in talking.versions("leeftijden")]
    assert values == [
        ([4, 7], "bezoeker", None),
        ([4, 8], "bezoeker", "Noor"),
        ([5, 8], "medewerker", "Noor"),
    ]
    assert talking.answers["leeftijden"].value == [5, 8]
    assert talking.answers["leeftijden"].confirmed


async def test_an_answer_that_stands_in_a_message_names_that_message(talking: Talking) -> None:
    talking.brain.replies.append(saying("Dank je."))
    await talking.visit.say(talking.id, talking.key, "Het was vorige week. Echt waar.")

    await talking.write("wanneer", "Het was vorige week")

    answer = talking.answers["wanneer"]
    number = talking.storage.rows.messages[talking.id][-1].number
    assert (answer.source, answer.message) == ("Het was vorige week", number)


async def test_an_answer_that_stands_nowhere_names_no_message(talking: Talking) -> None:
    await talking.write("gemeente", "Zeist")

    assert (talking.answers["gemeente"].source, talking.answers["gemeente"].message) == ("Zeist", 0)


async def test_what_is_taken_away_can_be_asked_and_is_not_filled_from_the_story_again(
    talking: Talking,
) -> None:
    await talking.writing.remove(talking.noor, talking.id, "leeftijden")

    assert "leeftijden" not in talking.answers
    assert [v.value for v in talking.versions("leeftijden")] == [[4, 7], None]
    assert talking.versions("leeftijden")[-1].kind is Writing.VERWIJDERD
    assert talking.conversation.notes[NOTE] == ["leeftijden"]


async def test_what_the_visitor_corrects_with_the_bot_is_kept_as_a_version_too(
    talking: Talking,
) -> None:
    await talking.takeover.hand_back(talking.noor, talking.id)
    talking.brain.replies.append(saying("Goed.", leeftijden=None, kinderen="nee"))
    await talking.visit.say(talking.id, talking.key, "Er zijn toch geen kinderen")

    assert [v.value for v in talking.versions("kinderen")] == ["ja", "nee"]
    assert [v.kind for v in talking.versions("leeftijden")][-1] is Writing.VERWIJDERD
    assert talking.versions("leeftijden")[-1].by is None


async def test_that_there_is_no_answer_is_written_down_as_such(talking: Talking) -> None:
    await talking.write("wanneer", UNKNOWN)

    assert talking.answers["wanneer"].value == UNKNOWN


async def test_every_change_is_logged_without_words(talking: Talking) -> None:
    await talking.write("leeftijden", "9")
    await talking.writing.confirm(talking.noor, talking.id, "kinderen")

    logged = [e for e in talking.storage.rows.audit if e.act is Act.ANTWOORD_GEWIJZIGD]
    assert [(e.object_id, e.reason, e.by) for e in logged] == [
        ("leeftijden", "opgeschreven", talking.noor.id),
        ("kinderen", "bevestigd", talking.noor.id),
    ]


async def test_the_dossier_shows_all_of_it(talking: Talking) -> None:
    await talking.write("leeftijden", "9")

    dossier = await talking.desk.open(talking.noor, talking.id)

    assert [v.value for v in dossier.history if v.field == "leeftijden"] == [[4, 7], [9]]


# ── what is refused ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("field", "why"),
    [
        ("betrokkenen", "fout_veld_fase"),
        ("melder_naam", "fout_veld_fase"),
        ("wens", "fout_veld_bezoeker"),
        ("direct_gevaar", "fout_veld_bezoeker"),
        ("uitleg_gelezen", "fout_veld_bezoeker"),
        ("contact_telefoon", "fout_veld_bezoeker"),
        ("bestaat_niet", "fout_veld"),
    ],
)
async def test_the_stage_and_the_choices_of_the_visitor_hold_for_a_colleague_too(
    talking: Talking, field: str, why: str
) -> None:
    before = dict(talking.answers)

    for do in (
        talking.write(field, "Ria Vos"),
        talking.writing.confirm(talking.noor, talking.id, field),
        talking.writing.remove(talking.noor, talking.id, field),
    ):
        with pytest.raises(FieldRefused) as refused:
            await do
        assert refused.value.name == why
    assert talking.answers == before
    assert talking.versions(field) == []


async def test_in_the_advice_stage_names_are_left_out_of_what_a_colleague_types(
    talking: Talking,
) -> None:
    left_out = await talking.write("om_wie", "mijn zus, ze heet Ingrid Kropveld")

    assert left_out == ("[naam]",)
    assert "Kropveld" not in str(talking.answers) + str(talking.storage.rows.versions)
    assert "mijn zus" in talking.answers["om_wie"].value


async def test_in_a_melding_they_stay(talking: Talking) -> None:
    talking.set(modus=Modus.MELDING)

    assert await talking.write("betrokkenen", "Ingrid Kropveld, 34\nhaar man") == ()

    assert [p["wie"] for p in talking.answers["betrokkenen"].value] == [
        "Ingrid Kropveld, 34",
        "haar man",
    ]
    assert talking.answers["nog_iemand"].value == "nee"  # several at once: it is complete


@pytest.mark.parametrize(
    ("said", "error"),
    [(("geen idee",), Unclear), ((), MessageRefused), (("x" * 4001,), MessageRefused)],
)
async def test_what_is_no_answer_changes_nothing(
    talking: Talking, said: tuple[str, ...], error: type[Exception]
) -> None:
    with pytest.raises(error):
        await talking.write("leeftijden", *said)

    assert talking.answers["leeftijden"].value == [4, 7]
    assert len(talking.versions("leeftijden")) == 1


async def test_what_is_not_there_cannot_be_confirmed(talking: Talking) -> None:
    with pytest.raises(Unclear, match="leeg"):
        await talking.writing.confirm(talking.noor, talking.id, "gemeente")


async def test_only_who_has_the_conversation_writes_down(talking: Talking) -> None:
    for staff, error in (
        (talking.sam, NotYours),
        (Staff(9, "elders", "Elders", organisation=2), NoSuchConversation),
        (Staff(9, "beheer", "Beheer", Role.BEHEERDER), NotAllowed),
    ):
        for do in (
            talking.writing.write(staff, talking.id, Typed("leeftijden", ["9"])),
            talking.writing.confirm(staff, talking.id, "leeftijden"),
            talking.writing.remove(staff, talking.id, "leeftijden"),
            talking.writing.skip(staff, talking.id, "leeftijden"),
        ):
            with pytest.raises(error):
                await do
    assert len(talking.versions("leeftijden")) == 1


async def test_a_melding_stays_as_it_was_submitted() -> None:
    talking = Talking()
    opened = await talking.visit.open()
    talking.id = opened.turn.conversation.id
    talking.brain.replies += [
        saying("Goed.", **{**WHOLE, "samenvatting_akkoord": "ja"}),
        saying(Request.INDIENEN),
    ]
    await talking.visit.say(talking.id, opened.key, "alles in een keer")
    await talking.visit.say(talking.id, opened.key, "verstuur maar")
    await talking.takeover.take(talking.noor, talking.id)

    with pytest.raises(FieldRefused, match="ingediend"):
        await talking.write("gemeente", "Zeist")


# ── how it goes on ───────────────────────────────────────────────────────────────────────────


async def test_the_bot_goes_on_with_the_corrected_answers(talking: Talking) -> None:
    await talking.write("leeftijden", "9")

    await talking.takeover.hand_back(talking.noor, talking.id)
    await talking.visit.say(talking.id, talking.key, "vorige week")

    talk, _, _ = talking.brain.heard[-1]
    assert talk.answers["leeftijden"] == [9]
    assert talk.open_field == "wanneer"  # the question that was open still is


async def test_a_question_that_the_colleague_answered_is_not_open_any_more(
    talking: Talking,
) -> None:
    await talking.write("wanneer", "vorige week")
    talking.brain.replies.append(saying("Was het de eerste keer?", open_field="eerste_keer"))

    await talking.takeover.hand_back(talking.noor, talking.id)

    talk, text, _ = talking.brain.heard[-1]
    assert (talk.answers["wanneer"], talk.open_field, text) == ("vorige week", None, "")
    assert talking.conversation.question.field == "eerste_keer"
    assert talking.storage.rows.messages[talking.id][-1].text == "Was het de eerste keer?"


async def test_a_read_back_is_done_again_and_not_agreed_to_unseen() -> None:
    talking = Talking()
    await talking.begin(asks="samenvatting_akkoord", leeftijden=[4], kinderen="ja")
    talking.brain.replies.append(saying("Klopt dit nu?", open_field="samenvatting_akkoord"))

    await talking.write("leeftijden", "5")
    assert talking.conversation.question is None
    await talking.takeover.hand_back(talking.noor, talking.id)

    assert talking.brain.heard[-1][0].answers["leeftijden"] == [5]
    assert talking.conversation.question.field == "samenvatting_akkoord"


async def test_a_question_that_does_not_apply_any_more_is_not_open() -> None:
    talking = Talking()
    await talking.begin(asks="leeftijden", kinderen="ja")

    await talking.write("kinderen", "nee")

    assert talking.conversation.question is None


async def test_when_the_dialogue_fails_the_visitor_is_told_and_waits(talking: Talking) -> None:
    await talking.write("wanneer", "vorige week")
    talking.brain.broken = True

    await talking.takeover.hand_back(talking.noor, talking.id)

    assert talking.conversation.status is Status.WACHT
    assert "lukt mij nu niet" in talking.storage.rows.messages[talking.id][-1].text


async def test_without_changes_handing_back_says_no_more_than_before(talking: Talking) -> None:
    heard = len(talking.brain.heard)

    await talking.takeover.hand_back(talking.noor, talking.id)

    assert len(talking.brain.heard) == heard


@pytest.mark.parametrize("to", ["sam", TO_THE_QUEUE, "closed"])
async def test_a_transfer_and_closing_keep_what_was_written_down(talking: Talking, to: str) -> None:
    await talking.accounts.sign_in("sam", PASSWORD)
    await talking.write("leeftijden", "9")
    answers, versions = dict(talking.answers), talking.versions("leeftijden")

    if to == "closed":
        await talking.takeover.close(talking.noor, talking.id, Uitkomst.ADVIES_GEGEVEN)
    else:
        whom = talking.sam.id if to == "sam" else None
        await talking.teamwork.transfer(talking.noor, talking.id, whom, "einde dienst")

    assert talking.answers == answers
    assert talking.versions("leeftijden") == versions
    dossier = await talking.desk.open(talking.sam, talking.id, ReadingReason.OVERLEG)
    assert dossier.history[-1].by == Writer(talking.noor.id, "Noor")


async def test_the_next_colleague_goes_on_with_it(talking: Talking) -> None:
    await talking.accounts.sign_in("sam", PASSWORD)
    await talking.teamwork.transfer(talking.noor, talking.id, talking.sam.id, "einde dienst")

    with pytest.raises(NotYours):
        await talking.write("leeftijden", "9")
    await talking.writing.write(talking.sam, talking.id, Typed("leeftijden", ["9"]))

    assert talking.versions("leeftijden")[-1].by == Writer(talking.sam.id, "Sam")


# ── back to advice, and gone ─────────────────────────────────────────────────────────────────


async def test_back_to_advice_no_version_holds_what_only_a_melding_may(talking: Talking) -> None:
    talking.set(modus=Modus.MELDING)
    await talking.write("betrokkenen", "Ingrid Kropveld")
    await talking.writing.remove(talking.noor, talking.id, "betrokkenen")
    await talking.write("om_wie", "Ingrid Kropveld, mijn zus")
    await talking.takeover.hand_back(talking.noor, talking.id)
    talking.brain.replies.append(saying("Goed, advies.", wens="advies"))

    await talking.visit.say(talking.id, talking.key, "toch liever advies")

    assert talking.conversation.modus is Modus.ADVIES
    assert talking.versions("betrokkenen") == []
    assert "Kropveld" not in str(talking.storage.rows.versions)
    assert "mijn zus" in talking.versions("om_wie")[-1].value


async def test_versions_are_erased_with_the_words(talking: Talking) -> None:
    await talking.write("leeftijden", "9")
    with talking.storage() as work:
        work.conversations.erase_words(talking.id, talking.clock())

    assert talking.storage.rows.versions.get(talking.id) is None


async def test_a_skipped_question_is_only_a_note_of_the_colleague(talking: Talking) -> None:
    await talking.writing.skip(talking.noor, talking.id, "wanneer")

    assert "wanneer" not in talking.answers
    assert talking.versions("wanneer")[-1].kind is Writing.OVERGESLAGEN
    assert talking.conversation.question.field == "wanneer"
    with pytest.raises(FieldRefused):
        await talking.writing.skip(talking.noor, talking.id, "bestaat_niet")
