"""`advieslijn chat`: the same conversation in a terminal."""

from __future__ import annotations

import subprocess
import sys

from tests.e2e.conftest import Served, free_port


def run(url: str, typed: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "chat", "--url", url],
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_conversation_is_held_in_the_terminal(served: Served) -> None:
    ended = run(served.url, "2\n2\n1\nwat kost dit\nik wil stoppen\n1\n")

    assert ended.returncode == 0, ended.stderr
    assert "Ik ben een computerprogramma van Veilig Thuis" in ended.stdout
    assert "1. Ja, er is nu gevaar" in ended.stdout
    assert "Deze chat is gratis" in ended.stdout
    assert "gestopt en gewist" in ended.stdout


def test_without_a_server_it_says_how_to_start_one() -> None:
    ended = run(f"http://127.0.0.1:{free_port()}", "")

    assert ended.returncode == 1
    assert "make run" in ended.stderr
