"""Towns stay in the text by default, and are no persons."""

import pytest

from bot.privacy.mask import DEFAULT_REPLACED, Label, mask

PLACES = frozenset(("dronten", "best", "bergen op zoom", "'s-gravenzande", "ede", "kudelstaart"))


@pytest.mark.parametrize(
    "text",
    [
        "wij wonen in Dronten",
        "Dronten",
        "dronten",
        "naar Dronten verhuisd",
        "ze komt van Bergen op Zoom",
        "te 's-Gravenzande",
        "Kudelstaart is klein",
        "in Best gaat het niet best",
    ],
)
def test_town_stays_by_default(text):
    masked = mask(text, places=PLACES)

    assert masked.text == text
    assert masked.spans == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wij wonen in Dronten", "wij wonen in [plaats]"),
        ("ze komt van bergen op zoom", "ze komt van [plaats]"),
        ("in Best gaat het niet best", "in [plaats] gaat het niet best"),
        ("te 's-Gravenzande", "te [plaats]"),
        ("ik woon in ede", "ik woon in [plaats]"),
    ],
)
def test_town_is_replaced_when_asked(text, expected):
    masked = mask(text, places=PLACES, replace=DEFAULT_REPLACED | {Label.PLAATS})

    assert masked.text == expected
    assert [span.label for span in masked.spans] == [Label.PLAATS]


def test_unlisted_town_is_known_by_its_preposition():
    assert mask("we zijn gevlucht uit Zwartewaterstad").text == (
        "we zijn gevlucht uit Zwartewaterstad"
    )


def test_title_makes_a_town_a_person():
    assert mask("mevrouw Dronten belde", places=PLACES).text == "mevrouw [naam] belde"


def test_owner_behind_a_preposition_is_a_person():
    assert mask("ik was in Quibines huis, uit Quibine haar kast").text == (
        "ik was in [naam] huis, uit [naam] haar kast"
    )


def test_only_the_asked_labels_are_replaced():
    masked = mask("ik heet Quibine en bel 0611223344", replace={Label.TELEFOON})

    assert masked.text == "ik heet Quibine en bel [telefoon]"
