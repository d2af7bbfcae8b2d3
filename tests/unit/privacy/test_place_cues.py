"""Quarters, towns abroad, misspelt towns and towns that are words, by the words around them."""

import pytest

from bot.privacy.mask import Label, mask
from bot.privacy.place_lists import place_list

PLACES = frozenset(("dronten", "zwijndrecht", "bergen op zoom", "kudelstaart"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ik woon in slotermeer", "ik woon in [plaats]"),
        ("hij komt uit de Schilderswijk", "hij komt uit [plaats]"),
        ("we zitten in Bos en Lommer", "we zitten in [plaats]"),
        ("hij is naar Krakau gereden", "hij is naar [plaats] gereden"),
        ("mijn nicht zit in oran vast", "mijn nicht zit in [plaats] vast"),
        ("in Houten is het rustig, zegt hij", None),
        ("Hij werkt in Huizen", "Hij werkt in [plaats]"),
        ("ik woon in kampen, hij ook", "ik woon in [plaats], hij ook"),
        ("ik woon dronten bij tante", "ik woon [plaats] bij tante"),
        ("zij woont in zwijndrech", "zij woont in [plaats]"),
        ("hij komt uit bergen op zom", "hij komt uit [plaats]"),
        ("ik woon in quibberveen", "ik woon in [plaats]"),
        ("in de wijk Quibberveen", "in de wijk [plaats]"),
        ("hij zit in de rivierenwijk", "hij zit in de [plaats]"),
        ("Slotermeer, derde flat", "[plaats], derde flat"),
        ("vanuit Quibberveen", "vanuit [plaats]"),
        ("ik kom van dronten noord", "ik kom van [plaats]"),
        ("in Dronten-Zuid", "in [plaats]"),
        ("Zijlweg 3, 8251 KX Houten", "[adres], [postcode] [plaats]"),
    ],
)
def test_place_is_known_by_its_cue(text, expected):
    masked = mask(text, places=PLACES, replace=frozenset(Label))

    assert masked.text == (expected or "in [plaats] is het rustig, zegt hij")


@pytest.mark.parametrize(
    "text",
    [
        "in best wel een groot huis",
        "hij is op de hoogte van alles",
        "ze zit in de put",
        "ik slaap in de kamer van mijn zus",
        "uit huizen gezet zijn we",
        "in het dorp weet iedereen het",
        "hij valt altijd in herhaling",
        "in verband met het gesprek",
        "hij is van goede huize",
    ],
)
def test_words_behind_a_preposition_are_no_place(text):
    assert mask(text, places=PLACES, replace=frozenset(Label)).text == text


def test_person_behind_a_preposition_is_still_left_out_at_the_door():
    assert mask("ik was bij Quibine, niet bij quibra", places=PLACES).text == (
        "ik was bij [naam], niet bij [naam]"
    )


def test_names_of_places_are_written_as_they_are_looked_up():
    for name in ("quarters", "abroad", "ordinary", "parts"):
        assert all(key == key.lower() and "-" not in key for key in place_list(name))
