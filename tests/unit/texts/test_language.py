"""English: every text has one, and what the code puts together is put together in English too."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bot.advice.select import points
from bot.answers.questions import questions
from bot.melding.fields import fields
from bot.texts.language import DUTCH, LANGUAGES, Language, languages, translated
from tests.unit.texts.test_b1 import texts

TOKENS = re.compile(r"\[\[[\w-]+\]\]|\{\w+\}")


def shown() -> Iterator[str]:
    """All that a visitor can read from the program, in Dutch."""
    yield from (text.text.strip() for text in texts())
    yield from (field.label for field in fields())
    yield from (choice.label for field in fields() for choice in field.choices)
    yield from (known.question for known in questions())
    yield from (point.text for point in points())


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_text_is_translated(code: str) -> None:
    assert [text for text in shown() if text not in translated(code)] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_that_is_filled_in_gets_lost(code: str) -> None:
    lost = {
        dutch: other
        for dutch, other in translated(code).items()
        if sorted(set(TOKENS.findall(dutch))) != sorted(set(TOKENS.findall(other)))
    }

    assert lost == {}


@pytest.fixture
def english() -> Language:
    return Language(
        "en",
        {
            "Bel 112.\nGa weg.": "Call 112.\nGo away.",
            "Ik vraag een mens.": "I ask a person.",
            "Plaats": "Place",
            "Ja, elke dag": "Yes, every day",
            "Het nummer is {nummer}.": "The number is {nummer}.",
            "Ik weet al: {feiten}. Klopt dat?": "I know: {feiten}. Right?",
            "Ik vraag het anders. {rest}": "In other words. {rest}",
            "Waar is het?": "Where is it?",
        },
    )


@pytest.mark.parametrize(
    ("dutch", "other"),
    [
        ("Bel 112.\nGa weg.", "Call 112.\nGo away."),
        ("Bel 112.\nGa weg.\nIk vraag een mens.", "Call 112.\nGo away.\nI ask a person."),
        ("Het nummer is 7.", "The number is 7."),
        ("Ik vraag het anders. Waar is het?", "In other words. Where is it?"),
        ("• Plaats: Ede\n• Plaats: Ja, elke dag", "• Place: Ede\n• Place: Yes, every day"),
        (
            "Ik weet al: ‘mijn zus’, ja, elke dag. Klopt dat?",
            "I know: ‘mijn zus’, ja, elke dag. Right?",
        ),
        ("Ik weet al: ‘Waar is het?’, plaats. Klopt dat?", "I know: ‘Where is it?’, place. Right?"),
        ("Iets wat niemand vertaald heeft", "Iets wat niemand vertaald heeft"),
        ("", ""),
    ],
)
def test_texts_are_found_whole_filled_in_and_line_by_line(
    english: Language, dutch: str, other: str
) -> None:
    assert english(dutch) == other


def test_what_a_visitor_wrote_cannot_break_a_text(english: Language) -> None:
    assert english("Het nummer is {nummer} {0} \\1.") == "The number is {nummer} {0} \\1."


def test_dutch_stays_as_it_is() -> None:
    assert languages(str)[DUTCH]("Waar is het?") == "Waar is het?"
