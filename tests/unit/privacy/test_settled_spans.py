"""Overlapping spans become one, named by the more certain of them."""

import pytest

from bot.privacy.spans import Label, Span, settle


def test_spans_are_put_in_reading_order():
    assert settle([Span(8, 9, Label.BSN), Span(1, 3, Label.IBAN)]) == (
        Span(1, 3, Label.IBAN),
        Span(8, 9, Label.BSN),
    )


def test_overlap_is_joined_and_the_first_found_names_it():
    found = [Span(4, 10, Label.ADRES), Span(0, 6, Label.PERSOON), Span(9, 12, Label.SCHOOL)]

    assert settle(found) == (Span(0, 12, Label.ADRES),)


def test_neighbours_stay_apart():
    found = [Span(0, 3, Label.PERSOON), Span(3, 5, Label.BSN)]

    assert settle(found) == tuple(found)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2)])
def test_span_without_characters_is_refused(start, end):
    with pytest.raises(ValueError, match="at least one character"):
        Span(start, end, Label.BSN)
