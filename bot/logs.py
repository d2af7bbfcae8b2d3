"""One log format in which no word of a visitor can stand.

Libraries put texts, slot values and SQL parameters into their log messages and exceptions, so of
what they log only the level, the logger, the place in the code and the type of an exception are
kept, never the message. Our own events are names with numbers: `event("gesprek.geopend")`.
"""

from __future__ import annotations

import logging
import sys
import traceback
import warnings
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

OWN = "advieslijn"
_events = logging.getLogger(OWN)


def event(name: str, **facts: int | float | bool) -> None:
    """Log that something of ours happened. Facts are numbers: a word could be a visitor's."""
    _events.info(name, extra={"facts": facts})


def failure(name: str, error: BaseException) -> None:
    """Log that something of ours failed: the type of the error and where, not its message."""
    _events.error(name, exc_info=error, extra={"facts": {}})


class WordlessFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        parts = [self.formatTime(record), record.levelname, record.name]
        if record.name == OWN:
            parts.append(record.msg)
            facts: Mapping[str, Any] = getattr(record, "facts", {})
            parts += [f"{name}={value}" for name, value in facts.items()]
        else:
            parts.append(f"{record.module}:{record.lineno}")
        if record.exc_info and record.exc_info[1]:
            parts.append(_where(record.exc_info[1]))
        return " ".join(parts)


def _where(error: BaseException) -> str:
    """ "ValueError at brain.py:120 < visit.py:88": types and places, no messages or values."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    places = " < ".join(f"{f.filename.rsplit('/', 1)[-1]}:{f.lineno}" for f in reversed(frames))
    return f"{type(error).__name__} at {places}" if places else type(error).__name__


def configure(level: int = logging.INFO) -> None:
    """Send all logging of this process to standard error, without words of visitors."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(WordlessFormatter())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in list(logging.root.manager.loggerDict):
        # Libraries that installed handlers of their own (sanic, rasa) go through ours.
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = True
    _events.setLevel(level)
    # Of libraries, about each other; they can hold values, and filters get overwritten.
    warnings.showwarning = lambda *_, **__: None
    structlog.configure(
        processors=[_drop_all],
        logger_factory=structlog.ReturnLoggerFactory(),
        cache_logger_on_first_use=False,
    )
    sys.excepthook = _say_type_only


def _drop_all(logger: Any, method: str, event_dict: MutableMapping[str, Any]) -> str:
    # Rasa's structlog events carry the text of messages; none of them is needed.
    raise structlog.DropEvent


def _say_type_only(kind: type[BaseException], error: BaseException, _: Any) -> None:
    failure("gestopt", error)
