"""What `advieslijn analyse` says of the facts in a text."""

from __future__ import annotations

from bot.cli.analyse import told


def test_what_is_told_several_times_is_a_list_and_nothing_is_lost() -> None:
    story = "Mijn broer slaat en kleineert zijn vrouw met een riem en met een stoel in Ede."

    facts = told(story)

    assert len(facts["vorm"]) >= 2
    assert facts["voorwerp"] == ["riem", "stoel"]
    assert facts["gemeente"] == "GM0228"
