"""Schools, clubs and employers by the words around their names."""

import pytest

from bot.privacy.mask import Label, mask


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zij zit op basisschool De Zeester", "zij zit op [school]"),
        ("hij zit op OBS Het Anker in Assen", "hij zit op [school] in Assen"),
        ("cbs de zeester heeft gebeld", "[school] heeft gebeld"),
        ("op IKC Waterrijk in groep 3", "op [school] in groep 3"),
        ("kdv het hummelhuis ziet ook iets", "[school] ziet ook iets"),
        ("bij kinderopvang Bambino", "bij [school]"),
        ("peuterspeelzaal 't Kuikentje", "[school]"),
        ("ze doet havo op het Merwede College", "ze doet havo op het [school]"),
        ("leraar aan het Spinoza Lyceum", "leraar aan het [school]"),
        ("de leerkracht van de Zonnepit belde", "de leerkracht van [school] belde"),
        ("hij traint bij vv Zwaluwen '46", "hij traint bij [school]"),
        ("op scouting Karel Doorman", "op [school]"),
        ("manege De Vrije Teugel", "[school]"),
        ("School: Het Baken", "[school]"),
        ("mijn dochter zit op de Zeesterschool", "mijn dochter zit op de [school]"),
        ("zij zit op het Baken in groep 7", "zij zit op [school] in groep 7"),
        ("hij zit op de prins mauritsschool", "hij zit op de [school]"),
        ("bs de zeester belde", "[school] belde"),
        ("op zwemles bij De Dolfijn", "op zwemles bij [school]"),
    ],
)
def test_school_or_club_is_masked(text, expected):
    masked = mask(text)

    assert masked.text == expected
    assert Label.SCHOOL in [span.label for span in masked.spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hij werkt bij Bouwbedrijf Klaassen", "hij werkt bij [werkgever]"),
        ("ik werk bij Philips", "ik werk bij [werkgever]"),
        ("ze werkt in de winkel bij de Hema", "ze werkt in de winkel bij [werkgever]"),
        ("mijn baas bij de lidl weet het", "mijn baas bij de [werkgever] weet het"),
        ("hij is chauffeur bij Snelvervoer Oost", "hij is chauffeur bij [werkgever]"),
        ("bakkerij Yilmazer op de hoek", "[werkgever] op de hoek"),
        ("hij staat bij restaurant De Gouden Draak", "hij staat bij [werkgever]"),
        ("ze is van Schoon Vooruit BV", "ze is van [werkgever]"),
        ("collega van de gemeente Hollandwijk", "collega van de [werkgever]"),
        ("oma zit in woonzorgcentrum De Linden", "oma zit in [werkgever]"),
        ("stage bij zorggroep Elzendaal", "stage bij [werkgever]"),
        ("hij werkt voor tekstra", "hij werkt voor [werkgever]"),
        ("Stichting De Brug helpt haar", "[werkgever] helpt haar"),
    ],
)
def test_employer_is_masked(text, expected):
    masked = mask(text)

    assert masked.text == expected
    assert Label.WERKGEVER in [span.label for span in masked.spans]


@pytest.mark.parametrize(
    "text",
    [
        "op school merkt niemand iets",
        "de basisschool heeft niet gebeld",
        "ik zit op de basisschool in groep acht",
        "op de bso de kinderen ophalen",
        "hij werkt bij de politie en zij bij de gemeente",
        "ik werk bij Veilig Thuis",
        "ze werkt in de zorg en hij in de bouw",
        "mijn man werkt bij een bank",
        "ik werk thuis",
        "hij stond bij de Jumbo op mij te wachten",
        "op het mbo is een vertrouwenspersoon",
        "de GGD en het consultatiebureau weten het",
        "ik bel namens een huisartsenpraktijk",
        "in het ziekenhuis geloofde niemand me",
        "ze is gehecht in het Wilhelmina Kinderziekenhuis",
        "dat deed de Raad voor de Kinderbescherming",
    ],
)
def test_schools_work_and_authorities_in_general_stay(text):
    assert mask(text).text == text
