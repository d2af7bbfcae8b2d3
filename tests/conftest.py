"""What tests share: the real model once, databases, and the rule that CI skips nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

# As in bot/cli/main.py: before any numerical library is imported.
os.environ.setdefault("OMP_NUM_THREADS", "1")

from bot.logs import configure  # noqa: E402

# The files that take longest begin first, so that no core waits for another at the end.
LONGEST_FIRST = (
    "tests/simulatie", "tests/architecture/test_start", "tests/dialogue/test_dialogues",
    "tests/e2e", "tests/security/test_canary", "tests/security/test_byte_scan", "tests/rasa",
    "tests/nlu/test_bar", "tests/dialogue",
)  # fmt: skip


# A server takes long to start: the files that share one run one after the other.
SHARE_A_SERVER = ("tests/e2e/",)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In an order, and in groups that stay together: a file, or the files that share a server."""
    for item in items:
        shared = item.nodeid.startswith(SHARE_A_SERVER)
        group = "server" if shared else item.nodeid.partition("::")[0]
        item.add_marker(pytest.mark.xdist_group(group))

    def place(item: pytest.Item) -> int:
        found = (at for at, start in enumerate(LONGEST_FIRST) if item.nodeid.startswith(start))
        return next(found, len(LONGEST_FIRST))

    items.sort(key=place)


@pytest.fixture(scope="session", autouse=True)
def _quiet_libraries() -> None:
    configure()


@pytest.fixture(scope="session")
def model() -> Path:
    """The trained model of the present sources; `make test` makes it first."""
    from bot.dialogue.training import model_file

    found = model_file(Path(__file__).parents[1] / "models")
    if not found.is_file():
        pytest.fail("There is no model of the present sources; run: make train")
    return found


@pytest.fixture(scope="session")
def brain(model: Path) -> Any:
    from bot.dialogue.brain import load_brain

    return load_brain(model)


def needed(name: str, why: str) -> str:
    """The address of a service in an environment variable; without it the test is skipped, and
    in CI, where everything must be there, it fails."""
    address = os.environ.get(name)
    if address:
        return address
    if os.environ.get("TEST_NOTHING_SKIPPED"):
        pytest.fail(f"{name} is not set, and CI skips nothing")
    pytest.skip(f"{why}: set {name} to run this test (.ci/run does)")


def installed(package: str, *names: str) -> str:
    """The path of a program; without it the test is skipped, and in CI it fails."""
    for name in names or (package,):
        if found := shutil.which(name):
            return found
    if os.environ.get("TEST_NOTHING_SKIPPED"):
        pytest.fail(f"there is no {package}, and CI skips nothing")
    pytest.skip(f"there is no {package} here: apt-get install {package} (.ci/run does)")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium to drive."""
    return installed("chromium", "chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def provider() -> Iterator[Any]:
    """A real identity provider, with nobody in it yet (tests/provider.py)."""
    from tests.provider import started

    installed("glewlwyd")
    with started() as running:
        yield running


@pytest.fixture
def make_settings(tmp_path: Path) -> Callable[..., Any]:
    from bot.settings import read_settings

    def make(**more: str) -> Any:
        return read_settings({"ADVIESLIJN_DATA": str(tmp_path / "var"), **more})

    return make
