"""Imports point down, and each framework lives in one package (import-linter's contracts)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[2]


def test_the_layers_are_kept() -> None:
    linter = Path(sys.executable).with_name("lint-imports")

    ended = subprocess.run(
        [linter, "--no-cache"], cwd=PROJECT, capture_output=True, text=True, check=False
    )

    assert ended.returncode == 0, ended.stdout


def test_only_the_store_writes_what_colleagues_decide() -> None:
    """The bot can neither import the weging nor name its tables."""
    for folder in ("actions", "bot/dialogue"):
        for path in (PROJECT / folder).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            assert "weging" not in text.lower(), path
            assert "medewerker_id" not in text, path
