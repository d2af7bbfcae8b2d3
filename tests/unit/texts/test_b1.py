"""Every text that a visitor reads is B1: short sentences, easy words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.advice.select import points
from bot.answers.questions import questions
from bot.melding.fields import fields
from bot.texts.texts import written
from tests.unit.texts.reading import longest_sentence, rare, reading_ease, words

PROJECT = Path(__file__).parents[3]
LONGEST_SENTENCE = 25  # words
EASY = 45.0  # Flesch-Douma of a single text; of short ones the score leaps
EASY_TOGETHER = 75.0  # of all texts, the mean
SHORT = 8  # words: below it the score says nothing
PROFESSIONAL = "professional"


@dataclass(frozen=True)
class Text:
    name: str
    text: str
    for_professionals: bool = False


@cache
def texts() -> tuple[Text, ...]:
    return (*_of_fields(), *_of_dialogue(), *_of_content())


def _of_fields() -> Iterator[Text]:
    for field in fields():
        only = field.asked_of == (PROFESSIONAL,)
        for part in ("question", "before", "after", "simpler", "why"):
            if said := getattr(field, part):
                yield Text(f"{field.name}.{part}", said, only)
        for texts_by_answer in field.before_for.values():
            for answer, said in texts_by_answer.items():
                yield Text(f"{field.name}.before.{answer}", said, only)
        for rol, said in field.question_for.items():
            yield Text(f"{field.name}.{rol}", said, rol == PROFESSIONAL)


def _of_dialogue() -> Iterator[Text]:
    yield from (Text(name, text) for name, text in written().items())
    for file in sorted((PROJECT / "domain").glob("*.yml")):
        responses = YAML(typ="safe").load(file.read_text(encoding="utf-8")).get("responses") or {}
        for name, variants in responses.items():
            for variant in variants:
                if variant.get("text"):
                    yield Text(name, variant["text"], "meldcode" in name)


def _of_content() -> Iterator[Text]:
    for known in questions():
        yield Text(known.id, known.answer, known.topic == "meldcode")
    for point in points():
        yield Text(point.id, point.text, point.roles == (PROFESSIONAL,))


@cache
def known_words() -> frozenset[str]:
    ordinary = (PROJECT / "bot/privacy/ordinary_words.yml").read_text(encoding="utf-8")
    allowed = Path(__file__).with_name("toegestane_woorden.txt").read_text(encoding="utf-8")
    lines = [line for line in allowed.splitlines() if not line.startswith("#")]
    return frozenset(YAML(typ="safe").load(ordinary)["words"].split()) | set(lines)


def test_no_sentence_is_long() -> None:
    long = {t.name: t.text for t in texts() if longest_sentence(t.text) > LONGEST_SENTENCE}

    assert not long


def test_every_text_for_everybody_is_easy_to_read() -> None:
    longer = [t for t in texts() if len(words(t.text)) >= SHORT]
    hard = {
        t.name: round(reading_ease(t.text))
        for t in longer
        if not t.for_professionals and reading_ease(t.text) < EASY
    }

    assert not hard
    assert sum(reading_ease(t.text) for t in longer) / len(longer) >= EASY_TOGETHER


def test_no_rare_word_comes_in_unnoticed() -> None:
    found = {t.name: sorted(set(rare(t.text, known_words()))) for t in texts()}

    assert {name: said for name, said in found.items() if said} == {}


def test_no_allowed_word_is_left_over() -> None:
    said = {word for t in texts() for word in rare(t.text, frozenset())}
    allowed = Path(__file__).with_name("toegestane_woorden.txt").read_text(encoding="utf-8")
    lines = [line for line in allowed.splitlines() if not line.startswith("#")]

    assert [word for word in lines if word not in said] == []


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("Ik help je. Je mag stoppen.", 3),
        ("Kies:\n• de ene kant op\n• terug", 4),
        ("Bel [[112]].", 2),
    ],
)
def test_a_sentence_ends_at_a_stop_and_at_a_line(text: str, most: int) -> None:
    assert longest_sentence(text) == most


def test_long_words_and_sentences_make_a_text_hard() -> None:
    hard = "Overheidsfunctionarissen implementeren gezinsbeleidsmaatregelen."

    assert reading_ease(hard) < 0 < EASY < reading_ease("Kom je nu naar huis? Dan eten we.")


def test_a_compound_of_known_words_is_not_rare() -> None:
    known = frozenset({"een", "honden", "hok", "bij", "de"})

    assert list(rare("een hondenhok bij de zee", known)) == ["zee"]
