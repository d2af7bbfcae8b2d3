"""The written answers: findable, readable, dated, and without numbers of their own."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from bot.answers.questions import Question, questions
from bot.encoder.labels import ONDERWERP
from bot.reference.helplines import fill_numbers

OWNERS = {"jurist", "gedragsdeskundige", "vertrouwensarts", "communicatie", "beheerder"}
BY_ID = {question.id: question for question in questions()}
each = pytest.mark.parametrize("question", questions(), ids=BY_ID)


def test_there_are_at_least_sixty_and_some_for_every_topic() -> None:
    topics = Counter(question.topic for question in questions())

    assert len(BY_ID) == len(questions()) >= 60
    assert set(topics) == set(ONDERWERP)
    assert min(topics.values()) >= 4


@each
def test_a_question_fits_on_a_button_and_says_who_keeps_it_right(question: Question) -> None:
    assert len(question.question) <= 60
    assert question.source
    assert question.owner in OWNERS
    assert question.reviewed_on < question.review_before
    assert question.status in {"concept", "vastgesteld"}


@each
def test_an_answer_is_short_and_names_helplines_by_their_id(question: Question) -> None:
    assert len(question.answer.split()) <= 70
    assert not re.search(r"\d{3,}[- ]\d|\d{5,}", question.answer)
    assert "[[" not in fill_numbers(question.answer)


@each
def test_an_answer_promises_nothing(question: Question) -> None:
    for promise in ("we beloven", "ik beloof", "altijd anoniem", "gegarandeerd", "zeker weten dat"):
        assert promise not in question.answer.lower()


def test_no_way_of_asking_belongs_to_two_questions() -> None:
    ways = Counter(way.lower().strip(" ?!.") for q in questions() for way in {q.question, *q.also})

    assert [way for way, times in ways.items() if times > 1] == []
