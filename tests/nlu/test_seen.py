"""Texts of the test set that the model could have learnt by heart are found."""

from __future__ import annotations

from tests.nlu.messages import read_marked, read_messages
from tests.nlu.seen import grams, likeness, seen_among, training_texts

# More than these few short ones means that somebody trained on the test set.
MOST_SEEN = 30
LONG, COPIED = 50, 0.7  # characters, Jaccard


def test_equal_but_for_case_and_white_space_is_seen() -> None:
    assert seen_among({"a": "De kat  zit op het dak"}, ["de kat zit op het dak"]) == {"a": 1.0}


def test_another_sentence_is_not() -> None:
    assert seen_among({"a": "de hond ligt onder de tafel"}, ["de kat zit op het dak"]) == {}


def test_likeness_is_of_what_both_have() -> None:
    assert likeness(grams("abcdef"), grams("abcdeg")) == 1 / 3


def test_hardly_any_of_the_test_set_is_in_the_training_data() -> None:
    texts = {m.id: m.text for m in read_messages()} | {m.id: m.text for m in read_marked()}

    seen = seen_among(texts, training_texts())

    assert len(seen) <= MOST_SEEN, sorted(seen)
    # Two hands can think of nearly the same sentence; a long one that is equal was copied.
    copied = [id for id, like in seen.items() if len(texts[id]) >= LONG and like >= COPIED]
    assert not copied, copied
