"""What `advieslijn analyse` says of the facts in a text."""

from __future__ import annotations

import pytest

from bot.cli.analyse import analysis, told
from bot.services.ports import Talk, Understanding


class TakesAllForNonsense:
    """A brain to which every text is out of scope; without an encoder."""

    async def understand(self, talk: Talk, text: str) -> Understanding:
        return Understanding("buiten_scope", "buiten_scope", 0.97, 0.0, 0.0, {}, {}, None)


def test_what_is_told_several_times_is_a_list_and_nothing_is_lost() -> None:
    story = "Mijn broer slaat en kleineert zijn vrouw met een riem en met een stoel in Ede."

    facts = told(story)

    assert len(facts["vorm"]) >= 2
    assert facts["voorwerp"] == ["riem", "stoel"]
    assert facts["gemeente"] == "GM0228"


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("mijn zus Geheimnaam wordt geslagen in Ede", "advies"),
        ("hij stikt bijna, ik krijg hem niet wakker", "advies"),
        ("zet een wekker voor zeven uur", "buiten_scope"),
    ],
)
async def test_what_tells_of_violence_or_danger_is_never_out_of_scope(text: str, need: str) -> None:
    said = await analysis(TakesAllForNonsense(), text)  # type: ignore[arg-type]

    assert said["behoefte"] == need
