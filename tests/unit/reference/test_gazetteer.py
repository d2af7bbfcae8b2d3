"""The tables of names are consistent, and say which names are more than a place."""

import subprocess
import sys

import pytest

from bot.reference.areas import gemeenten
from bot.reference.gazetteer import Caution, gazetteer, ordinary_place_names, place_names
from bot.reference.place_words import one_edit_away, search_key
from bot.reference.postcodes import postcode_areas
from bot.reference.tables import rows


def test_every_common_name_follows_from_an_official_one():
    official = {(row["plaats"], row["gm_code"]) for row in rows("plaatsen.csv")}
    official |= {(row["gemeente"], row["gm_code"]) for row in rows("gemeenten.csv")}

    common = {(row["officiele_naam"], row["gm_code"]) for row in rows("gangbare_namen.csv")}

    assert common <= official


def test_the_search_keys_of_the_table_are_in_the_normal_form():
    keys = {row["zoeksleutel"] for row in rows("plaatsen.csv")}

    # "gem" and "gemeente" are the same word to us.
    assert {key for key in keys if search_key(key) != key} == {
        "spaarndam gem haarlem",
        "ursem gem s",
    }


def test_no_ordinary_word_is_listed_twice():
    names = [row["naam"].casefold() for row in rows("gewone_woorden.csv")]

    assert len(names) == len(set(names))


def test_words_that_are_never_mended_are_no_places_but_nearly():
    known = gazetteer()
    words = [key for key, caution in known.cautions.items() if caution is Caution.GEWOON]

    assert [word for word in words if word in known.by_name] == []
    assert [word for word in words if not known.by_name.keys() & set(one_edit_away(word))] == []


def test_there_are_twelve_provinces():
    assert len({row["provincie"] for row in rows("gemeenten.csv")}) == 12
    assert frozenset().union(*gazetteer().by_province.values()) == gemeenten().keys()


def test_every_postcode_is_four_digits_in_a_known_municipality():
    assert len(postcode_areas()) > 4000
    for digits, area in postcode_areas().items():
        assert len(digits) == 4
        assert digits.isdigit()
        assert {area.code, *area.also} <= gemeenten().keys()


def test_a_postcode_across_a_border_names_a_municipality_in_another_region():
    for digits, area in postcode_areas().items():
        regions = {gemeenten()[code].region_code for code in (area.code, *area.also)}
        assert (len(regions) > 1) is area.crosses, digits


@pytest.mark.parametrize(
    "name", ["zaandam", "den bosch", "'s-hertogenbosch", "s hertogenbosch", "súdwest-fryslân"]
)
def test_a_masker_finds_a_name_as_written_and_as_looked_up(name):
    assert name in place_names()


@pytest.mark.parametrize("word", ["een", "hem", "best", "dieren", "erica", "nederland", "school"])
def test_an_ordinary_word_is_not_among_the_place_names(word):
    assert word not in place_names()


@pytest.mark.parametrize("word", ["een", "hem", "best", "dieren", "erica", "de wijk"])
def test_ordinary_words_that_are_places_are_listed_apart(word):
    assert word in ordinary_place_names()


def test_the_two_lists_share_nothing():
    assert place_names() & ordinary_place_names() == frozenset()
    assert "school" not in ordinary_place_names()


def test_nothing_is_loaded_at_import():
    loaded = (
        "from bot.reference import areas, gazetteer, helplines, holidays, places, postcodes;"
        "caches = [gazetteer.gazetteer, areas.gemeenten, areas.regions, postcodes.postcode_areas,"
        " helplines.helplines, holidays._holidays];"
        "print(sum(cache.cache_info().currsize for cache in caches))"
    )

    answer = subprocess.run([sys.executable, "-c", loaded], capture_output=True, check=True)

    assert answer.stdout.strip() == b"0"
