"""To advice for every form of violence and every role. A module of its own, so that another
process can play these meanwhile."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from itertools import product
from pathlib import Path

import pytest

from bot.encoder.labels import VORMEN
from bot.melding.fields import fields_by_name

FILES = sorted((Path(__file__).parent / "forms_and_roles").glob("*.yml"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
async def test_conversation_goes_as_written(
    path: Path, played: Callable[[Path], Awaitable[None]]
) -> None:
    await played(path)


def test_every_form_and_role_has_a_conversation() -> None:
    """Each file says in its first line of which it is: "# stalking x omstander: ..."."""
    said = [re.match(r"# (\w+) x (\w+): ", path.read_text(encoding="utf-8")) for path in FILES]
    played = {found.groups() for found in said if found}
    roles = [choice.value for choice in fields_by_name()["rol"].choices]

    assert set(product(VORMEN, roles)) - played == set()
