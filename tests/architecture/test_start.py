"""The product refuses to start on what would go wrong later, and says what to do."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import free_port

PROJECT = Path(__file__).parents[2]


def serve(tmp_path: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "ADVIESLIJN_DATA": str(tmp_path / "var"),
        "ADVIESLIJN_PORT": str(free_port()),
        **settings,
    }
    return subprocess.run(
        [sys.executable, "-m", "bot", "serve"],
        env=environment,
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def refused(ended: subprocess.CompletedProcess[str], *words: str) -> None:
    assert ended.returncode == 1, ended.stderr
    assert "Traceback" not in ended.stderr
    for word in words:
        assert word in ended.stderr, ended.stderr


def test_a_missing_model(tmp_path: Path) -> None:
    refused(serve(tmp_path, ADVIESLIJN_MODELS=str(tmp_path)), "There is no model", "make train")


def test_a_corrupt_model(tmp_path: Path, model: Path) -> None:
    (tmp_path / model.name).write_bytes(b"this is no model")

    refused(serve(tmp_path, ADVIESLIJN_MODELS=str(tmp_path)), "cannot be read", "make train")


def test_a_truncated_model(tmp_path: Path, model: Path) -> None:
    (tmp_path / model.name).write_bytes(model.read_bytes()[:100_000])

    refused(serve(tmp_path, ADVIESLIJN_MODELS=str(tmp_path)), "cannot be read", "make train")


def test_a_model_that_is_older_than_the_questions(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from bot.dialogue import brain
    from bot.melding.fields import fields
    from bot.services.ports import ModelUnusable

    newer = (*fields(), replace(fields()[-1], name="een_nieuwe_vraag"))
    monkeypatch.setattr(brain, "fields", lambda: newer)

    with pytest.raises(ModelUnusable, match=r"older than fields.yml \(een_nieuwe_vraag\)"):
        brain.load_brain(model)


def test_the_model_file_has_another_name_when_a_source_changes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from bot.dialogue import training

    before = training.model_file(tmp_path)
    copy = tmp_path / "config.yml"
    copy.write_text((PROJECT / "config.yml").read_text() + "# changed\n")
    monkeypatch.setattr(training, "PROJECT", tmp_path)
    monkeypatch.setattr(training, "SOURCES", ("config.yml",))

    assert training.model_file(tmp_path) != before


def test_what_the_domain_is_made_of_is_a_source_of_the_model() -> None:
    from bot.answers.questions import QUESTIONS_FILE
    from bot.dialogue.training import PROJECT as project
    from bot.dialogue.training import SOURCES
    from bot.melding.fields import FIELDS_FILE

    for file in (FIELDS_FILE, QUESTIONS_FILE):
        assert str(file.relative_to(project)) in SOURCES


def test_a_wrong_key(tmp_path: Path, model: Path) -> None:
    from bot.bootstrap import open_database
    from bot.settings import read_settings

    open_database(read_settings({"ADVIESLIJN_DATA": str(tmp_path / "var")}))
    other = f"1:{base64.b64encode(os.urandom(32)).decode()}"

    refused(serve(tmp_path, ADVIESLIJN_SECRET_KEYS=other), "not the key")


def test_a_short_key(tmp_path: Path, model: Path) -> None:
    refused(serve(tmp_path, ADVIESLIJN_SECRET_KEYS="1:a29ydA=="), "4 bytes, 32 are needed")


def test_a_lost_key(tmp_path: Path, model: Path) -> None:
    from bot.bootstrap import open_database
    from bot.settings import read_settings

    settings = read_settings({"ADVIESLIJN_DATA": str(tmp_path / "var")})
    open_database(settings)
    settings.key_file.unlink()

    refused(serve(tmp_path), "is missing", "put it back")


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        ({"ADVIESLIJN_PORT": "veel"}, "ADVIESLIJN_PORT must be a whole number"),
        ({"ADVIESLIJN_PORT": "99999"}, "between 1 and 65535"),
        ({"ADVIESLIJN_DATABASE_URL": "mysql://x"}, "ADVIESLIJN_DATABASE_URL"),
        ({"ADVIESLIJN_NEUTRAL_URL": "javascript:x"}, "ADVIESLIJN_NEUTRAL_URL"),
        ({"ADVIESLIJN_TYPO": "1"}, "ADVIESLIJN_TYPO is no setting"),
        ({"ADVIESLIJN_DATABASE_URL": "sqlite:////geen/map/x.db"}, "OperationalError"),
    ],
)
def test_a_setting_that_cannot_be_used(tmp_path: Path, settings: dict[str, str], word: str) -> None:
    refused(serve(tmp_path, **settings), word)
