"""A request that two servers could read differently is refused before it is read.

A proxy in front of us that believes one length and a server that believes another see the end of a
request in different places: what is behind it becomes the beginning of somebody else's request
(RFC 9112, 6.3 and 11.2). Sanic takes the first of several lengths, and any text for a number.
"""

from __future__ import annotations

import re

NUMBER = re.compile(rb"[0-9]{1,15}")


class Ambiguous(ValueError):
    """The length of the request is not clear."""


async def check_head(head: bytes) -> None:
    """Raises Ambiguous, which Sanic answers as a bad request."""
    lines = [line.partition(b":") for line in head.split(b"\r\n")[1:]]
    lengths = [value.strip() for name, _, value in lines if name.lower() == b"content-length"]
    codings = [value.lstrip() for name, _, value in lines if name.lower() == b"transfer-encoding"]
    if len(lengths) + len(codings) > 1 or any(name != name.strip() for name, _, _ in lines):
        raise Ambiguous
    if not all(map(NUMBER.fullmatch, lengths)) or any(c != b"chunked" for c in codings):
        raise Ambiguous
