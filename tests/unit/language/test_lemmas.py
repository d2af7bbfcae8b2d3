from __future__ import annotations

import pytest

from bot.language.lemmas import lemma_of


@pytest.mark.parametrize(
    ("form", "lemma"), [("kinderen", "kind"), ("geslagen", "slaan"), ("ging", "gaan")]
)
def test_without_a_pipeline_a_lemma_comes_from_the_dictionary(form: str, lemma: str) -> None:
    assert lemma_of(form, "", "") == lemma


def test_the_lemma_of_a_verb_is_that_of_the_dictionary() -> None:
    assert lemma_of("sloegen", "VERB", "sloegen") == "slaan"


def test_the_lemma_of_a_noun_is_that_of_the_pipeline() -> None:
    assert lemma_of("moeder", "NOUN", "moeder") == "moeder"
