"""Which question is meant: measured by asking every question in a way that was left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answers.find import CERTAIN, Finder, finder, is_certain, meant_by, questions_in
from bot.answers.questions import questions

WAYS = 7
# Under what was reached (docs/decisions/0008).
FIRST_BAR = 0.48
AMONG_THREE_BAR = 0.77
WRONG_AND_CERTAIN = 0.05


def left_out(at: int) -> tuple[Finder, list[tuple[str, str, str]]]:
    """A finder without one way of asking each question; and those ways, with id and topic."""
    known = [replace(q, also=q.also[:at] + q.also[at + 1 :]) for q in questions()]
    return Finder(known), [(q.also[at], q.id, q.topic) for q in questions() if at < len(q.also)]


@pytest.fixture(scope="module")
def asked() -> list[tuple[int, bool]]:
    """Of every way of asking: the rank of the question that is meant, and whether the first was
    certain. The topic is known, as it is when the model hears it rightly."""
    answers = []
    for at in range(WAYS):
        one, ways = left_out(at)
        for way, wanted, topic in ways:
            found = one.find(way, topic)
            rank = [f.question.id for f in found].index(wanted)
            answers.append((rank, is_certain(found)))
    return answers


def test_most_questions_are_among_the_three_nearest_in_words_that_were_not_known(
    asked: list[tuple[int, bool]],
) -> None:
    ranks = [rank for rank, _ in asked]

    assert ranks.count(0) / len(ranks) >= FIRST_BAR
    assert sum(rank < 3 for rank in ranks) / len(ranks) >= AMONG_THREE_BAR


def test_a_certain_answer_is_seldom_the_wrong_one(asked: list[tuple[int, bool]]) -> None:
    wrong = [rank for rank, certain in asked if certain and rank > 0]

    assert len(wrong) / len(asked) <= WRONG_AND_CERTAIN


def test_a_question_in_its_own_words_is_found_for_certain() -> None:
    for question in questions():
        found = finder().find(question.question)
        assert (found[0].question.id, is_certain(found)) == (question.id, True)


@pytest.mark.parametrize("text", ["", "?", "xqzv wjk", "🙂"])
def test_what_is_no_question_is_never_certain(text: str) -> None:
    assert finder().find(text)[0].likeness < CERTAIN


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "hoe lang duurt een onderzoek? en kan ik mijn dossier inzien",
            ["hoe lang duurt een onderzoek", "kan ik mijn dossier inzien"],
        ),
        (
            "wie werken er bij veilig thuis en wanneer zijn jullie open?",
            ["wie werken er bij veilig thuis", "wanneer zijn jullie open"],
        ),
        ("wat kost het? ", ["wat kost het? "]),
        ("mag ik mijn moeder en haar man melden", ["mag ik mijn moeder en haar man melden"]),
    ],
)
def test_several_questions_in_a_message_are_told_apart(text: str, parts: list[str]) -> None:
    assert questions_in(text) == parts


def test_each_of_several_questions_is_found_once() -> None:
    asked = ["Wat is een veiligheidsplan", "wat is een veiligheidsplan", "Wat kost een tolk?"]

    assert [q.id for q in meant_by(asked, None)] == ["veiligheidsplan", "kosten_tolk"]


def test_a_part_that_is_not_certain_has_no_answer() -> None:
    assert meant_by(["en dat andere dan", "hoe zit het met die ene"], None) == []
