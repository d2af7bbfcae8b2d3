"""Names in small letters, known by where they stand and by being in no dictionary."""

import pytest

from bot.privacy.dictionary import in_dictionary
from bot.privacy.mask import mask


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dat zei zwieber tegen mij", "dat zei [naam] tegen mij"),
        ("ik ben bang voor quibra", "ik ben bang voor [naam]"),
        ("obrecht zijn moeder sloeg hem", "[naam] zijn moeder sloeg hem"),
        ("het is quibra die mij bedreigt", "het is [naam] die mij bedreigt"),
        ("karim en zwieber vechten", "[naam] en [naam] vechten"),
        ("Roos en zn zus huilen", "[naam] en zn zus huilen"),
        ("mijn dochter mareike", "mijn dochter [naam]"),
        ("Quibine krijst de hele nacht", "[naam] krijst de hele nacht"),
        ("van Bakker van hiernaast", "[naam] van hiernaast"),
        ("die Van Vliet van boven", "die [naam] van boven"),
        ("het gaat om fam vrij, van beneden", "het gaat om fam [naam], van beneden"),
    ],
)
def test_unknown_small_word_where_a_person_stands_is_a_name(text, expected):
    assert mask(text).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "we zitten op hete kolen",
        "Stapvoets. Zo reed hij achter mij aan",
        "onze dominee preekte over liefde",
        "hij werkt met statushouders",
        "mijn vader zaliger was net zo",
        "het gezin is vrij, zegt hij",
    ],
)
def test_word_of_the_dictionary_stays(text):
    assert mask(text).text == text


@pytest.mark.parametrize(
    ("word", "expected"), [("stapvoets", True), ("quibine", False), ("", False)]
)
def test_dictionary(word, expected):
    assert in_dictionary(word) is expected
