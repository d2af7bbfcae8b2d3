"""Where conversations are played: the services with the real model on a database of their own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.bootstrap import Services, open_database, wire
from bot.casework.staff import Staff
from bot.settings import read_settings
from tests.dialogue.runner import DESK, Play, read_steps

Office = tuple[Services, Staff]


def office(brain: Any, folder: Path) -> Office:
    """The services, and a colleague."""
    settings = read_settings({"ADVIESLIJN_DATA": str(folder)})
    services = wire(settings, open_database(settings), brain)
    return services, services.accounts.add("balie", "Medewerker Balie", "een lang wachtwoord")


@pytest.fixture(scope="module")
def empty_office(brain: Any, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Where nobody sits at the desk: all conversations without a colleague share it."""
    return office(brain, tmp_path_factory.mktemp("office"))


@pytest.fixture
def played(brain: Any, empty_office: Office, tmp_path: Path) -> Callable[[Path], Awaitable[None]]:
    """Plays a file; raises AssertionError naming the step that went otherwise."""

    async def play(path: Path) -> None:
        steps = read_steps(path)
        has_colleague = any(set(DESK) & set(step) for step in steps)
        services, staff = office(brain, tmp_path) if has_colleague else empty_office
        await Play(services, staff).go(steps)

    return play
