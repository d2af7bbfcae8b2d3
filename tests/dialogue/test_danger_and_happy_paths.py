"""Danger at every question, and the whole way to a melding. A module of its own, so that another
process can play these meanwhile."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FILES = sorted([*HERE.glob("danger/*.yml"), *HERE.glob("happy_path/*.yml")])


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
async def test_conversation_goes_as_written(
    path: Path, played: Callable[[Path], Awaitable[None]]
) -> None:
    await played(path)
