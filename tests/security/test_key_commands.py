"""The keys from the command line, as an operator uses them."""

from __future__ import annotations

from pathlib import Path

from bot.store.keys import read_keys
from tests.security.commands import Run, advieslijn

__all__ = ["advieslijn"]


def test_a_new_key_has_the_number_that_follows(tmp_path: Path, advieslijn: Run) -> None:
    first = advieslijn("sleutel", "new").stdout
    second = advieslijn("sleutel", "new", ADVIESLIJN_SECRET_KEYS=first.strip()).stdout

    assert read_keys(first).newest == 1
    assert read_keys(second).newest == 2
    assert not (tmp_path / "var").exists()


def test_a_key_file_is_rotated_and_checked_and_the_old_key_can_go(
    tmp_path: Path, advieslijn: Run
) -> None:
    advieslijn("db", "upgrade")
    keys = tmp_path / "var" / "sleutels"

    rotated = advieslijn("sleutel", "rotate")
    checked = advieslijn("sleutel", "check")

    assert (rotated.returncode, checked.returncode) == (0, 0), rotated.stderr + checked.stderr
    assert "Key 2 has sealed 3 values." in checked.stdout
    keys.write_text(keys.read_text().splitlines()[1] + "\n")
    assert advieslijn("sleutel", "check").returncode == 0


def test_the_check_fails_while_an_older_key_is_needed(tmp_path: Path, advieslijn: Run) -> None:
    advieslijn("db", "upgrade")
    keys = tmp_path / "var" / "sleutels"
    two = advieslijn("sleutel", "new").stdout
    both = f"{keys.read_text()}{two}"
    with_both = {"ADVIESLIJN_SECRET_KEYS": both.replace("\n", " ").strip()}
    advieslijn("sleutel", "rotate", **with_both)
    old_value = advieslijn("sleutel", "check")

    assert old_value.returncode == 1
    assert "not the key that the database was written with" in old_value.stderr
    assert advieslijn("sleutel", "check", **with_both).returncode == 0


def test_rotating_with_a_key_that_is_too_short_changes_nothing(
    tmp_path: Path, advieslijn: Run
) -> None:
    refused = advieslijn("sleutel", "rotate", ADVIESLIJN_SECRET_KEYS="1:c2hvcnQ=")

    assert refused.returncode == 1
    assert "has 5 bytes, 32 are needed" in refused.stderr
    assert "Traceback" not in refused.stderr
