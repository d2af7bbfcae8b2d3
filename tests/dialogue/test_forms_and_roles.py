"""To advice for every form of violence and every role. A module of its own, so that another
process can play these meanwhile."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

FILES = sorted((Path(__file__).parent / "forms_and_roles").glob("*.yml"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
async def test_conversation_goes_as_written(
    path: Path, played: Callable[[Path], Awaitable[None]]
) -> None:
    await played(path)
