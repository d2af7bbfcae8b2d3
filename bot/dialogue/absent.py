"""Lets Rasa be imported without the packages that this project does not install.

Rasa imports TensorFlow and the SDKs of channels, brokers and clouds when it starts, whether the
configuration uses them or not. Left out, they save 2 GB on disk, 380 MB in memory and 4 seconds
at every start (docs/decisions/0001). Each gets a placeholder that can be imported, subclassed
and annotated with, and that is of no other use: a pipeline that needs TensorFlow fails.

Call `stand_in()` before the first import of rasa. Packages that are installed stay untouched.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

NOT_INSTALLED = (
    "tensorflow", "tensorflow_hub", "tensorflow_text", "keras",
    "aiogram", "fbmessenger", "mattermostwrapper", "rocketchat_API", "slack_sdk", "twilio",
    "webexteamssdk", "boto3", "botocore", "google.auth", "google.oauth2", "pymongo", "gridfs",
    "bson", "cachecontrol", "confluent_kafka", "pydot", "requests_toolbelt",
)  # fmt: skip


class _PlaceholderType(type(Exception)):  # type: ignore[misc]
    """Answers every attribute with another placeholder, so annotations like tf.Tensor resolve."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _placeholder(name)

    def __getitem__(cls, item: Any) -> Any:
        return cls

    def __or__(cls, other: Any) -> Any:
        return cls

    __ror__ = __or__


def _placeholder(name: str) -> Any:
    # Exceptions, because some are used in `except` clauses.
    return _PlaceholderType(name, (Exception,), {"__module__": __name__})


class _PlaceholderModule(ModuleType):
    __path__: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = sys.modules.get(f"{self.__name__}.{name}") or _placeholder(name)
        setattr(self, name, found)
        return found


class _PlaceholderFinder(MetaPathFinder, Loader):
    def __init__(self, absent: tuple[str, ...]) -> None:
        self.absent = absent

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not any(f"{fullname}.".startswith(f"{name}.") for name in self.absent):
            return None
        return ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _PlaceholderModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run: a placeholder has no code."""


def stand_in() -> None:
    """Put placeholders in the place of what is not installed. Safe to call more than once."""
    # Rasa's command line reports to its maker who uses it and how, unless it is told not to.
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    if any(isinstance(finder, _PlaceholderFinder) for finder in sys.meta_path):
        return
    # thinc (spaCy) looks for TensorFlow when it is imported, and must find none.
    import thinc.compat  # noqa: F401

    absent = tuple(name for name in NOT_INSTALLED if importlib.util.find_spec(name) is None)
    sys.meta_path.append(_PlaceholderFinder(absent))
