"""The keys from the command line, as an operator uses them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import bootstrap
from bot.bootstrap import open_database
from bot.casework.audit import Act
from bot.cli.machine import machine_user
from bot.services.storage import StorageDown
from bot.settings import read_settings
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


def test_the_log_says_who_asked_for_a_key_and_who_replaced_it(
    tmp_path: Path, advieslijn: Run
) -> None:
    advieslijn("db", "upgrade")
    advieslijn("sleutel", "new")
    advieslijn("sleutel", "rotate")

    with open_database(read_settings({"ADVIESLIJN_DATA": str(tmp_path / "var")}))() as work:
        replaced, made = work.audit.entries(None)

    assert (made.act, replaced.act) == (Act.SLEUTEL_GEMAAKT, Act.SLEUTEL_VERVANGEN)
    for line in (made, replaced):
        assert (line.by, line.machine, line.object_id) == (None, machine_user(), "2")


def test_who_began_to_replace_a_key_is_known_also_when_it_fails_halfway(
    tmp_path: Path, advieslijn: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise StorageDown

    advieslijn("db", "upgrade")
    monkeypatch.setattr(bootstrap, "rotate", full)

    assert advieslijn("sleutel", "rotate").returncode == 1

    with open_database(read_settings({"ADVIESLIJN_DATA": str(tmp_path / "var")}))() as work:
        (line,) = work.audit.entries(None)
    assert (line.act, line.machine) == (Act.SLEUTEL_VERVANGEN, machine_user())


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
