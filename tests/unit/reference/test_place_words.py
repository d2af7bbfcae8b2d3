"""Text as comparable words."""

import pytest

from bot.reference.place_words import MOST_WORDS, one_edit_away, search_key, words


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("'s-Hertogenbosch", "s hertogenbosch"),
        ("Súdwest-Fryslân", "sudwest fryslan"),
        ("St.-Annaparochie", "sint annaparochie"),
        ("  Den   Haag ", "den haag"),
        ("Nuenen, Gerwen en Nederwetten", "nuenen gerwen en nederwetten"),
        ("ĳlst", "ijlst"),
        ("", ""),
    ],
)
def test_a_name_is_looked_up_without_accents_and_punctuation(name, key):
    assert search_key(name) == key


def test_a_capital_says_something_only_within_a_sentence():
    said = words("Best moeilijk. Heel erg, in Best! BEST")

    assert [word.written for word in said if word.is_name] == ["Best"]
    assert [word.key for word in said if word.is_capitalised] == ["best", "heel", "best"]


def test_a_very_long_text_is_not_read_to_the_end():
    assert len(words("woord " * 10_000)) == MOST_WORDS


@pytest.mark.parametrize("typed", ["ede", "zede", "de", "eed", "edde", "e de", "eda"])
def test_every_single_slip_is_tried(typed):
    assert "ede" in set(one_edit_away(typed))


def test_a_space_never_stands_for_a_letter():
    assert "huissen" not in set(one_edit_away("huis en"))
