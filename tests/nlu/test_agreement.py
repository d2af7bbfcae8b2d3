"""Agreement on small examples, and of the test set as docs/annotatie.md tells it."""

from __future__ import annotations

from math import isnan

import pytest

from tests.nlu.agreement import agreement, agreement_per_form, agreements, micro_f1
from tests.nlu.messages import FOLDER, read_messages

PAGE = FOLDER.parents[1] / "docs/annotatie.md"


def test_kappa_takes_chance_off() -> None:
    """20 of 50 both yes, 15 both no: the example of the handbooks, kappa 0.40."""
    pairs = [("ja", "ja")] * 20 + [("ja", "nee")] * 5 + [("nee", "ja")] * 10 + [("nee", "nee")] * 15

    found = agreement("x", pairs)

    assert found.same == pytest.approx(0.7)
    assert found.kappa == pytest.approx(0.4)


def test_kappa_of_one_single_value_does_not_exist() -> None:
    assert isnan(agreement("x", [("ja", "ja")] * 3).kappa)


def test_micro_f1_counts_over_all_messages_together() -> None:
    a, b = frozenset({"a"}), frozenset({"a", "b"})

    assert micro_f1([(a, b), (b, b)]) == pytest.approx(6 / 7)
    assert micro_f1([(b, a), (b, b)]) == micro_f1([(a, b), (b, b)])


def test_the_page_tells_the_agreement_of_the_test_set() -> None:
    page, messages = PAGE.read_text(encoding="utf-8"), read_messages()

    for found in [*agreements(messages), *agreement_per_form(messages)]:
        same, kappa = f"{found.same * 100:.1f}%", f"{found.kappa:.2f}"
        row = f"| {found.label} | {found.count} | {same} | {kappa} |".replace(".", ",")
        assert row in page
    f1 = micro_f1([(m.first.vormen, m.second.vormen) for m in messages])
    assert f"micro-F1 {f1:.3f}".replace(".", ",") in page
