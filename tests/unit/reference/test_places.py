"""What visitors write about a place, and the municipality that it means."""

import pytest

from bot.reference.areas import gemeenten
from bot.reference.places import PlaceAmbiguous, PlaceUnknown, find_gemeente, region_of
from bot.reference.tables import rows


def candidates(text: str) -> list[str]:
    with pytest.raises(PlaceAmbiguous) as raised:
        find_gemeente(text)
    return [candidate.name for candidate in raised.value.candidates]


def codes(text: str) -> set[str]:
    """What a text may mean: nothing, one municipality, or the candidates."""
    try:
        return {find_gemeente(text).code}
    except PlaceAmbiguous as several:
        return {candidate.code for candidate in several.candidates}
    except PlaceUnknown:
        return set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Zaanstad", "Zaanstad"),
        ("Zaandam", "Zaanstad"),
        ("in Zaandam", "Zaanstad"),
        ("ik woon in zaandam", "Zaanstad"),
        ("ZAANDAM", "Zaanstad"),
        ("Het speelt in Zaandam, bij mijn zus thuis.", "Zaanstad"),
        ("Den Bosch", "'s-Hertogenbosch"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("’s-Hertogenbosch", "'s-Hertogenbosch"),
        ("s hertogenbosch", "'s-Hertogenbosch"),
        ("'S-HERTOGENBOSCH", "'s-Hertogenbosch"),
        ("hertogenbosch", "'s-Hertogenbosch"),
        ("den haag", "'s-Gravenhage"),
        ("Den Haag!", "'s-Gravenhage"),
        ("'s-Gravenhage", "'s-Gravenhage"),
        ("the Hague", "'s-Gravenhage"),
        ("Capelle aan den IJssel", "Capelle aan den IJssel"),
        ("capelle aan de ijssel", "Capelle aan den IJssel"),
        ("Capelle a/d IJssel", "Capelle aan den IJssel"),
        ("Alphen a.d. Rijn", "Alphen aan den Rijn"),
        ("Bergen op Zoom", "Bergen op Zoom"),
        ("wijk bij duurstede", "Wijk bij Duurstede"),
        ("Súdwest-Fryslân", "Súdwest-Fryslân"),
        ("sudwest fryslan", "Súdwest-Fryslân"),
        ("Zuidwest-Friesland", "Súdwest-Fryslân"),
        ("St. Oedenrode", "Meierijstad"),
        ("st oedenrode", "Meierijstad"),
        ("St.-Annaparochie", "Waadhoeke"),
        ("'t Harde", "Elburg"),
        ("het harde", "Elburg"),
        ("Spakenburg", "Bunschoten"),
        ("Driebergen", "Utrechtse Heuvelrug"),
        ("Son", "Son en Breugel"),
        ("Beemster", "Purmerend"),
        ("Mill en Sint Hubert", "Land van Cuijk"),
        ("Nuenen", "Nuenen, Gerwen en Nederwetten"),
        ("ĳmuiden", "Velsen"),
        ("Urk", "Urk"),
        ("ede", "Ede"),
        ("zeist", "Zeist"),
        ("gemeente Rotterdam", "Rotterdam"),
    ],
)
def test_a_place_is_found_however_it_is_written(text, name):
    assert find_gemeente(text).name == name


def test_the_word_gemeente_before_a_name_finds_every_municipality():
    named = {found: find_gemeente(f"gemeente {found.name}") for found in gemeenten().values()}

    assert [found.name for found, answer in named.items() if answer != found] == []


def test_every_town_leads_to_its_own_municipality_or_is_asked_about():
    # Zeeland is the province, and Voorst a hamlet of another municipality in the same region.
    excepted = {"Nederland", "Zeeland", "Voorst"}

    lost = [
        row["plaats"] for row in rows("plaatsen.csv") if row["gm_code"] not in codes(row["plaats"])
    ]

    assert set(lost) == excepted


def test_a_name_in_two_regions_is_never_guessed():
    keys = {row["zoeksleutel"] for row in rows("plaatsen.csv") if row["meerduidig"] == "vt"}

    assert len(keys) > 40
    assert [key for key in keys if len(codes(key)) == 1] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bergen", ["Bergen (L.)", "Bergen (NH.)"]),
        ("gemeente Bergen", ["Bergen (L.)", "Bergen (NH.)"]),
        ("Hengelo", ["Bronckhorst", "Hengelo"]),
        ("hengelo", ["Bronckhorst", "Hengelo"]),
        ("ik woon in hoorn", ["Hoorn", "Terschelling"]),
        ("Alphen", ["Alphen aan den Rijn", "Alphen-Chaam", "West Maas en Waal"]),
        ("Elst", ["Overbetuwe", "Rhenen"]),
        ("Kloetinge", ["Goes", "Kapelle"]),
    ],
)
def test_a_name_that_fits_several_municipalities_is_asked_about(text, names):
    assert candidates(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bergen NH", "Bergen (NH.)"),
        ("Bergen (L)", "Bergen (L.)"),
        ("Bergen (NH.)", "Bergen (NH.)"),
        ("Bergen in Limburg", "Bergen (L.)"),
        ("Bergen, Noord-Holland", "Bergen (NH.)"),
        ("Hengelo (Gld)", "Bronckhorst"),
        ("hengelo overijssel", "Hengelo"),
        ("Hengelo (O.)", "Hengelo"),
        ("Elst Utrecht", "Rhenen"),
        ("Haren, Groningen", "Groningen"),
        ("Haren in Brabant", "Oss"),
        ("Hoorn, West-Friesland", "Hoorn"),
        ("Beek, gemeente Montferland", "Montferland"),
        ("gemeente Hoorn", "Hoorn"),
        ("Zaandam, gemeente Zaanstad", "Zaanstad"),
        ("Voorst", "Voorst"),
        ("Voorst, Oude IJsselstreek", "Oude IJsselstreek"),
    ],
)
def test_what_else_is_said_tells_two_places_apart(text, name):
    assert find_gemeente(text).name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("wij wonen in de Bijlmer", "Amsterdam"),
        ("ze zit in overvecht", "Utrecht"),
        ("Kannaleneiland", "Utrecht"),
        ("Hatert", "Nijmegen"),  # one letter from Hapert, which is in Bladel
        ("bij ons in de Pijp", "Amsterdam"),
        ("Schalkwijk in Haarlem", "Haarlem"),
    ],
)
def test_a_well_known_neighbourhood_leads_to_its_municipality(text, name):
    assert find_gemeente(text).name == name


def test_a_neighbourhood_of_two_cities_is_asked_about():
    with pytest.raises(PlaceAmbiguous) as asked:
        find_gemeente("we wonen in lombok")

    assert [found.name for found in asked.value.candidates] == ["Arnhem", "Utrecht"]


def test_an_idiom_is_no_neighbourhood():
    with pytest.raises(PlaceUnknown):
        find_gemeente("opa is vorig jaar de pijp uit gegaan")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Amsterdam of Rotterdam", ["Amsterdam", "Rotterdam"]),
        ("ik woon in Zaandam en hij in Purmerend", ["Purmerend", "Zaanstad"]),
        ("Amersfoort en Utrecht", ["Amersfoort", "Utrecht"]),
        ("Zaandam 1012 AB", ["Amsterdam", "Zaanstad"]),
    ],
)
def test_several_places_in_one_text_are_asked_about(text, names):
    assert candidates(text) == names


@pytest.mark.parametrize(
    "text", ["Zaandam en Zaandijk", "Zaandam, in de Zaanstad", "Zaandam Zaandam"]
)
def test_several_names_in_one_municipality_are_one_answer(text):
    assert find_gemeente(text).name == "Zaanstad"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "?!",
        "weet ik niet",
        "dat zeg ik liever niet",
        "bij mij thuis",
        "Brabant",
        "provincie Utrecht",
        "regio Groningen",
        "Oost-Groningen",
        "Zeeland",
        "in Zeeland",
        "Nederland",
        "Tilburg in Zeeland",
        "Parijs",
        "xyz" * 2000,
    ],
)
def test_a_text_without_one_place_is_unknown(text):
    with pytest.raises(PlaceUnknown):
        find_gemeente(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("best", "Best"),
        ("in best", "Best"),
        ("ik woon in best", "Best"),
        ("Best, Brabant", "Best"),
        ("Hij woont in Best en slaat haar", "Best"),
        ("dieren", "Rheden"),
        ("goor", "Hof van Twente"),
        ("hij woont nog in goor bij zijn moeder", "Hof van Twente"),
        ("mijn zus in leiden durft niet naar huis", "Leiden"),
        ("Mijn zus zit in Kampen en belt niet meer", "Kampen"),
        ("Het gezin komt uit Made en is verhuisd", "Drimmelen"),
        ("gemeente huizen", "Huizen"),
        ("Hem", "Drechterland"),
        ("Zij wonen in Hem naast de kerk", "Drechterland"),
        ("De Wijk", "De Wolden"),
        ("gemeente buren", "Buren"),
        ("mijn vriendin in axel", "Terneuzen"),
        ("Hank", "Altena"),
        ("een gezin in Monster", "Westland"),
        ("Willemstad", "Moerdijk"),
    ],
)
def test_a_place_that_is_also_a_word_counts_where_a_place_is_meant(text, name):
    assert find_gemeente(text).name == name


@pytest.mark.parametrize(
    "text",
    [
        "het is best moeilijk",
        "ik woon in een flat",
        "hij woont nu bij hem",
        "hem",
        "Bij hem thuis",
        "ik hoor het van de buren",
        "buren",
        "in de wijk",
        "De wijk is onrustig",
        "heel erg",
        "Heel bedankt",
        "Dieren en mensen slaat hij",
        "hij trok aan haar haren",
        "zij heeft te kampen met geweld",
        "hij probeert haar af te leiden",
        "mijn vader is een monster",
        "MIJN VADER IS EEN MONSTER",
        "Mevrouw de Boer",
        "de familie Van Dalen",
        "haar naam is Linde",
        "Axel slaat haar",
        "ze is bij Erica",
        "Hij gaf haar een Best Friends ketting",
        "hij is met haar naar Willemstad gegaan",
        "wij zijn op zoek naar hulp in het noorden",
        "in winkel",
    ],
)
def test_an_ordinary_word_is_no_place(text):
    with pytest.raises(PlaceUnknown):
        find_gemeente(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1506", "Zaanstad"),
        ("1506 AB", "Zaanstad"),
        ("1506AB", "Zaanstad"),
        ("1506ab", "Zaanstad"),
        ("1506 en", "Zaanstad"),
        ("1506, Zaandam", "Zaanstad"),
        ("postcode 1506", "Zaanstad"),
        ("Mijn postcode is 1506 ab, kom snel", "Zaanstad"),
        ("wij wonen aan de Dorpsstraat 5a, 3723bh", "De Bilt"),
        ("Hengelo 7255", "Bronckhorst"),
        ("1382 Weesp", "Amsterdam"),
        ("sinds 2019 woon ik in Zaandam", "Zaanstad"),
        ("SINDS 2019 IS HIJ WEG UIT ZAANDAM", "Zaanstad"),
    ],
)
def test_a_postcode_gives_its_municipality(text, name):
    assert find_gemeente(text).name == name


@pytest.mark.parametrize("text", ["1382", "1382 AB", "postcode 1382"])
def test_a_postcode_across_the_border_of_two_regions_is_asked_about(text):
    assert candidates(text) == ["Amsterdam", "Gooise Meren"]


@pytest.mark.parametrize(
    "text",
    [
        "0123 AB",
        "10123",
        "hij slaat mij sinds 2019",
        "sinds 2019 is hij weg",
        "het weegt 1500 kg en kost veel",
        "bel 0800-2000 of mij",
    ],
)
def test_another_number_is_no_postcode(text):
    with pytest.raises(PlaceUnknown):
        find_gemeente(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("amstredam", "Amsterdam"),
        ("Amsterdm", "Amsterdam"),
        ("Amsterddam", "Amsterdam"),
        ("zwole", "Zwolle"),
        ("leewarden", "Leeuwarden"),
        ("in purmerent", "Purmerend"),
        ("denhaag", "'s-Gravenhage"),
        ("shertogenbosch", "'s-Hertogenbosch"),
        ("bergen op zom", "Bergen op Zoom"),
        ("ik woon in amstredam met mijn kinderen", "Amsterdam"),
        ("Hij zit in Rotterdm vast", "Rotterdam"),
        ("amstredam noord-holland", "Amsterdam"),
        ("leidne", "Leiden"),
    ],
)
def test_one_slip_of_the_finger_is_forgiven(text, name):
    assert find_gemeente(text).name == name


def test_a_misspelt_name_in_two_regions_is_asked_about_too():
    assert candidates("hengalo") == ["Bronckhorst", "Hengelo"]


@pytest.mark.parametrize(
    "text",
    [
        "amstrdm",  # two slips
        "bredaa",  # a short name
        "school",  # Schoorl
        "kinderen",  # Sinderen
        "hij woont nu in Essen",  # in Germany or Belgium, not Ressen
        "hij haalt ze uit school",
        "in verband met geweld",
        "ze zit in huis en belt niet",
        "ik woon in een huizne",
    ],
)
def test_what_is_more_likely_a_word_is_not_mended(text):
    with pytest.raises(PlaceUnknown):
        find_gemeente(text)


@pytest.mark.parametrize("text", ["geheim adres in Nergenshuizen", "ik woon in Hengelo, sst"])
def test_an_error_never_repeats_what_the_visitor_wrote(text):
    with pytest.raises(LookupError) as raised:
        find_gemeente(text)

    assert "Nergenshuizen" not in str(raised.value)
    assert "Hengelo" not in str(raised.value)


def test_a_place_leads_to_its_veilig_thuis():
    assert region_of(find_gemeente("Kudelstaart")).organisation == (
        "Veilig Thuis Amsterdam-Amstelland"
    )
    assert region_of(find_gemeente("Uden")).organisation == "Veilig Thuis Oost-Brabant"
