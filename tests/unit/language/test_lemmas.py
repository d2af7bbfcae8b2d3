from __future__ import annotations

import pytest

from bot.language.lemmas import lemma_of


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("kinderen", "kind"), ("geslagen", "slaan"), ("ging", "gaan"), ("moeder", "moeder")],
)
def test_a_lemma_is_the_form_in_the_dictionary(form: str, lemma: str) -> None:
    assert lemma_of(form) == lemma
