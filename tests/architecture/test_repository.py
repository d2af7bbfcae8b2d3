"""Things that must not be in the repository."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]


def tracked() -> list[Path]:
    if not (PROJECT / ".git").exists():
        pytest.skip("this is not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],  # noqa: S607
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [PROJECT / name for name in listed.stdout.splitlines() if (PROJECT / name).is_file()]


def test_no_database_key_or_model_is_tracked() -> None:
    for path in tracked():
        assert path.suffix not in {".db", ".gz", ".pkl", ".pem"}, path
        assert path.name != "sleutels", path


def test_no_path_of_a_machine_is_named() -> None:
    for path in tracked():
        if path.suffix in {".py", ".md", ".yml", ".toml", ".css", ".js", ".html"}:
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"(?<![\w.])/(?:home|root|work)/\w", text), path


def test_code_files_stay_readable_in_one_sitting() -> None:
    """Over 300 lines needs a reason, and there is none yet."""
    for path in tracked():
        if path.suffix == ".py" and path.is_relative_to(PROJECT / "bot"):
            lines = path.read_text(encoding="utf-8").count("\n")
            assert lines <= 300, f"{path.name}: {lines} lines"
