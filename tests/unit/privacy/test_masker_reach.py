"""What the masker reached on the messages it was made with; a change that loses it is seen here.

How it does on messages that nobody had read is measured apart: docs/evaluatie.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.privacy.mask import Label, mask
from bot.reference.places import place_names
from tests.nlu.masking import whole_spans, wrongly_masked_words
from tests.nlu.messages import read_marked

FOLDER = Path(__file__).parents[3] / "data/taal_namen"


def everything(text: str) -> Iterator[tuple[int, int]]:
    found = mask(text, places=place_names(), replace=frozenset(Label))
    return ((span.start, span.end) for span in found.spans)


@pytest.mark.parametrize("name", ["persoonsgegevens", "persoonsgegevens_2"])
def test_what_was_masked_stays_masked(name: str) -> None:
    marked = read_marked(FOLDER / f"{name}.jsonl")

    assert whole_spans(marked, everything).value >= 0.98
    assert wrongly_masked_words(marked, everything).value <= 0.01
