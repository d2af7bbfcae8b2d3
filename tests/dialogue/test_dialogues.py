"""Every conversation in the folders here, played for real. File names are sentences."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.bootstrap import Services, open_database, wire
from tests.dialogue.runner import ACTIONS, Play, read_steps

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.yml"))


@pytest.fixture
def services(brain: Any, make_settings: Callable[..., Any]) -> Services:
    settings = make_settings()
    return wire(settings, open_database(settings), brain)


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
async def test_conversation_goes_as_written(path: Path, services: Services) -> None:
    staff = services.accounts.add("balie", "Medewerker Balie", "een lang wachtwoord")

    await Play(services, staff).go(read_steps(path))


def test_there_are_enough_conversations_and_each_expects_something() -> None:
    assert len(FILES) >= 25
    for path in FILES:
        steps = read_steps(path)
        assert any(set(step) - set(ACTIONS) for step in steps), path.name
