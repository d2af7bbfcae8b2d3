"""The terms are one table; an installation may set its own within bounds."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.casework.retention import TERMS, TermInvalid, terms


def test_every_term_has_a_source_and_lies_within_its_bounds() -> None:
    for term in TERMS:
        assert term.source
        assert term.shortest <= term.kept <= term.longest, term.record
    assert len({term.record for term in TERMS}) == len(TERMS)


def test_an_installation_sets_its_own_terms() -> None:
    found = terms("melding=5475 logboek=2555")

    assert found["melding"].kept == timedelta(days=5475)
    assert found["logboek"].kept == timedelta(days=2555)
    assert found["inzage"] == terms()["inzage"]


@pytest.mark.parametrize(
    ("own", "why"),
    [
        ("meldingen=10", "is no term"),
        ("melding", "is no term"),
        ("melding=jaren", "is no term"),
        ("melding=30", "kept for 5475 to 14600 days"),
        ("logboek=365", "kept for 366 to"),
        ("bewaard_gesprek=8", "kept for 7 to 7 days"),
    ],
)
def test_a_term_that_cannot_be_used_is_refused_with_what_may_be(own: str, why: str) -> None:
    with pytest.raises(TermInvalid, match=why):
        terms(own)
