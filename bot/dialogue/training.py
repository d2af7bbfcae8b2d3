"""Trains the model when it is missing or older than what it is made of."""

from __future__ import annotations

import fcntl
import hashlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[2]
SOURCES = (
    "config.yml",
    "domain",
    "data",
    "bot/answers/questions.yml",
    "bot/melding/fields.yml",
    "bot/reference/helplines.yml",
    "bot/dialogue/importer.py",
    "bot/dialogue/components",
    "models/encoder/SHA256SUMS",
    "uv.lock",  # what reads a model must be what wrote it
)
NAME = "advieslijn"
SUFFIXES = {".yml", ".py"}


class TrainingFailed(RuntimeError):
    """Rasa could not train; its own messages stand above this one."""


def fingerprint() -> str:
    """Changes when anything that the model is made of changes."""
    digest = hashlib.sha256()
    for path in _source_files():
        digest.update(str(path.relative_to(PROJECT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def model_file(models: Path) -> Path:
    """Where the model of the present sources is, or will be when it has been trained."""
    return models / f"{NAME}-{fingerprint()}.tar.gz"


def train(models: Path, force: bool = False) -> Path:
    """Trains the model of the present sources and removes older ones. Raises TrainingFailed."""
    models.mkdir(parents=True, exist_ok=True)
    with (models / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two terminals, one training
        made = model_file(models)
        if made.is_file() and not force:
            return made
        _run_rasa(models, made)
        for older in models.glob(f"{NAME}-*.tar.gz"):
            if older != made:
                older.unlink()
        return made


def _run_rasa(models: Path, made: Path) -> None:
    command = [sys.executable, "-m", "bot", "rasa", "train", "--domain", "domain"]
    command += ["--out", str(models.resolve()), "--fixed-model-name", made.name]
    ended = subprocess.run(command, cwd=PROJECT, check=False)  # noqa: S603
    if ended.returncode or not made.is_file():
        raise TrainingFailed("training ended without a model; see the messages above")


def _source_files() -> Iterator[Path]:
    for name in SOURCES:
        path = PROJECT / name
        if path.is_dir():
            yield from (file for file in sorted(path.rglob("*")) if file.suffix in SUFFIXES)
        elif path.is_file():  # without the encoder another model is trained
            yield path
