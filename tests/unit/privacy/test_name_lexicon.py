"""What the word lists say about one word."""

import pytest

from bot.privacy.lexicon import Kind, fold
from bot.privacy.wordlists import group, load_lexicon


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("marieke", Kind.NAME),
        ("mariekes", Kind.NAME),
        ("marieke's", Kind.NAME),
        ("hendrik-jan", Kind.NAME),
        ("storm", Kind.MAYBE),
        ("moeder", Kind.KNOWN),
        ("marokkaanse", Kind.KNOWN),
        ("whatsappgroep", Kind.KNOWN),
        ("ex-man", Kind.KNOWN),
        ("zandleven", Kind.UNKNOWN),
        ("al-zandi", Kind.UNKNOWN),
    ],
)
def test_kind_of_a_word(word, kind):
    assert load_lexicon().kind(word) is kind


@pytest.mark.parametrize(
    "word", ["schoolmaatschappelijk", "vergaderd", "moedr", "hoiii", "blijdschap"]
)
def test_compounds_endings_and_typing_errors_look_ordinary(word):
    assert load_lexicon().looks_ordinary(word)


@pytest.mark.parametrize("name", ["quibo", "quibine", "zandleven", "tesfamariam"])
def test_unknown_names_are_strange(name):
    assert load_lexicon().is_strange(name)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Gülsüm", "gulsum"), ("Żółty", "zolty"), ("d’Ancona", "d'ancona"), ("Iı", "ii")],
)
def test_folding_drops_case_and_accents(text, folded):
    assert fold(text) == folded


def test_no_family_word_is_a_listed_name():
    lexicon = load_lexicon()

    assert not (group("kin") | group("titles")) & lexicon.listed


def test_no_ordinary_word_is_a_listed_name():
    lexicon = load_lexicon()

    assert not lexicon.ordinary & lexicon.listed


def test_words_for_capitals_only_need_a_trigger_as_well():
    lexicon = load_lexicon()

    assert lexicon.capital_only <= lexicon.trigger_names
