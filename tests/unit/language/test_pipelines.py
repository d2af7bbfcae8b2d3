from __future__ import annotations

import logging
from pathlib import Path

import pytest
import spacy

from bot.language.dutch import load_dutch, sentences
from bot.language.pipelines import OWN
from bot.privacy.spans import Label, Span

SAID = "Opa Teun woont in Sneek. Hij werkte bij Philips"


@pytest.fixture
def official(tmp_path: Path) -> Path:
    """Stands in for nl_core_news_sm, with its labels."""
    nlp = spacy.blank("nl")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [
            {"label": "PERSON", "pattern": "Teun"},
            {"label": "GPE", "pattern": "Sneek"},
            {"label": "ORG", "pattern": "Philips"},
        ]
    )
    nlp.to_disk(tmp_path / "nl_core_news_sm")
    return tmp_path / "nl_core_news_sm"


def test_the_first_pipeline_that_is_there_is_taken(official: Path) -> None:
    dutch = load_dutch(["nl_no_such_package", official, OWN])

    assert dutch.model == "nl_core_news_sm"
    assert list(dutch.read(SAID).sentences) == sentences(SAID)


def test_names_are_called_the_same_whatever_the_pipeline_calls_them(official: Path) -> None:
    found = load_dutch([official]).read(SAID).names

    assert found == (Span(4, 8, Label.PERSOON), Span(18, 23, Label.PLAATS))


def test_without_a_pipeline_there_are_words_lemmas_and_sentences(tmp_path: Path) -> None:
    dutch = load_dutch(["nl_no_such_package", tmp_path / "none"])
    read = dutch.read(SAID)

    assert dutch.model == ""
    assert list(read.sentences) == sentences(SAID)
    assert [word.lemma for word in read.words if word.text == "woont"] == ["wonen"]
    assert {word.pos for word in read.words} == {""}
    assert read.names == ()


def test_it_says_so_when_there_is_no_pipeline(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="advieslijn"):
        load_dutch(["nl_no_such_package"])

    assert "taal.geen_model" in caplog.messages


def test_the_pipeline_of_the_project_is_small() -> None:
    size = sum(file.stat().st_size for file in OWN.rglob("*") if file.is_file())

    assert size <= 10_000_000
