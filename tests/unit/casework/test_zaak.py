"""People of a zaak: taken over as they were named, corrected with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from bot.casework.zaak import (
    LONGEST_OF_PERSON,
    Participant,
    Person,
    PersonRefused,
    Zaak,
    ZaakClosed,
    ZaakStatus,
    check_open,
    checked_person,
    latest,
    people_of,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_people_are_taken_over_as_the_melding_names_them_with_children_apart() -> None:
    found = people_of(
        {
            "betrokkenen": [
                {"wie": "Noor van 9", "leeftijd": 9, "geslacht": "vrouw"},
                {"wie": "haar moeder", "rol_in_situatie": "ouder_verzorger"},
                {"wie": "de baby", "rol_in_situatie": "ongeboren_kind"},
                {"wie": "opa", "leeftijd": 70, "geboortedatum": "weet_niet"},
            ]
        }
    )

    assert [(one.wie, one.kind) for one in found] == [
        ("Noor van 9", True), ("haar moeder", False), ("de baby", True), ("opa", False),
    ]  # fmt: skip
    assert found[1].rol == "Ouder of verzorger"
    assert (found[0].geboren, found[3].geboren) == (
        "9 jaar oud bij de melding",
        "70 jaar oud bij de melding",
    )


@pytest.mark.parametrize("said", [None, [], "weet_niet"])
def test_a_melding_that_names_nobody_gives_nobody_to_guess(said: object) -> None:
    found = people_of({"betrokkenen": said} if said is not None else {})

    assert all(not one.kind and not one.rol for one in found)


def test_a_correction_needs_a_reason_and_an_addition_a_name() -> None:
    person, why = checked_person(Person("  Daan \n Bakker "), " nieuw ", is_correction=True)

    assert (person.wie, why) == ("Daan Bakker", "nieuw")
    for bad, reason, correction in [
        (Person(" "), "nieuw", False),
        (Person("Daan"), "  ", True),
        (Person("D" * (LONGEST_OF_PERSON + 1)), "nieuw", False),
    ]:
        with pytest.raises(PersonRefused):
            checked_person(bad, reason, is_correction=correction)


def test_of_every_participant_the_last_version_is_shown() -> None:
    first = Participant(1, 1, Person("Noor"), "", 1, "Sam", NOW)
    better = replace(first, version=2, person=Person("Noor Bakker"), why="naam gehoord")
    other = replace(first, number=2, person=Person("opa"))

    assert latest([first, better, other]) == [better, other]


def test_a_closed_zaak_gets_nothing_new() -> None:
    zaak = Zaak(UUID(int=7), 1, NOW, 1)
    check_open(zaak)

    with pytest.raises(ZaakClosed):
        check_open(replace(zaak, status=ZaakStatus.GESLOTEN))
    assert zaak.name == "Zaak 000000"
