"""Keys of the service itself, sealed by the master key: they stay when that is replaced."""

from __future__ import annotations

import base64
import secrets
from enum import Enum
from typing import Any

import sqlalchemy as sa

from bot.store.keys import KEY_BYTES, KeyRing
from bot.store.sealed import SERVICE_KEY
from bot.store.tables import dienstsleutels


class Use(Enum):
    LOGBOEK = "logboek"  # seals the lines of the audit log
    TOEGANG = "toegang"  # hashes what opens a conversation: a visitor's key or a return code


class ServiceKeys:
    """Opened once in a process: they never change."""

    def __init__(self, keys: KeyRing) -> None:
        self._keys = keys
        self._known: dict[Use, bytes] = {}

    def get(self, connection: Any, use: Use) -> bytes:
        """Made when it is first asked for. Raises CannotUnseal."""
        if use not in self._known:
            self._known[use] = self._stored(connection, use) or self._made(connection, use)
        return self._known[use]

    def _stored(self, connection: Any, use: Use) -> bytes | None:
        query = sa.select(dienstsleutels.c.sleutel_versleuteld)
        sealed = connection.scalar(query.where(dienstsleutels.c.doel == use.value))
        if sealed is None:
            return None
        return base64.b64decode(self._keys.unseal(bytes(sealed), SERVICE_KEY.place(use.value)))

    def _made(self, connection: Any, use: Use) -> bytes:
        made = secrets.token_bytes(KEY_BYTES)
        sealed = self._keys.seal(base64.b64encode(made).decode(), SERVICE_KEY.place(use.value))
        connection.execute(
            dienstsleutels.insert().values(doel=use.value, sleutel_versleuteld=sealed)
        )
        return made
