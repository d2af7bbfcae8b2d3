"""Bank accounts, number plates and postcodes."""

import pytest

from bot.privacy.accounts import passes_mod97
from bot.privacy.mask import Label, mask


@pytest.mark.parametrize(
    "account",
    [
        "NL91ABNA0417164300",
        "NL91 ABNA 0417 1643 00",
        "nl91abna0417164300",
        "NL 91 ABNA 0417164300",
        "NL91.ABNA.0417.1643.00",
        "nl02 rabo 0123 4567 89",
        "NL02RABO01234",
        "BE68 5390 0754 7034",
        "BE68539007547034",
        "DE89 3704 0044 0532 0130 00",
        "FR14 2004 1010 0505 0001 3M02 606",
        "GB29NWBK60161331926819",
        "PL61 1090 1014 0000 0712 1981 2874",
        "4111 1111 1111 1111",
    ],
)
def test_bank_account_is_masked(account):
    masked = mask(f"hij boekt alles over naar {account} en ik krijg niets")

    assert masked.text == "hij boekt alles over naar [rekening] en ik krijg niets"
    assert [span.label for span in masked.spans] == [Label.IBAN]


@pytest.mark.parametrize(
    "text",
    [
        "mijn rekeningnummer was 12.34.56.789 vroeger",
        "rekening 1234567 staat op zijn naam",
        "giro: 765432",
    ],
)
def test_account_number_of_the_old_kind_is_masked_after_its_word(text):
    assert "[rekening]" in mask(text).text


@pytest.mark.parametrize(
    ("iban", "passes"),
    [("GB29NWBK60161331926819", True), ("GB29NWBK60161331926818", False)],
)
def test_mod_97(iban, passes):
    assert passes_mod97(iban) is passes


@pytest.mark.parametrize(
    "text",
    [
        "hij heeft 15000 euro van mijn rekening gehaald",
        "op mijn rekening stond nog 12,50",
        "ik heb geen eigen rekening meer sinds 2019",
        "wat is een iban eigenlijk?",
    ],
)
def test_amounts_from_an_account_stay(text):
    assert mask(text).text == text


@pytest.mark.parametrize(
    "plate",
    [
        *("XD-12-34", "12-34-XD", "12-XD-34", "XD-12-TF", "XD-TF-12", "12-XD-TF", "12-XDT-4"),
        *("4-XDT-12", "XD-123-T", "X-123-DT", "XDT-12-F", "X-12-DTF", "4-XD-123", "123-XD-4"),
        *("1-ABC-234", "xd-123-t", "XD 123 T", "xd123t", "XD123T", "4xdt12", "12xdt4", "x123dt"),
    ],
)
def test_number_plate_is_masked_with_and_without_dashes(plate):
    masked = mask(f"een grijze bus, {plate}, stond er weer")

    assert masked.text == "een grijze bus, [kenteken], stond er weer"
    assert [span.label for span in masked.spans] == [Label.KENTEKEN]


@pytest.mark.parametrize(
    "plate",
    ["K-XD 1234", "DÜW-K 88", "XD-123-TF", "XD12 TFG", "B 123 XYZ", "34 XYZ 123", "G-318-TB"],
)
def test_foreign_number_plate_is_masked_in_capitals(plate):
    assert mask(f"een grijze bus, {plate}, stond er").text == "een grijze bus, [kenteken], stond er"


def test_plate_is_found_behind_words_of_its_shape():
    assert mask("hij rijdt in xd 12 tf weg").text == "hij rijdt in [kenteken] weg"


def test_small_letters_with_spaces_are_a_plate_behind_a_vehicle():
    assert mask("een bus met xd 12 tf erop").text == "een bus met [kenteken] erop"


@pytest.mark.parametrize(
    "text",
    [
        "kenteken is xd 12 tf",
        "het nummerbord begint met KR 77",
        "zijn nummerplaat: tz 914",
    ],
)
def test_after_its_word_a_plate_may_be_spaced_or_half(text):
    assert mask(text).text.endswith("[kenteken]")


@pytest.mark.parametrize(
    "text",
    [
        "van 12 en 13 tot 16 op 17 mei",
        "om 12 30 kwam hij terug",
        "ik woon in de B en B aan zee",
        "hij reed 50 km te hard",
        "een scooter zonder kenteken",
        "schrijf het in base64",
        "mijn bord niet leeg. is al 2 maanden zo",
    ],
)
def test_what_has_the_shape_of_a_plate_by_chance_stays(text):
    assert mask(text).text == text


@pytest.mark.parametrize(
    "postcode",
    ["3511 LX", "3511LX", "3511 lx", "3511lx", "3511-LX", "3511  LX", "3511 Lx", "9999 ZZ"],
)
def test_postcode_is_masked_in_all_spacings(postcode):
    masked = mask(f"het is in {postcode} ergens")

    assert masked.text == "het is in [postcode] ergens"
    assert [span.label for span in masked.spans] == [Label.POSTCODE]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("postcode 3511 en", "postcode [postcode]"),
        ("mijn postcode is 3511", "mijn postcode is [postcode]"),
        ("mijn postcode 3511 L X", "mijn postcode [postcode]"),
        ("Jasmijnhof 2, 3511 za", "[adres], [postcode]"),
        ("3511 LX 14", "[postcode] [adres]"),
        ("3511LX nummer 14b", "[postcode] nummer [adres]"),
    ],
)
def test_postcode_by_its_word_and_the_number_behind_it(text, expected):
    assert mask(text).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "sinds 2019 is het mis",
        "in 2021 en 2022 ging het beter",
        "hij eist 1500 eu per maand",
        "ze kreeg 2000 mg en 1000mg extra",
        "we woonden 1200 km van elkaar",
        "tot 2018 in Assen",
    ],
)
def test_years_and_amounts_are_no_postcode(text):
    assert mask(text).text == text
