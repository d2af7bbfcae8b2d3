"""`advieslijn analyse` as a program: a line in, a line out, and how long each took.

The product is measured from outside, so that what is measured is what is served. It gets one core
when times are wanted; on a machine that is busy with other work they say nothing.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

PROJECT = Path(__file__).parents[2]
PRODUCT = (sys.executable, "-m", "bot", "analyse")
LONGEST_WAIT = 300.0  # seconds; the first line waits for the model to load


class AnalyserSilent(RuntimeError):
    """The program ended or did not answer; its errors stand on standard error."""


class Analyser:
    """A callable over texts; use it in a `with`. `seconds` holds the time of every message."""

    def __init__(self, command: Sequence[str] = PRODUCT, one_core: bool = True) -> None:
        self._command = list(command)
        self._cores = {min(os.sched_getaffinity(0))} if one_core else os.sched_getaffinity(0)
        self.seconds: list[float] = []

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=PROJECT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            preexec_fn=lambda: os.sched_setaffinity(0, self._cores),
        )
        try:
            self._ask("goedemiddag")  # loads what is loaded at the first message
        except BaseException:
            self._end()
            raise
        return self

    def __call__(self, texts: Sequence[str]) -> list[dict[str, Any]]:
        found = []
        for text in texts:
            began = time.perf_counter()
            found.append(self._ask(text))
            self.seconds.append(time.perf_counter() - began)
        return found

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._end()

    def _end(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _ask(self, text: str) -> dict[str, Any]:
        assert self._process.stdin
        assert self._process.stdout
        line = json.dumps({"id": 0, "text": text}) + "\n"
        try:
            self._process.stdin.write(line.encode())
            self._process.stdin.flush()
        except BrokenPipeError:
            raise AnalyserSilent("the program that analyses ended, see above") from None
        # Between answers nothing is left in the buffer, so the pipe itself says when one comes.
        ready, _, _ = select.select([self._process.stdout], [], [], LONGEST_WAIT)
        answer = self._process.stdout.readline() if ready else b""
        if not answer:
            raise AnalyserSilent("the program that analyses gave no line back for a line")
        return dict(json.loads(answer))
