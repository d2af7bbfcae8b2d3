"""Municipalities and regions agree with each other, and the tables with both."""

from collections import Counter

import pytest

from bot.reference.areas import CodeUnknown, gemeente, gemeenten, region, region_of, regions
from bot.reference.tables import rows

TABLES_WITH_GEMEENTE = ["plaatsen.csv", "postcodes_pc4.csv", "gangbare_namen.csv"]


def test_there_are_342_municipalities_in_25_regions():
    assert len(gemeenten()) == 342
    assert len(regions()) == 25


def test_every_municipality_has_a_region_and_every_region_its_municipalities():
    counted = Counter(region_of(found).code for found in gemeenten().values())

    assert counted == {row["vt_code"]: int(row["aantal_gemeenten"]) for row in rows("regios.csv")}


def test_names_of_municipalities_are_unique():
    names = Counter(found.name for found in gemeenten().values())

    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("filename", TABLES_WITH_GEMEENTE)
def test_every_row_lies_in_a_known_municipality(filename):
    assert {row["gm_code"] for row in rows(filename)} <= gemeenten().keys()


@pytest.mark.parametrize("filename", ["plaatsen.csv", "postcodes_pc4.csv"])
def test_every_row_has_the_region_of_its_municipality(filename):
    wrong = [
        row for row in rows(filename) if gemeente(row["gm_code"]).region_code != row["vt_code"]
    ]

    assert wrong == []


@pytest.mark.parametrize("filename", ["plaatsen.csv", "postcodes_pc4.csv"])
def test_every_municipality_can_be_found_in_the_table(filename):
    assert {row["gm_code"] for row in rows(filename)} == gemeenten().keys()


def test_every_region_can_be_reached():
    for found in regions().values():
        assert found.organisation.startswith("Veilig Thuis ")
        assert found.phone == "0800-2000"
        assert found.website.startswith("https://")


def test_a_region_without_a_confirmed_website_gets_the_national_one():
    assert region("VT02").website == "https://veiligthuis.nl/"
    assert region("VT23").website == "https://www.veiligthuiszeeland.nl/"


@pytest.mark.parametrize("code", ["VT16", "VT26"])
def test_a_merged_region_leads_to_its_successor(code):
    assert region(code).name == "Oost-Brabant"


def test_the_two_municipalities_called_bergen_can_be_told_apart():
    names = {gemeente("GM0373").name, gemeente("GM0893").name}

    assert names == {"Bergen (NH.)", "Bergen (L.)"}


@pytest.mark.parametrize(("code", "name"), [("GM0479", "Zaanstad"), ("GM0796", "'s-Hertogenbosch")])
def test_a_code_gives_its_municipality(code, name):
    assert gemeente(code).name == name


@pytest.mark.parametrize("look_up", [gemeente, region])
def test_an_unknown_code_is_named_with_the_file_to_mend(look_up):
    with pytest.raises(CodeUnknown, match=r"XX99 is not in .*\.csv"):
        look_up("XX99")


def test_a_municipality_where_the_region_differs_from_the_safety_region():
    # Mook en Middelaar is policed with Limburg, but its Veilig Thuis is Gelderland-Zuid.
    assert region_of(gemeente("GM0944")).name == "Gelderland-Zuid"
