"""Intervals against values worked out elsewhere."""

from __future__ import annotations

from math import nan

import pytest

from tests.nlu.intervals import bootstrap, mean, share


@pytest.mark.parametrize(
    ("right", "count", "low", "high"),
    [
        (8, 10, 0.4902, 0.9433),
        (0, 20, 0.0, 0.1611),
        (159, 159, 0.9764, 1.0),
        (50, 100, 0.4038, 0.5962),
    ],
)
def test_wilson(right: int, count: int, low: float, high: float) -> None:
    found = share(right, count)

    assert found.value == right / count
    assert found.low == pytest.approx(low, abs=1e-4)
    assert found.high == pytest.approx(high, abs=1e-4)


def test_of_nothing_there_is_no_figure() -> None:
    assert not share(0, 0)
    assert not bootstrap([], len)
    assert not mean([])
    assert share(0, 5)


def test_more_right_than_there_are_is_refused() -> None:
    with pytest.raises(ValueError, match="no share"):
        share(3, 2)


def test_a_bootstrap_of_a_share_is_near_wilson() -> None:
    verdicts = [1.0] * 80 + [0.0] * 20

    found = bootstrap(verdicts, lambda drawn: sum(drawn) / len(drawn))

    wilson = share(80, 100)
    assert (found.value, found.count) == (0.8, 100)
    assert found.low == pytest.approx(wilson.low, abs=0.02)
    assert found.high == pytest.approx(wilson.high, abs=0.02)


def test_a_bootstrap_is_the_same_at_every_run() -> None:
    values = [0.1, 0.5, 0.9, 0.2]

    assert bootstrap(values, max) == bootstrap(values, max)


def test_a_bootstrap_leaves_out_draws_without_an_outcome() -> None:
    found = bootstrap([1, 0, 0], lambda drawn: 1.0 if sum(drawn) else nan)

    assert (found.low, found.high) == (1.0, 1.0)


def test_a_mean_has_a_wider_interval_when_the_values_differ() -> None:
    assert mean([1.0, 1.0, 1.0]).low == 1.0
    assert mean([0.0, 2.0, 0.0, 2.0]).low < 0.1
