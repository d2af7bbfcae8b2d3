"""Terms, organisations and the log from the command line, as an operator uses them."""

from __future__ import annotations

import pwd
import re
import sqlite3
from pathlib import Path

import pytest

from bot.bootstrap import open_database
from bot.casework.audit import Act, Entry
from bot.cli.machine import machine_user
from bot.settings import read_settings
from tests.security.commands import Run, advieslijn

__all__ = ["advieslijn"]


def test_the_log_is_checked_and_what_was_changed_in_it_is_found(
    tmp_path: Path, advieslijn: Run
) -> None:
    for name in ("Een", "Twee", "Drie"):
        advieslijn("organisatie", "add", f"Veilig Thuis {name}", f"{name}.voorbeeld.nl")
    whole = advieslijn("audit", "verify")
    head = whole.stdout.split()[-1]

    with sqlite3.connect(tmp_path / "var" / "advieslijn.db") as file:
        file.execute("drop trigger auditlog_wijzigt_niet")
        file.execute("update auditlog set object_id = '9' where nummer = 2")
    changed = advieslijn("audit", "verify")

    assert (whole.returncode, changed.returncode) == (0, 1)
    assert "3 lines fit together" in whole.stdout
    assert head.startswith("3:")
    assert "Line 2 is not as it was written" in changed.stdout


def test_lines_taken_off_the_end_are_found_by_the_line_that_was_kept(
    tmp_path: Path, advieslijn: Run
) -> None:
    for name in ("Een", "Twee"):
        advieslijn("organisatie", "add", f"Veilig Thuis {name}", f"{name}.voorbeeld.nl")
    head = advieslijn("audit", "verify").stdout.split()[-1]

    with sqlite3.connect(tmp_path / "var" / "advieslijn.db") as file:
        file.execute("drop trigger auditlog_blijft")
        file.execute("delete from auditlog where nummer = 2")

    assert advieslijn("audit", "verify").returncode == 0
    assert advieslijn("audit", "verify", "--kop", head).returncode == 1


def logged(advieslijn_data: Path) -> list[Entry]:
    database = open_database(read_settings({"ADVIESLIJN_DATA": str(advieslijn_data)}))
    with database() as work:
        return work.audit.entries(None)[::-1]


def test_an_added_colleague_gets_a_one_time_password_and_the_log_says_who_did_it(
    tmp_path: Path, advieslijn: Run
) -> None:
    advieslijn("organisatie", "add", "Veilig Thuis Voorbeeld", "chat.voorbeeld.nl")
    added = advieslijn(
        "user", "add", "noor", "Noor", "--rol", "beheerder", "--organisatie", "2",
        ADVIESLIJN_ONE_TIME_PASSWORD_HOURS="5",
    )  # fmt: skip

    assert added.returncode == 0, added.stderr
    assert re.search(r"eenmalig wachtwoord \S{20}$", added.stdout, re.MULTILINE)
    assert "Het werkt 5 uur" in added.stdout
    organisation, account = logged(tmp_path / "var")
    assert organisation.act is Act.ORGANISATIE_TOEGEVOEGD
    assert account.act is Act.ACCOUNT_TOEGEVOEGD
    for line, id in ((organisation, "2"), (account, "1")):
        assert (line.by, line.machine, line.reason) == (None, machine_user(), "opdrachtregel")
        assert (line.object_id, line.organisation) == (id, 2)


def test_a_login_that_is_taken_leaves_no_line(tmp_path: Path, advieslijn: Run) -> None:
    advieslijn("user", "add", "noor", "Noor")
    again = advieslijn("user", "add", "noor", "Nog een Noor")

    assert again.returncode == 1
    assert "wachtwoord" not in again.stdout
    assert len(logged(tmp_path / "var")) == 1


@pytest.mark.parametrize("hours", ["0", "721", "drie"])
def test_a_time_for_passwords_that_cannot_be_is_refused(advieslijn: Run, hours: str) -> None:
    refused = advieslijn("db", "upgrade", ADVIESLIJN_ONE_TIME_PASSWORD_HOURS=hours)

    assert refused.returncode == 1
    assert "ADVIESLIJN_ONE_TIME_PASSWORD_HOURS" in refused.stderr


def test_the_account_of_the_machine_is_that_of_the_process_and_not_of_a_variable() -> None:
    told = {"SUDO_USER": "jan", "USER": "iemand anders", "LOGNAME": "iemand anders"}

    assert machine_user(0, told) == "root (jan)"
    assert machine_user(0, {}) == "root"
    assert machine_user(1, told) == pwd.getpwuid(1).pw_name
    assert machine_user(4_000_000, told) == "uid 4000000"
    assert len(machine_user(0, {"SUDO_USER": "x" * 99})) == 64


def test_the_terms_are_listed_with_the_unsure_ones_marked(advieslijn: Run) -> None:
    listed = advieslijn("bewaartermijnen", "--nu", ADVIESLIJN_RETENTION="melding=5475")

    assert listed.returncode == 0
    assert "melding: 5475 dagen na de laatste weging" in listed.stdout
    assert "(te besluiten)" in listed.stdout
    assert "0 gewist." in listed.stdout


def test_a_term_that_may_not_be_set_is_refused(advieslijn: Run) -> None:
    refused = advieslijn("bewaartermijnen", ADVIESLIJN_RETENTION="logboek=1")

    assert refused.returncode == 1
    assert "logboek is kept for 366 to" in refused.stderr


def test_organisations_are_added_and_listed(advieslijn: Run) -> None:
    advieslijn("organisatie", "add", "Veilig Thuis Voorbeeld", "Chat.Voorbeeld.nl")

    listed = advieslijn("organisatie", "list").stdout

    assert "every other address" in listed
    assert "Veilig Thuis Voorbeeld  chat.voorbeeld.nl" in listed
