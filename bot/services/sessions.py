"""A session begins, and a refusal is logged, in the same way however somebody signed in."""

from __future__ import annotations

import hashlib
from datetime import datetime

from bot.casework.audit import Act, Entry, entry
from bot.casework.staff import Staff
from bot.services.storage import UnitOfWork


def token_hash(token: str) -> bytes:
    """What is stored of a token that a browser keeps."""
    return hashlib.sha256(token.encode()).digest()


def begin_session(
    work: UnitOfWork,
    staff: Staff,
    token: str,
    at: datetime,
    *,
    former: bytes | None = None,
    reason: str = "",
    strong: bool = False,
    at_provider: str | None = None,
) -> None:
    """The session that the browser had (the hash of its token) is over. `strong`: a second factor
    was asked elsewhere. `at_provider` as in Session."""
    if former:
        work.sessions.end(former)
    work.sessions.add(token_hash(token), staff.id, at, strong, at_provider)
    work.audit.add(entry(at, Act.INGELOGD, staff, reason=reason))


def log_refusal(work: UnitOfWork, staff: Staff | None, at: datetime, reason: str = "") -> None:
    """A refused sign-in. Who is unknown leaves no name: what was typed may be a password."""
    refused = Entry(at, Act.INLOGGEN_GEWEIGERD, reason=reason, allowed=False)
    if staff:
        refused = entry(at, Act.INLOGGEN_GEWEIGERD, staff, reason=reason, allowed=False)
    work.audit.add(refused)
