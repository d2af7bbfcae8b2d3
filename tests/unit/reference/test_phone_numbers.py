"""Telephone numbers are found in any notation, and nothing else is taken for one."""

import pytest

from bot.reference.phone_numbers import digits_of, numbers_in


@pytest.mark.parametrize(
    "number",
    [
        "112",
        "113",
        "1712",
        "144",
        "116 111",
        "0800-2000",
        "0800 2000",
        "0800 20 00",
        "08002000",
        "0800-2666436",
        "0800 266 64 36",
        "0900-8844",
        "088-0767000",
        "088-0767 000",
        "06-12345678",
        "06 12 34 56 78",
        "0612345678",
        "020-1234567",
        "(020) 123 45 67",
        "0182-123456",
        "+31 6 1234 5678",
        "+32 470 12 34 56",
        "0031612345678",
        "14 020",
    ],
)
def test_a_telephone_number_is_found(number):
    assert numbers_in(f"Bel nu {number}. Dat kan altijd.") == [number]
    assert numbers_in(number) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 was ik 12 jaar",
        "01-12-2026",
        "2026-11-21",
        "21-11-2026 om 10:30 uur",
        "van 08:00-22:00 uur",
        "24/7",
        "1506 AB Zaandam",
        "1.112 gezinnen",
        "112NL",
        "112%",
        "nummer 1121",
        "binnen 10 dagen, hoogstens 28",
    ],
)
def test_another_number_is_not_a_telephone_number(text):
    assert numbers_in(text) == []


def test_all_numbers_are_found_in_order():
    text = "Bel 112, of 0800-2000 (gratis); 112/113 kan ook. Zie 113.nl"

    assert numbers_in(text) == ["112", "0800-2000", "112", "113", "113"]


def test_notation_does_not_change_what_is_dialled():
    assert digits_of("088-0767 000") == digits_of("0880767000")
