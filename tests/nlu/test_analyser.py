"""The program that analyses is spoken to line by line."""

from __future__ import annotations

import sys

import pytest

from tests.nlu.analyser import Analyser, AnalyserSilent

ECHO = """
import json, sys
for line in sys.stdin:
    print(json.dumps({"gevaar": "geen", "length": len(json.loads(line)["text"])}))
"""


def test_every_text_gets_its_answer_and_its_time() -> None:
    with Analyser([sys.executable, "-c", ECHO]) as analyse:
        found = analyse(["één", "twee woorden"])

    assert [answer["length"] for answer in found] == [3, 12]
    assert len(analyse.seconds) == 2


def test_a_program_that_ends_is_told() -> None:
    with pytest.raises(AnalyserSilent), Analyser([sys.executable, "-c", "pass"]):
        pass
