"""Terms, organisations and the log from the command line, as an operator uses them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

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
