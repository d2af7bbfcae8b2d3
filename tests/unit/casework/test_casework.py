"""The order of the queue, and the number of a melding."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from bot.casework import queue, weging
from bot.casework.queue import Reason, Waiting, in_order, more_urgent
from bot.casework.weging import Besluit, Melding, ReasonTooShort, checked_reason

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def waits(reason: Reason, minutes: int) -> Waiting:
    return Waiting(uuid4(), reason, NOW - timedelta(minutes=minutes))


def test_danger_comes_before_everybody_who_waited_longer() -> None:
    long, danger = waits(Reason.WENS_MENS, 50), waits(Reason.DIRECT_GEVAAR, 1)

    assert in_order([long, danger]) == [danger, long]


def test_within_the_same_urgency_the_longest_wait_comes_first() -> None:
    short, long = waits(Reason.SUICIDE, 2), waits(Reason.SEKSUEEL_RECENT, 9)

    assert in_order([short, long]) == [long, short]


def test_within_the_same_urgency_the_earliest_term_comes_before_the_longest_wait() -> None:
    long = waits(Reason.WENS_MENS, 50)
    late, early = (replace(waits(Reason.HERHAALD, 5), term=date(2026, 3, day)) for day in (9, 4))
    danger = waits(Reason.DIRECT_GEVAAR, 1)

    assert in_order([long, late, early, danger]) == [danger, early, late, long]


def test_of_two_with_the_same_term_the_longest_wait_comes_first() -> None:
    term = date(2026, 3, 4)
    short, long = (replace(waits(Reason.WENS_MENS, m), term=term) for m in (2, 9))

    assert in_order([short, long]) == [long, short]


def test_the_order_of_reasons_is_that_of_the_domain() -> None:
    order = ["DIRECT_GEVAAR", "SUICIDE", "MINDERJARIG", "WIL_MELDEN", "WENS_MENS"]

    urgencies = [Reason[name].urgency for name in order]

    assert urgencies == sorted(set(urgencies))


def test_a_reason_is_only_replaced_by_a_more_urgent_one() -> None:
    assert more_urgent(Reason.WENS_MENS, Reason.SUICIDE) is Reason.SUICIDE
    assert more_urgent(Reason.SUICIDE, Reason.WENS_MENS) is Reason.SUICIDE
    assert more_urgent(Reason.SUICIDE, Reason.SEKSUEEL_RECENT) is Reason.SUICIDE


def test_every_reason_and_outcome_has_a_dutch_name() -> None:
    assert set(queue.LABELS) == set(queue.URGENCY) == set(Reason)
    assert set(weging.LABELS) == set(Besluit)


def test_the_number_of_a_melding_has_the_year_and_five_digits() -> None:
    melding = Melding(42, UUID(int=1), NOW, date(2026, 3, 9), {})

    assert melding.number == "M2026-00042"


@pytest.mark.parametrize("reden", ["", "ja", "         ", "te kort"])
def test_a_reason_of_a_few_letters_is_none(reden: str) -> None:
    with pytest.raises(ReasonTooShort):
        checked_reason(reden)


def test_a_reason_is_kept_without_the_space_around_it() -> None:
    assert checked_reason("  er is hulp geregeld \n") == "er is hulp geregeld"
