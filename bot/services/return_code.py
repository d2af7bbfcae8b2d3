"""The code with which a visitor finds a conversation back that was put away.

Twelve signs, sixty bits by chance: too many to try, few enough to write on the back of a receipt.
Only its hash is stored. It opens one conversation, once; with the next one comes another code.
"""

from __future__ import annotations

import hashlib
import re
import secrets

from bot.casework.retention import RETURN_CODE_DAYS

# Crockford's base 32 (https://www.crockford.com/base32.html): no I, L, O and U, which are misread.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans("OIL", "011")
GROUPS, OF = 3, 4
KEPT_DAYS = RETURN_CODE_DAYS


class CodeUnknown(LookupError):
    """No conversation is kept under this code (any more)."""


def new_code() -> str:
    """Like "4F7K-0QXM-9TBD"."""
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(OF)) for _ in range(GROUPS))


def code_hash(written: str) -> bytes:
    """Of a code as somebody types it over: in small letters, with spaces, an O for a zero. Raises
    CodeUnknown for what cannot be a code."""
    signs = re.sub(r"[^A-Z0-9]", "", written.upper()).translate(MISREAD)
    if len(signs) != GROUPS * OF or set(signs) - set(SIGNS):
        raise CodeUnknown
    return hashlib.sha256(f"bewaarcode:{signs}".encode()).digest()
