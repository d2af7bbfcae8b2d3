"""Weighing with storage in memory: who, when, why, a second colleague, and nothing by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.casework.audit import Act, ReadingReason
from bot.casework.melding_status import MeldingStatus, StepRefused, status_of
from bot.casework.weging import AlreadyFollowed, Besluit, Outdated, ReasonTooShort, SamePerson
from bot.casework.weging_form import FormIncomplete, WegingForm
from bot.services.reading import ReasonNeeded
from bot.services.to_weigh import NothingToWeigh
from tests.unit.casework.test_weging_form import WHOLE_FORM
from tests.unit.services.test_takeover_and_desk import Office

CORRECTION = replace(WHOLE_FORM, correctie="De school heeft gebeld.")
ENDING = replace(WHOLE_FORM, besluit="GEEN_VERVOLG")
WHY = "Ik zie geen reden voor zorg."


@pytest.fixture
def office() -> Office:
    return Office()


def steps(office: Office) -> list[str]:
    return [step.to.value for step in office.storage.rows.steps_of[1]]


def lines(office: Office) -> list[tuple[Act, int | None]]:
    return [(one.act, one.by) for one in office.storage.rows.audit]


async def test_a_version_has_a_name_a_time_and_all_that_was_written(office: Office) -> None:
    id, _ = await office.melding()

    await office.weighing.record(office.noor, id, WHOLE_FORM, 1)
    office.clock.pass_(minutes=5)
    await office.read(id)
    await office.weighing.record(office.noor, id, CORRECTION, 2)

    first, second = (await office.weighing.open(office.noor, id)).wegingen
    assert (first.version, first.staff_name, first.form) == (1, "Noor", WHOLE_FORM)
    assert (second.version, second.form) == (2, CORRECTION)
    assert second.decided_at > first.decided_at


async def test_weighing_makes_the_steps_with_who_when_and_why(office: Office) -> None:
    id, _ = await office.melding()
    assert steps(office) == ["INGEDIEND"]

    await office.weighing.record(office.noor, id, WHOLE_FORM, 1)

    assert steps(office) == ["INGEDIEND", "ONTVANGST_BEVESTIGD", "IN_BEOORDELING", "BESLOTEN"]
    submitted, *others = office.storage.rows.steps_of[1]
    assert submitted.by is None
    assert all(one.by == office.noor.id and one.why and one.at for one in others)


async def test_the_bot_can_only_submit(office: Office) -> None:
    id, key = await office.melding()
    await office.visit.say(id, key, "ik wil dat jullie nu besluiten")
    await office.visit.leave(id, key)

    assert steps(office) == ["INGEDIEND"]
    assert not office.storage.rows.wegingen


async def test_without_a_melding_there_is_nothing_to_weigh(office: Office) -> None:
    id, _ = await office.open()
    await office.read(id)

    for use in (
        office.weighing.open(office.noor, id),
        office.weighing.save_draft(office.noor, id, WHOLE_FORM),
        office.weighing.record(office.noor, id, WHOLE_FORM, 1),
    ):
        with pytest.raises(NothingToWeigh):
            await use


async def test_what_is_missing_is_refused_and_nothing_is_stored(office: Office) -> None:
    id, _ = await office.melding()

    with pytest.raises(FormIncomplete):
        await office.weighing.record(office.noor, id, replace(WHOLE_FORM, reden=" ja "), 1)

    assert steps(office) == ["INGEDIEND"]
    assert not office.storage.rows.wegingen


async def test_a_form_begins_with_names_and_no_judgement(office: Office) -> None:
    id, _ = await office.melding()

    begun = (await office.weighing.open(office.noor, id)).begin

    assert [one.wie for one in (*begun.volwassenen, *begun.kinderen)]
    assert all(not one.veiligheid for one in (*begun.volwassenen, *begun.kinderen))
    assert begun == WegingForm(volwassenen=begun.volwassenen, kinderen=begun.kinderen)


async def test_a_draft_is_its_authors_and_colleagues_see_it_as_one(office: Office) -> None:
    id, _ = await office.melding()
    begun = WegingForm(bekend="half af")

    await office.weighing.save_draft(office.noor, id, begun)
    await office.weighing.save_draft(office.sam, id, WegingForm(bekend="van Sam"))

    file = await office.weighing.open(office.sam, id)
    assert {draft.staff_name: draft.form.bekend for draft in file.drafts} == {
        "Noor": "half af", "Sam": "van Sam",
    }  # fmt: skip
    assert file.status is MeldingStatus.IN_BEOORDELING
    await office.weighing.record(office.noor, id, WHOLE_FORM, 1)
    await office.read(id)
    left = (await office.weighing.open(office.noor, id)).drafts
    assert [draft.staff_name for draft in left] == ["Sam"]


@pytest.mark.parametrize("besluit", ["GEEN_VERVOLG", "OMGEZET_IN_ADVIES"])
async def test_the_end_of_involvement_waits_for_a_second_colleague(
    office: Office, besluit: str
) -> None:
    id, _ = await office.melding()

    await office.weighing.record(office.noor, id, replace(WHOLE_FORM, besluit=besluit), 1)

    assert steps(office)[-1] == "IN_BEOORDELING"
    overview = await office.desk.overview(office.sam)
    assert [melding.conversation for melding, _ in overview.to_confirm] == [id]
    assert overview.to_weigh == []
    with pytest.raises(SamePerson):
        await office.weighing.answer(office.noor, id, 1, True, "")
    assert steps(office)[-1] == "IN_BEOORDELING"

    await office.weighing.answer(office.sam, id, 1, True, "")

    assert steps(office)[-1] == "BESLOTEN"
    assert (await office.desk.overview(office.sam)).to_confirm == []
    assert (Act.WEGING_BEVESTIGD, office.sam.id) in lines(office)


@pytest.mark.parametrize(
    "besluit",
    [
        Besluit.OVERDRACHT_DERDEN,
        Besluit.VOORWAARDEN_VERVOLG,
        Besluit.ONDERZOEK,
        Besluit.VTO_RVDK,
    ],
)
async def test_other_decisions_count_at_once(office: Office, besluit: Besluit) -> None:
    id, _ = await office.melding()

    await office.weighing.record(office.noor, id, replace(WHOLE_FORM, besluit=besluit.value), 1)

    assert steps(office)[-1] == "BESLOTEN"


async def test_a_refusal_has_a_reason_and_the_melding_is_to_be_weighed_again(
    office: Office,
) -> None:
    id, _ = await office.melding()
    await office.weighing.record(office.noor, id, ENDING, 1)

    with pytest.raises(ReasonTooShort):
        await office.weighing.answer(office.sam, id, 1, False, " nee ")
    await office.weighing.answer(office.sam, id, 1, False, "De school is nog niet gebeld.")

    assert steps(office)[-1] == "IN_BEOORDELING"
    assert [m.conversation for m in (await office.desk.overview(office.sam)).to_weigh] == [id]
    [weging] = (await office.weighing.open(office.noor, id)).wegingen
    assert weging.second is not None
    assert (weging.second.staff_name, weging.second.why) == ("Sam", "De school is nog niet gebeld.")
    assert not weging.counts


async def test_while_a_proposal_waits_there_is_no_other_version_or_step(office: Office) -> None:
    id, _ = await office.melding()
    await office.weighing.record(office.noor, id, ENDING, 1)

    with pytest.raises(Outdated):
        await office.weighing.record(office.sam, id, CORRECTION, 2)
    with pytest.raises(StepRefused):
        await office.weighing.step(office.sam, id, MeldingStatus.AFGESLOTEN, WHY)


async def test_a_correction_that_is_only_proposed_leaves_the_decision_as_it_was(
    office: Office,
) -> None:
    id, _ = await office.melding()
    await office.weighing.record(office.noor, id, WHOLE_FORM, 1)
    await office.read(id)

    await office.weighing.record(office.noor, id, replace(CORRECTION, besluit="GEEN_VERVOLG"), 2)

    file = await office.weighing.open(office.sam, id)
    assert file.counting is not None
    assert file.counting.besluit is Besluit.ONDERZOEK
    await office.weighing.answer(office.sam, id, 2, True, "")
    file = await office.weighing.open(office.sam, id)
    assert file.counting is not None
    assert file.counting.besluit is Besluit.GEEN_VERVOLG
    assert file.by_hand == [MeldingStatus.AFGESLOTEN]


async def test_of_two_who_record_the_same_version_the_second_is_told(office: Office) -> None:
    id, _ = await office.melding()
    await office.weighing.record(office.noor, id, WHOLE_FORM, 1)
    office.storage.rows.readings[office.sam.id, id] = (ReadingReason.TE_WEGEN, office.clock())

    with pytest.raises(Outdated):
        await office.weighing.record(office.sam, id, ENDING, 1)

    assert len(office.storage.rows.wegingen) == 1


async def test_of_two_who_answer_a_proposal_the_second_is_told(office: Office) -> None:
    id, _ = await office.melding()
    third = office.accounts.add("kim", "Kim", "een lang wachtwoord")
    await office.weighing.record(office.noor, id, ENDING, 1)
    await office.weighing.open(office.sam, id)
    await office.weighing.open(third, id)
    await office.weighing.answer(office.sam, id, 1, True, "")

    with pytest.raises(Outdated):
        await office.weighing.answer(third, id, 1, False, "Toch liever onderzoek doen.")


async def test_only_who_may_read_the_file_now_records_and_corrects(office: Office) -> None:
    id, _ = await office.melding()
    await office.weighing.record(office.noor, id, WHOLE_FORM, 1)

    with pytest.raises(ReasonNeeded):
        await office.weighing.record(office.sam, id, CORRECTION, 2)
    office.clock.pass_(minutes=31)
    with pytest.raises(ReasonNeeded):
        await office.weighing.record(office.noor, id, CORRECTION, 2)
    await office.desk.open(office.sam, id, ReadingReason.NIEUWE_MELDING)
    await office.weighing.record(office.sam, id, CORRECTION, 2)

    assert len(office.storage.rows.wegingen) == 2


async def test_recording_what_was_not_opened_writes_a_line_of_reading(office: Office) -> None:
    id, _ = await office.melding()

    await office.weighing.record(office.noor, id, WHOLE_FORM, 1)

    reading = [one for one in office.storage.rows.audit if one.act is Act.DOSSIER_GELEZEN]
    assert [(one.by, one.reason) for one in reading] == [(office.noor.id, "te_wegen")]


async def test_who_opened_it_leaves_one_line_of_reading(office: Office) -> None:
    id, _ = await office.melding()
    await office.weighing.open(office.noor, id)

    await office.weighing.record(office.noor, id, WHOLE_FORM, 1)

    assert [act for act, _ in lines(office)].count(Act.DOSSIER_GELEZEN) == 1


async def test_after_the_decision_a_colleague_makes_the_steps_with_a_reason(
    office: Office,
) -> None:
    id, _ = await office.melding()
    await office.weighing.step(office.noor, id, MeldingStatus.ONTVANGST_BEVESTIGD, "")
    await office.weighing.record(office.noor, id, WHOLE_FORM, 1)

    with pytest.raises(ReasonTooShort):
        await office.weighing.step(office.noor, id, MeldingStatus.IN_DIENST, "ja")
    with pytest.raises(StepRefused):
        await office.weighing.step(office.noor, id, MeldingStatus.OVERGEDRAGEN, WHY)
    await office.weighing.step(
        office.noor, id, MeldingStatus.IN_DIENST, "Onderzoek begint vandaag."
    )

    last = office.storage.rows.steps_of[1][-1]
    assert (last.to, last.by_name, last.why) == (
        MeldingStatus.IN_DIENST, "Noor", "Onderzoek begint vandaag.",
    )  # fmt: skip
    assert last.at == office.clock()


async def test_nobody_decides_by_a_step(office: Office) -> None:
    id, _ = await office.melding()
    await office.weighing.save_draft(office.noor, id, WHOLE_FORM)

    with pytest.raises(StepRefused):
        await office.weighing.step(office.noor, id, MeldingStatus.BESLOTEN, WHY)

    assert status_of(office.storage.rows.steps_of[1]) is MeldingStatus.IN_BEOORDELING


async def test_once_a_decision_was_followed_only_its_grounds_can_be_corrected(
    office: Office,
) -> None:
    id, _ = await office.melding()
    await office.weighing.record(office.noor, id, WHOLE_FORM, 1)
    await office.weighing.step(
        office.noor, id, MeldingStatus.IN_DIENST, "Onderzoek begint vandaag."
    )

    other = replace(CORRECTION, besluit="OVERDRACHT_DERDEN")
    with pytest.raises(AlreadyFollowed):
        await office.weighing.record(office.noor, id, other, 2)
    await office.weighing.record(office.noor, id, CORRECTION, 2)

    assert steps(office)[-1] == "IN_DIENST"


async def test_taking_over_and_calling_write_a_line_of_reading_too(office: Office) -> None:
    id, _ = await office.open()
    await office.takeover.take(office.noor, id)

    assert (Act.DOSSIER_GELEZEN, office.noor.id) in lines(office)


async def test_a_proposal_is_a_reason_to_read_for_others_and_not_for_its_author(
    office: Office,
) -> None:
    id, _ = await office.melding()
    await office.weighing.record(office.noor, id, ENDING, 1)
    office.clock.pass_(hours=1)

    await office.weighing.open(office.sam, id)
    with pytest.raises(ReasonNeeded):
        await office.weighing.open(office.noor, id)

    line = office.storage.rows.audit[-1]
    assert (line.act, line.reason) == (Act.DOSSIER_GELEZEN, "te_bevestigen")
    assert office.clock() - line.at == timedelta(0)
