"""Texts here are invented, and not taken from what the model learnt from."""

from __future__ import annotations

import pytest

from bot.language.dutch import Dutch, Text, load_dutch, sentences, tokens
from bot.language.pipelines import OWN
from bot.privacy.spans import Label


@pytest.fixture(scope="module")
def dutch() -> Dutch:
    return load_dutch([OWN])


def named(text: Text, said: str) -> dict[str, Label]:
    return {said[span.start : span.end]: span.label for span in text.names}


def test_tokens_keep_their_place_and_leave_out_white_space() -> None:
    found = tokens("Bel me niet.\n  Mail: a.b@voorbeeld.nl")

    assert [token.text for token in found] == [
        "Bel", "me", "niet", ".", "Mail", ":", "a.b@voorbeeld.nl",
    ]  # fmt: skip
    assert found[4].start == 15


def test_a_sentence_ends_at_a_stop_and_at_the_end_of_a_line() -> None:
    said = "hij was boos\nze huilde. Dhr. de Bok kwam kijken! "

    assert sentences(said) == ["hij was boos", "ze huilde.", "Dhr. de Bok kwam kijken!"]


@pytest.mark.parametrize("nothing", ["", "   ", "\n\n"])
def test_of_nothing_there_are_no_sentences_words_or_names(dutch: Dutch, nothing: str) -> None:
    assert tokens(nothing) == []
    assert sentences(nothing) == []
    assert dutch.read(nothing) == Text((), (), ())


def test_a_model_does_not_change_tokens_and_sentences(dutch: Dutch) -> None:
    said = "M'n ex stond weer voor de deur :( ik deed niet open! hij riep\nen toen ging ie weg..."
    read = dutch.read(said)

    assert list(read.sentences) == sentences(said)
    assert [(word.text, word.start) for word in read.words] == [tuple(t) for t in tokens(said)]


def test_words_have_a_lemma_and_a_part_of_speech(dutch: Dutch) -> None:
    read = dutch.read("De buren hoorden gisteren twee kinderen gillen in de keuken.")
    by_text = {word.text: word for word in read.words}

    assert dutch.model == "taal"
    assert by_text["kinderen"].lemma == "kind"
    assert by_text["hoorden"].lemma == "horen"
    assert by_text["kinderen"].pos == by_text["keuken"].pos == "NOUN"
    assert by_text["hoorden"].pos == "VERB"
    assert by_text["in"].pos == "ADP"


@pytest.mark.parametrize(
    ("said", "name", "label"),
    [
        ("Mijn buurman Willem schreeuwt elke avond tegen zijn vrouw.", "Willem", Label.PERSOON),
        ("mijn zusje samira durft niet meer naar huis", "samira", Label.PERSOON),
        ("Wij wonen sinds kort in Hilversum.", "Hilversum", Label.PLAATS),
        ("ik woon met de kinderen in zaandam", "zaandam", Label.PLAATS),
    ],
)
def test_names_are_seen_with_and_without_a_capital(
    dutch: Dutch, said: str, name: str, label: Label
) -> None:
    assert named(dutch.read(said), said) == {name: label}


def test_a_sentence_without_names_has_none(dutch: Dutch) -> None:
    said = "gisteren heb ik de hele avond op de bank gezeten en niets gezegd"

    assert dutch.read(said).names == ()
