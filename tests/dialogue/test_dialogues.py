"""Every other conversation in the folders here, played for real. File names are sentences."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.dialogue.runner import ACTIONS, read_steps

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.yml"))
ELSEWHERE = {"danger", "forms_and_roles", "happy_path"}
HERE_PLAYED = [path for path in FILES if path.parent.name not in ELSEWHERE]


@pytest.mark.parametrize("path", HERE_PLAYED, ids=lambda p: f"{p.parent.name}/{p.stem}")
async def test_conversation_goes_as_written(
    path: Path, played: Callable[[Path], Awaitable[None]]
) -> None:
    await played(path)


def test_there_are_enough_conversations_and_each_expects_something() -> None:
    assert len(FILES) >= 250
    for path in FILES:
        steps = read_steps(path)
        assert any(set(step) - set(ACTIONS) for step in steps), path.name
