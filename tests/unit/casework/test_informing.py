"""What may be recorded of informing those involved."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.casework.informing import (
    EVERYBODY,
    LABELS,
    HowInformed,
    InformRefused,
    InformStep,
    InformStepKind,
    ToInform,
    checked_extension,
    checked_informed,
    checked_name,
    checked_recorded,
    checked_taken_back,
)
from bot.casework.weging import ReasonTooShort

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
WHY = "De vader weet nog niet waar zij verblijft."
ANNA = ToInform(1, 1, "Anna", recorded=date(2026, 11, 2), first_due=date(2026, 11, 30))


def step(kind: InformStepKind, **more: object) -> InformStep:
    return InformStep(kind, "", 1, "Noor", AT, **more)  # type: ignore[arg-type]


TOLD = step(InformStepKind.GEINFORMEERD, on=TODAY, how=HowInformed.GESPREK)
BACK = step(InformStepKind.TERUGGENOMEN)


def test_an_extension_moves_the_last_day_by_two_weeks_at_most() -> None:
    assert checked_extension(ANNA, date(2026, 12, 14), f" {WHY} ") == (date(2026, 12, 14), WHY)
    with pytest.raises(InformRefused, match="informeren_uitstel"):
        checked_extension(ANNA, date(2026, 12, 15), WHY)


@pytest.mark.parametrize("until", [None, date(2026, 11, 30), date(2026, 11, 25)])
def test_an_extension_is_to_a_later_day(until: date | None) -> None:
    with pytest.raises(InformRefused, match="informeren_uitstel"):
        checked_extension(ANNA, until, WHY)


def test_an_extension_follows_on_the_one_before() -> None:
    once = replace(ANNA, steps=(step(InformStepKind.UITGESTELD, until=date(2026, 12, 14)),))

    assert once.due == date(2026, 12, 14)
    assert checked_extension(once, date(2026, 12, 28), WHY)[0] == date(2026, 12, 28)
    with pytest.raises(InformRefused):
        checked_extension(once, date(2026, 12, 29), WHY)


def test_an_extension_needs_a_reason() -> None:
    with pytest.raises(ReasonTooShort):
        checked_extension(ANNA, date(2026, 12, 1), "later ")
    with pytest.raises(InformRefused, match="informeren_te_lang"):
        checked_extension(ANNA, date(2026, 12, 1), "x" * 2001)


def test_who_was_informed_is_done_until_that_is_taken_back() -> None:
    told, again = replace(ANNA, steps=(TOLD,)), replace(ANNA, steps=(TOLD, BACK))

    assert (ANNA.is_open, told.is_open, again.is_open) == (True, False, True)
    assert told.informed == TOLD
    assert replace(again, steps=(*again.steps, TOLD)).informed == TOLD


def test_what_is_done_is_not_done_again() -> None:
    told = replace(ANNA, steps=(TOLD,))

    with pytest.raises(InformRefused, match="informeren_al_gedaan"):
        checked_informed(told, TODAY, HowInformed.BRIEF, "", TODAY)
    with pytest.raises(InformRefused, match="informeren_al_gedaan"):
        checked_extension(told, date(2026, 12, 1), WHY)
    with pytest.raises(InformRefused, match="informeren_niet_gedaan"):
        checked_taken_back(ANNA, WHY)
    assert checked_taken_back(told, WHY) == WHY


@pytest.mark.parametrize("on", [None, date(2026, 11, 1), date(2026, 11, 24)])
def test_telling_lies_between_recording_and_today(on: date | None) -> None:
    with pytest.raises(InformRefused, match="informeren_wanneer"):
        checked_informed(ANNA, on, HowInformed.GESPREK, "", TODAY)


def test_telling_has_a_way_and_may_have_a_note() -> None:
    given = checked_informed(ANNA, TODAY, HowInformed.TELEFOON, " zij schrok \n", TODAY)

    assert given == (TODAY, HowInformed.TELEFOON, "zij schrok")
    assert checked_informed(ANNA, TODAY, HowInformed.TELEFOON, "  ", TODAY)[2] == ""
    with pytest.raises(InformRefused, match="informeren_hoe"):
        checked_informed(ANNA, TODAY, None, "", TODAY)


@pytest.mark.parametrize("day", [None, date(2026, 11, 1), date(2026, 11, 24)])
def test_data_of_somebody_more_were_recorded_since_the_melding(day: date | None) -> None:
    with pytest.raises(InformRefused, match="informeren_vastgelegd"):
        checked_recorded(day, TODAY, submitted=date(2026, 11, 2))


def test_a_name_is_one_line_of_some_length() -> None:
    assert checked_name("  de\nbroer  van Anna ") == "de broer van Anna"
    for name in ("", "  ", "x" * 201):
        with pytest.raises(InformRefused, match="informeren_wie"):
            checked_name(name)


def test_everybody_in_a_melding_is_called_so() -> None:
    assert replace(ANNA, who=None).name == EVERYBODY
    assert set(LABELS) == set(HowInformed)
