"""It stays a normal Rasa project: Rasa's own commands work on it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.e2e.conftest import free_port

PROJECT = Path(__file__).parents[2]


def rasa(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "rasa", *arguments],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_rasa_data_validate_has_no_complaints() -> None:
    ended = rasa("data", "validate", "--domain", "domain", "--fail-on-warnings")

    assert ended.returncode == 0, ended.stdout[-2000:] + ended.stderr[-2000:]


def test_rasa_reports_to_nobody(tmp_path: Path) -> None:
    """Its telemetry is on by default for who never used it before."""
    asked = subprocess.run(
        [
            sys.executable,
            "-c",
            "from bot.dialogue.absent import stand_in; stand_in();"
            "from rasa import telemetry; print(telemetry.initialize_telemetry())",
        ],
        cwd=PROJECT,
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert asked.stdout.split() == ["False"], asked.stderr[-2000:]


def test_rasa_test_core_agrees_with_the_stories(model: Path, tmp_path: Path) -> None:
    ended = rasa(
        "test", "core", "--model", str(model), "--stories", "tests/rasa/stories.yml",
        "--out", str(tmp_path), "--fail-on-prediction-errors",
    )  # fmt: skip

    assert ended.returncode == 0, ended.stdout[-2000:] + ended.stderr[-2000:]
    report = json.loads((tmp_path / "story_report.json").read_text())
    assert report["conversation_accuracy"]["correct"] >= 3
    assert report["conversation_accuracy"]["accuracy"] == 1.0


@contextmanager
def running(*arguments: str) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "rasa", *arguments],
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "SANIC_WORKERS": "1"},
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


def answer(port: int, text: str) -> list[str]:
    body = json.dumps({"sender": "bezoeker", "message": text}).encode()
    request = urllib.request.Request(  # noqa: S310
        f"http://127.0.0.1:{port}/webhooks/rest/webhook",
        data=body,
        headers={"Content-Type": "application/json"},
    )
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(request, timeout=30) as said:  # noqa: S310
                return [message.get("text", "") for message in json.load(said)]
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def test_rasa_run_with_its_action_server_holds_the_conversation(
    model: Path, tmp_path: Path
) -> None:
    actions, port = free_port(), free_port()
    endpoints = tmp_path / "endpoints.yml"
    endpoints.write_text(f'action_endpoint:\n  url: "http://127.0.0.1:{actions}/webhook"\n')
    with (
        running("run", "actions", "--port", str(actions)),
        running(
            "run", "--model", str(model), "--port", str(port), "--endpoints", str(endpoints),
            "--credentials", "credentials.yml",
        ),
    ):  # fmt: skip
        time.sleep(5)
        assert any("computerprogramma" in text for text in answer(port, "/start"))
        assert answer(port, "nee") == [
            "Gaat het om jezelf, om iemand anders, of vraag je dit vanuit je werk?"
        ]
        assert any("gratis" in text for text in answer(port, "wat kost dit eigenlijk?"))
