"""Telephone numbers and BSN: every spelling is masked, service numbers never."""

import pytest

from bot.privacy.mask import Label, mask
from bot.privacy.numbers import passes_elfproef


@pytest.mark.parametrize(
    "number",
    [
        "0611223344",
        "06 11 22 33 44",
        "06-11223344",
        "06 - 1122 3344",
        "06.11.22.33.44",
        "(06) 11 22 33 44",
        "06/11223344",
        "06 112 233 44",
        "+31611223344",
        "+31 6 11 22 33 44",
        "+31 (0)6 11223344",
        "0031 6 11223344",
        "0031611223344",
        "31611223344",
        "030 123 45 67",
        "(030) 1234567",
        "0512-345678",
        "085 123 4567",
        "088-1234567",
        "+32 471 22 33 44",
        "0032 471 22 33 44",
        "0471 22 33 44",
        "03 222 33 44",
        "+49 151 23456789",
        "+90 532 111 22 33",
        "0048 600 100 200",
        "nul zes elf tweeëntwintig drieëndertig vierenveertig",
        "nul zes een een twee twee drie drie vier vier",
        "nul zes, 11 22 33 44",
        "nul zes 11223344",
        "٠٦١١٢٢٣٣٤٤",
    ],
)
def test_telephone_number_is_masked_in_every_spelling(number):
    masked = mask(f"je kunt me bereiken op {number}, liefst overdag")

    assert masked.text == "je kunt me bereiken op [telefoon], liefst overdag"
    assert [span.label for span in masked.spans] == [Label.TELEFOON]


def test_two_numbers_in_a_row_are_two_spans():
    masked = mask("bel 0622334455 of anders 0201234567")

    assert masked.text == "bel [telefoon] of anders [telefoon]"


def test_number_with_a_digit_too_few_is_still_masked():
    assert mask("mijn nummer: 06 1234567").text == "mijn nummer: [telefoon]"


@pytest.mark.parametrize(
    "number",
    [
        *("112", "113", "144", "0800-2000", "0800 2000", "08002000", "0800-0113", "0800-0432"),
        *("0900-8844", "0900 0113", "0900-0101", "0800-1205", "0906-1234", "116 111", "1813"),
        *("14 020", "0800-0188", "0800 123 4567", "088-nummer"),
    ],
)
def test_helpline_and_service_numbers_stay(number):
    text = f"ik heb {number} gebeld maar het bleef stil"

    assert mask(text).text == text


@pytest.mark.parametrize(
    "bsn",
    [
        "111222333",
        "111.222.333",
        "111 222 333",
        "111-222-333",
        "1112.22.333",
        "11 12 22 333",
        "123456782",
        "1234 56 782",
    ],
)
def test_nine_digits_that_pass_the_elfproef_are_a_bsn(bsn):
    masked = mask(f"hier is het: {bsn} voor de administratie")

    assert masked.text == "hier is het: [bsn] voor de administratie"
    assert [span.label for span in masked.spans] == [Label.BSN]


@pytest.mark.parametrize(
    "text",
    [
        "BSN 123 456 789",
        "bsn: 123456789",
        "haar burgerservicenummer is 12345678",
        "b.s.n. 999 111 222",
        "het sofinummer van mijn zoon was 123-45-6789",
        "bsn een twee drie vier vijf zes zeven acht negen",
    ],
)
def test_after_the_word_bsn_a_mistyped_number_is_masked_too(text):
    assert mask(text).text.endswith("[bsn]")


@pytest.mark.parametrize(
    ("digits", "passes"),
    [("111222333", True), ("123456782", True), ("123456789", False), ("000000000", False)],
)
def test_elfproef(digits, passes):
    assert passes_elfproef(digits) is passes


def test_long_number_without_a_word_is_masked():
    assert mask("mijn v-nummer 2812345678").text == "mijn v-nummer [bsn]"


@pytest.mark.parametrize(
    "text",
    [
        "het was om 12:30 en weer om 23.15 uur",
        "hij is 43 en ik ben 34",
        "op 06-12-2023 14:30 stond hij voor de deur",
        "hij heeft 12.500 euro schuld en 3 x 250 boete",
        "van 10 tot 12, daarna van 14 tot 16",
        "een twee drie vier vijf zes zeven acht negen tien",
        "36 weken en 4 dagen",
        "groep 5/6 van 2010 tot 2018",
        "hij woog 34,5 kilo en was 1.45 lang",
    ],
)
def test_times_amounts_ages_and_counting_stay(text):
    assert mask(text).text == text
