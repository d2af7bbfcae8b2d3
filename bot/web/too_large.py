"""A message that does not fit in a request is refused, but its first and last part are read for
danger all the same."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote_plus

from sanic.exceptions import SanicException
from sanic.request import Request

MOST_READ = 1_000_000  # bytes of a body; what comes after them is not waited for
PART = 8_000  # characters, at the beginning and at the end
RAW = 6 * PART  # bytes: a character takes up to six in JSON, and often more than one in a form
MESSAGES = re.compile(r"/|/api/v1/gesprekken/[^/]+/berichten")


async def readable_part(request: Request) -> str:
    """What arrived of a message whose body was refused, as text; empty for any other request. Of a
    body in chunks what came before the refusal is gone."""
    if request.method != "POST" or not MESSAGES.fullmatch(request.path) or not request.stream:
        return ""
    first, last = await _first_and_last(request.stream)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return f"{_text(first, kind)[:PART]}\n{_text(last, kind)[-PART:]}"


async def _first_and_last(stream: Any) -> tuple[bytes, bytes]:
    first, last, arrived = b"", b"", 0
    stream.request_max_size = float("inf")  # we stop by ourselves
    try:
        async for data in stream:
            arrived += len(data)
            last = (last + data)[-RAW:]
            first += data[: RAW - len(first)]
            if arrived >= MOST_READ:
                break
    except SanicException:  # the rest is no body
        return first, last
    return first, last


def _text(raw: bytes, kind: str) -> str:
    """Without what a form or JSON makes of the characters, as far as a part of it shows them."""
    text = raw.decode(errors="replace")
    if kind != "application/json":
        return unquote_plus(text)
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), text)
    return re.sub(r"\\[nrt]", "\n", text).replace("\\", "")
