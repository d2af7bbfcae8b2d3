"""Case files with storage in memory: made and added to by colleagues, read for a reason."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from bot.casework.audit import Act, ReadingReason
from bot.casework.melding_status import MeldingStatus
from bot.casework.notes import NoteRefused
from bot.casework.staff import NotAllowed, Role
from bot.casework.zaak import (
    AlreadyInZaak,
    MeldingOpen,
    NoSuchPerson,
    NoSuchZaak,
    Person,
    PersonRefused,
    ZaakClosed,
)
from bot.services.reading import ReasonNeeded
from bot.services.to_weigh import NothingToWeigh
from bot.services.zaken import Zaken
from tests.fakes import fake_outside
from tests.unit.casework.test_weging_form import WHOLE_FORM
from tests.unit.services.test_takeover_and_desk import Office
from tests.unit.services.test_weighing import ENDING


class Files(Office):
    def __init__(self) -> None:
        super().__init__()
        self.zaken = Zaken(fake_outside(self.storage, self.brain, self.clock))

    async def zaak(self) -> tuple[UUID, UUID]:
        """The conversation of a melding, and the zaak it is in."""
        id, _ = await self.melding()
        return id, (await self.zaken.make(self.noor, id)).id

    async def closed(self, id: UUID) -> None:
        await self.weighing.record(self.noor, id, ENDING, 1)
        await self.weighing.answer(self.sam, id, 1, True, "")
        to, why = MeldingStatus.AFGESLOTEN, "Er is geen vermoeden meer."
        await self.weighing.step(self.noor, id, to, why)


@pytest.fixture
def files() -> Files:
    return Files()


async def test_a_zaak_is_made_of_a_melding_with_its_people(files: Files) -> None:
    id, zaak = await files.zaak()

    file = await files.zaken.open(files.noor, zaak)

    assert [one.melding.conversation for one in file.meldingen] == [id]
    assert file.participants
    assert {one.melding for one in file.participants} == {file.meldingen[0].melding.number}
    assert file.opened_by == "Noor"


async def test_a_melding_keeps_its_own_number_state_and_weging_in_a_zaak(files: Files) -> None:
    first, zaak = await files.zaak()
    second, _ = await files.melding()

    await files.zaken.add_melding(files.sam, second, zaak)
    await files.weighing.record(files.noor, first, WHOLE_FORM, 1)

    one, other = (await files.zaken.open(files.noor, zaak)).meldingen
    assert one.melding.number != other.melding.number
    assert (one.status, other.status) == (MeldingStatus.BESLOTEN, MeldingStatus.INGEDIEND)
    assert (len(one.wegingen), len(other.wegingen)) == (1, 0)


async def test_who_is_named_alike_in_two_meldingen_is_taken_over_once(files: Files) -> None:
    _, zaak = await files.zaak()
    before = (await files.zaken.open(files.noor, zaak)).participants
    other, _ = await files.melding()

    await files.zaken.add_melding(files.noor, other, zaak)

    assert (await files.zaken.open(files.noor, zaak)).participants == before


async def test_a_melding_is_in_one_zaak_at_most(files: Files) -> None:
    id, zaak = await files.zaak()

    with pytest.raises(AlreadyInZaak):
        await files.zaken.make(files.noor, id)
    with pytest.raises(AlreadyInZaak):
        await files.zaken.add_melding(files.noor, id, zaak)
    assert len(files.storage.rows.zaken) == 1


async def test_advice_has_no_zaak(files: Files) -> None:
    id, _ = await files.open()
    await files.read(id)

    with pytest.raises(NothingToWeigh):
        await files.zaken.make(files.noor, id)


async def test_a_zaak_closes_when_its_meldingen_are_and_gets_nothing_new(files: Files) -> None:
    id, zaak = await files.zaak()
    await files.zaken.open(files.noor, zaak)
    with pytest.raises(MeldingOpen):
        await files.zaken.close(files.noor, zaak, "Alles is klaar in dit gezin.")
    await files.closed(id)
    await files.zaken.close(files.noor, zaak, "Alles is klaar in dit gezin.")
    later, _ = await files.melding()

    with pytest.raises(ZaakClosed):
        await files.zaken.add_melding(files.noor, later, zaak)
    with pytest.raises(ZaakClosed):
        await files.zaken.note(files.noor, zaak, "nog iets")
    file = await files.zaken.open(files.noor, zaak)
    assert file.history[-1].what == "Zaak gesloten"
    assert file.history[-1].why == "Alles is klaar in dit gezin."


async def test_a_participant_is_corrected_as_a_new_version_and_the_earlier_stays(
    files: Files,
) -> None:
    _, zaak = await files.zaak()
    known = (await files.zaken.open(files.noor, zaak)).participants[0]
    better = Person("Anna de Vries", kind=True)

    with pytest.raises(PersonRefused):
        await files.zaken.put_participant(files.noor, zaak, known.number, better, "")
    await files.zaken.put_participant(files.noor, zaak, known.number, better, "naam gehoord")
    await files.zaken.put_participant(files.noor, zaak, None, Person("opa"), "")

    file = await files.zaken.open(files.noor, zaak)
    assert (file.participants[0].person, file.participants[0].version) == (better, 2)
    assert file.earlier(known.number) == [known]
    assert file.participants[-1].person == Person("opa")
    with pytest.raises(NoSuchPerson):
        await files.zaken.put_participant(files.noor, zaak, 99, better, "naam gehoord")


async def test_the_history_says_who_did_what_when_and_why(files: Files) -> None:
    id, zaak = await files.zaak()
    files.clock.pass_(minutes=1)
    await files.weighing.record(files.noor, id, ENDING, 1)
    files.clock.pass_(minutes=1)
    await files.weighing.answer(files.sam, id, 1, False, "De school is nog niet gebeld.")
    files.clock.pass_(minutes=1)
    await files.zaken.open(files.noor, zaak)
    with pytest.raises(NoteRefused):
        await files.zaken.note(files.noor, zaak, "  ")
    await files.zaken.note(files.noor, zaak, "Ik bel morgen de school.")

    history = (await files.zaken.open(files.noor, zaak)).history

    assert [one.at for one in history] == sorted(one.at for one in history)
    said = [(one.what, one.by) for one in history]
    number = "M2026-00001"
    assert (f"Melding {number}: ingediend", "de melder") in said
    assert ("Zaak gemaakt", "Noor") in said
    assert (f"Melding {number}: in beoordeling", "Noor") in said
    assert (f"Melding {number}: weging versie 1, voorstel: Geen vervolg", "Noor") in said
    assert (f"Melding {number}: weging versie 1 niet bevestigd", "Sam") in said
    assert (history[-1].what, history[-1].why) == ("Notitie", "Ik bel morgen de school.")


async def test_reading_needs_a_reason_and_is_logged_for_the_zaak_and_each_melding(
    files: Files,
) -> None:
    id, zaak = await files.zaak()
    await files.weighing.record(files.noor, id, WHOLE_FORM, 1)
    files.storage.rows.audit.clear()

    with pytest.raises(ReasonNeeded):
        await files.zaken.open(files.sam, zaak)
    await files.zaken.open(files.sam, zaak, ReadingReason.KLACHT)

    read = [(one.act, one.subject, one.object_id, one.reason) for one in files.storage.rows.audit]
    assert read == [
        (Act.ZAAK_GELEZEN, None, str(zaak), "klacht"),
        (Act.DOSSIER_GELEZEN, id, str(zaak), "klacht"),
    ]


async def test_what_was_not_opened_is_not_added_to(files: Files) -> None:
    _, zaak = await files.zaak()

    with pytest.raises(ReasonNeeded):
        await files.zaken.note(files.sam, zaak, "zomaar")


async def test_a_melding_that_may_not_be_read_now_is_put_in_no_zaak(files: Files) -> None:
    _, zaak = await files.zaak()
    id, _ = await files.melding()
    await files.weighing.record(files.noor, id, WHOLE_FORM, 1)

    with pytest.raises(ReasonNeeded):
        await files.zaken.add_melding(files.sam, id, zaak)


async def test_for_another_organisation_a_zaak_does_not_exist(files: Files) -> None:
    _, zaak = await files.zaak()
    other = files.accounts.add("elders", "Elders", "een lang wachtwoord", organisation=2)

    for use in (
        files.zaken.open(other, zaak, ReadingReason.KLACHT),
        files.zaken.note(other, zaak, "hallo"),
        files.zaken.put_participant(other, zaak, None, Person("opa"), ""),
        files.zaken.close(other, zaak, "Een goede reden."),
    ):
        with pytest.raises(NoSuchZaak):
            await use
    assert await files.zaken.all(other) == []
    assert [one.zaak.id for one in await files.zaken.all(files.noor)] == [zaak]


@pytest.mark.parametrize("role", [Role.BEHEERDER, Role.AUDITOR])
async def test_who_reads_no_conversations_reads_no_zaak(files: Files, role: Role) -> None:
    id, zaak = await files.zaak()
    staff = replace(files.noor, role=role)

    for use in (
        files.zaken.all(staff),
        files.zaken.open(staff, zaak),
        files.zaken.make(staff, id),
        files.zaken.note(staff, zaak, "hallo"),
        files.weighing.open(staff, id),
        files.weighing.record(staff, id, WHOLE_FORM, 1),
        files.weighing.answer(staff, id, 1, True, ""),
    ):
        with pytest.raises(NotAllowed):
            await use
