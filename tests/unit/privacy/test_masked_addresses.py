"""Streets and house numbers."""

import pytest

from bot.privacy.mask import Label, mask


@pytest.mark.parametrize(
    "address",
    [
        *(
            "Kamperfoelielaan 3",
            "kamperfoelielaan 3",
            "Kamperfoelielaan 3a",
            "Kamperfoelielaan 3-a",
        ),
        *(
            "Rozemarijnstraat 12 bis",
            "rozemarijnstr. 12",
            "Rozemarijnstraat 12-14",
            "Essenweg 5 hs",
        ),
        *("Wilhelminaplein 7", "Brouwersgracht 101-II", "Havenkade 44b", "Oude Zeedijk 9"),
        *("Jasmijnhof 2", "Singel 18", "Molensteeg 1", "Elzenpad 66", "Vogeldreef 8"),
        *("Julianaplantsoen 31", "Wilgenpark 4", "Laan van Meerzicht 120", "Prins Bernhardlaan 6"),
        *("Burgemeester De Vriesstraat 15", "Dr. Kuyperstraat 23", "Kievit 219", "Grote Vos 12"),
        *("rozemarijnstraat nr 12", "Rozemarijnstraat nummer 12", "Noordwal 3", "Kerkstraat 1"),
        *("Rozemarijnstraat, 12", "Weegbree 4 zwart", "Zandlaan 3 wagen 2"),
    ],
)
def test_street_with_number_is_masked(address):
    masked = mask(f"stuur iemand naar {address}, snel")

    assert masked.text == "stuur iemand naar [adres], snel"
    assert [span.label for span in masked.spans] == [Label.ADRES]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ze wonen aan de Rozemarijnstraat", "ze wonen aan de [adres]"),
        ("hij woont op de kamperfoelielaan", "hij woont op de [adres]"),
        ("wij wonen aan de Brink 12", "wij wonen aan de [adres]"),
        ("ik zit op het Spinozaplein in Assen", "ik zit op het [adres] in Assen"),
        ("op de Hoofdstraat in Assen", "op de [adres] in Assen"),
        ("het is huisnummer 14", "het is huisnummer [adres]"),
        ("bij nummer 33 hoor ik gegil", "bij nummer [adres] hoor ik gegil"),
        ("hoek Tulpenlaan en Rozenlaan", "hoek [adres] en [adres]"),
    ],
)
def test_street_or_number_alone_is_masked(text, expected):
    assert mask(text).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "hij rende de straat op en de weg over",
        "we liepen op de snelweg",
        "ik zit nu op het schoolplein bij het fietspad",
        "aan de andere kant van de gracht",
        "we waren in het park en op de dijk",
        "we wonen gewoon in de hoofdstraat",
        "onderweg naar huis, halverwege de brug",
        "op het kerkhof ligt mijn moeder",
        "hij sloeg 3 keer op de deur",
        "in de supermarkt 2 keer gezien",
        "op kamer 12 van het ziekenhuis",
        "mijn kind van 3 en dat van 5 jaar",
        "artikel 5 van de Wmo",
        "vorig weekeinde 2 uur lang",
        "ik heb stap 3 van de meldcode gedaan",
    ],
)
def test_roads_in_general_and_other_numbers_stay(text):
    assert mask(text).text == text


def test_number_that_counts_is_no_house_number():
    assert mask("in de Rozemarijnstraat 3 keer").text == "in de [adres] 3 keer"
