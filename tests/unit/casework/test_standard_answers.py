"""The standard answers: readable, dated, filled in where that is known, never sent with a gap."""

from __future__ import annotations

import re

import pytest

from bot.casework.standard_answers import (
    StandardAnswer,
    StandardAnswersInvalid,
    filled,
    has_gap,
    read_standard_answers,
    standard_answers,
)
from bot.reference.helplines import numbers_in
from tests.unit.texts.reading import longest_sentence, rare, reading_ease, words
from tests.unit.texts.test_b1 import EASY, EASY_TOGETHER, LONGEST_SENTENCE, known_words

BY_ID = {answer.id: answer for answer in standard_answers()}
each = pytest.mark.parametrize("answer", standard_answers(), ids=BY_ID)


def one(**changes: str) -> str:
    """An entry of the file, with some lines changed."""
    entry = "- id: een\n  title: Een\n  text: Bel [[112]].\n  english: Call [[112]].\n"
    entry += "  source: x\n  owner: jurist\n  status: concept\n"
    entry += "  reviewed_on: 2026-01-01\n  review_before: 2026-07-01\n"
    for key, value in changes.items():
        entry = re.sub(rf"(?m)^(.*\b{key}:).*$", rf"\1 {value}", entry)
    return entry


def test_there_are_some_for_each_moment_of_a_conversation() -> None:
    assert 15 <= len(BY_ID) <= 30
    assert {"gevaar_nu", "uitzoeken", "veilig_bellen", "kinderen", "naar_melding"} < set(BY_ID)
    assert {"geen_geheim", "afsluiten", "jij_als_kind"} < set(BY_ID)


@each
def test_a_text_is_short_and_easy(answer: StandardAnswer) -> None:
    assert len(words(answer.text)) <= 60
    assert longest_sentence(answer.text) <= LONGEST_SENTENCE
    assert reading_ease(answer.text) >= EASY
    assert list(rare(answer.text, known_words())) == []


def test_together_they_are_as_easy_as_the_texts_of_the_program() -> None:
    scores = [reading_ease(answer.text) for answer in standard_answers()]

    assert sum(scores) / len(scores) >= EASY_TOGETHER


@each
def test_a_text_names_no_number_of_its_own_and_promises_nothing(answer: StandardAnswer) -> None:
    for text in (answer.text, answer.english):
        bare = re.sub(r"\[\[[^\]]*\]\]|\b113\.nl|112NL.app", "", text)
        assert numbers_in(bare) == []
    for promise in ("ik beloof", "gegarandeerd", "blijft geheim", "altijd anoniem"):
        assert promise not in answer.text.lower()


@each
def test_the_english_is_another_text_about_the_same(answer: StandardAnswer) -> None:
    assert answer.english != answer.text
    assert answer.english.count("\n") == answer.text.count("\n")


def test_what_is_known_is_filled_in_and_what_is_not_is_a_gap() -> None:
    text = "In {gemeente} helpt {regio}. Bel [[112]]."

    said = filled(text, {"gemeente": "Ede"})

    assert said == "In Ede helpt [vul in: Veilig Thuis in welke regio]. Bel 112."
    assert has_gap(said)
    assert not has_gap(filled(text, {"gemeente": "Ede", "regio": "Veilig Thuis"}))


def test_a_value_with_braces_or_brackets_is_no_variable_and_no_helpline() -> None:
    assert filled("{gemeente}", {"gemeente": "{regio} [[113]]"}) == "{regio} [[113]]"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"text": "Bel [[113]] {kleur}.", "english": "Call [[113]] {kleur}."}, "kleur are unknown"),
        ({"text": "Bel [[onbekend]].", "english": "Call [[onbekend]]."}, "no helpline"),
        ({"english": "Call [[113]]."}, "other helplines"),
        ({"owner": "iedereen"}, "owner 'iedereen'"),
        ({"status": "klaar"}, "status 'klaar'"),
        ({"review_before": "2025-01-01"}, "read again after"),
        ({"title": "x" * 41}, "a title has"),
    ],
)
def test_a_mistake_in_the_file_is_named(changes: dict[str, str], why: str) -> None:
    with pytest.raises(StandardAnswersInvalid, match=f"een: .*{why}"):
        read_standard_answers(one(**changes))


def test_the_same_id_twice_and_a_missing_key_are_mistakes() -> None:
    assert read_standard_answers(one())[0].title == "Een"
    with pytest.raises(StandardAnswersInvalid, match="defined twice"):
        read_standard_answers(one() + one())
    with pytest.raises(StandardAnswersInvalid, match="een: missing or unknown: source"):
        read_standard_answers(one().replace("  source: x\n", ""))
