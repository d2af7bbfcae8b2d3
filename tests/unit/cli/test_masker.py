"""`advieslijn masker`: the text without personal data, and where they stood."""

from __future__ import annotations

import pytest

from bot.cli.lines import LineRefused
from bot.cli.masker import masked


def test_spans_are_offsets_in_the_original() -> None:
    text = "mijn nicht heet Farida Bouzid en woont in Deventer"

    found = masked({"text": text})

    assert "Farida" not in found["text"]
    assert "Deventer" not in found["text"]
    assert [(text[a:b], label) for a, b, label in found["spans"]] == [
        ("Farida Bouzid", "PERSOON"),
        ("Deventer", "PLAATS"),
    ]


def test_a_message_without_personal_data_stays_as_it_is() -> None:
    text = "kan ik ook anoniem advies vragen?"

    assert masked({"text": text}) == {"text": text, "spans": []}


def test_what_came_with_the_text_is_kept() -> None:
    assert masked({"id": 7, "text": "hallo"}) == {"id": 7, "text": "hallo", "spans": []}


def test_a_row_without_text_is_refused() -> None:
    with pytest.raises(LineRefused):
        masked({"id": 7})
