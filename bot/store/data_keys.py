"""One key for each conversation and for each zaak, itself sealed by the master key.

To erase a conversation is to destroy its key: what may still lie about of it, in a free page or an
old copy of a table, opens with nothing any more (docs/decisions/0009).
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.store.case_tables import zaaksleutels
from bot.store.keys import KEY_BYTES, NONCE_BYTES, TAG_BYTES, CannotUnseal, KeyRing
from bot.store.sealed import CASE_KEY, DATA_KEY, Purpose, SealedColumn
from bot.store.tables import gespreksleutels

BY_DATA_KEY = 0  # the first byte of a value; any other is the number of the master key


class DataKeys:
    """The keys of the conversations of one transaction, each opened at most once."""

    def __init__(self, connection: Any, keys: KeyRing) -> None:
        self._connection = connection
        self._keys = keys
        self._known: dict[tuple[str, Purpose], bytes] = {}
        self.destroyed = False  # whether this transaction destroyed any

    def seal(self, plain: str, sealed: SealedColumn, conversation: UUID, *key: object) -> bytes:
        """Layout: 0 (1 byte), nonce (12 bytes), ciphertext with tag (16 bytes more)."""
        data_key = self._key(conversation, sealed.purpose)
        if data_key is None:
            data_key = self._new_key(conversation, sealed.purpose)
        nonce = secrets.token_bytes(NONCE_BYTES)
        ciphertext = AESGCM(data_key).encrypt(nonce, plain.encode(), sealed.place(*key).encode())
        return bytes([BY_DATA_KEY]) + nonce + ciphertext

    def unseal(self, value: bytes, sealed: SealedColumn, conversation: UUID, *key: object) -> str:
        """Raises CannotUnseal, also when the key of the conversation was destroyed."""
        if not value or value[0] != BY_DATA_KEY:  # written before conversations had keys
            return self._keys.unseal(value, sealed.place(*key))
        data_key = self._key(conversation, sealed.purpose)
        if data_key is None or len(value) < 1 + NONCE_BYTES + TAG_BYTES:
            raise CannotUnseal(f"a value in {sealed.table}.{sealed.name} has no key any more")
        nonce, rest = value[1 : 1 + NONCE_BYTES], value[1 + NONCE_BYTES :]
        try:
            return AESGCM(data_key).decrypt(nonce, rest, sealed.place(*key).encode()).decode()
        except InvalidTag:
            raise CannotUnseal(f"a value in {sealed.table}.{sealed.name} does not open") from None

    def fetch(self, conversations: Iterable[UUID]) -> None:
        """Reads the keys of many conversations at once."""
        ids = [str(id) for id in conversations]
        self._remember(gespreksleutels, gespreksleutels.c.gesprek_id.in_(ids))

    def destroy(self, owner: UUID, at: datetime, purpose: Purpose = Purpose.GESPREK) -> None:
        """The key of its words; what stays says that, and when, it was erased."""
        destroyed = _table(purpose).update().where(self._which(owner, purpose))
        self._connection.execute(destroyed.values(sleutel_versleuteld=None, gewist_op=at))
        self._known.pop((str(owner), purpose), None)
        self.destroyed = True

    def forget(self, owner: UUID, purpose: Purpose) -> None:
        """Destroys one key without a trace."""
        self._connection.execute(_table(purpose).delete().where(self._which(owner, purpose)))
        self._known.pop((str(owner), purpose), None)
        self.destroyed = True

    def _key(self, owner: UUID, purpose: Purpose) -> bytes | None:
        known = (str(owner), purpose)
        if known not in self._known:
            self._remember(_table(purpose), self._which(owner, purpose))
        return self._known.get(known)

    def _remember(self, table: Any, which: Any) -> None:
        query = sa.select(table).where(which, table.c.sleutel_versleuteld.is_not(None))
        sealed = CASE_KEY if table is zaaksleutels else DATA_KEY
        for row in self._connection.execute(query).mappings():
            opened = self._keys.unseal(row["sleutel_versleuteld"], sealed.place_of(row))
            found = (row[_owner(table)], Purpose(row["doel"]))
            self._known[found] = base64.b64decode(opened)

    def _new_key(self, owner: UUID, purpose: Purpose) -> bytes:
        made = secrets.token_bytes(KEY_BYTES)
        table = _table(purpose)
        sealed = CASE_KEY if table is zaaksleutels else DATA_KEY
        place = sealed.place(owner, purpose.value)
        wrapped = self._keys.seal(base64.b64encode(made).decode(), place)
        values = {"sleutel_versleuteld": wrapped}
        changed = table.update().where(self._which(owner, purpose))
        if not self._connection.execute(changed.values(**values)).rowcount:
            row = {_owner(table): str(owner), "doel": purpose.value, **values}
            self._connection.execute(table.insert().values(**row))
        self._known[(str(owner), purpose)] = made
        return made

    def _which(self, owner: UUID, purpose: Purpose) -> Any:
        table = _table(purpose)
        return sa.and_(table.c[_owner(table)] == str(owner), table.c.doel == purpose.value)


def _table(purpose: Purpose) -> Any:
    return zaaksleutels if purpose is Purpose.ZAAK else gespreksleutels


def _owner(table: Any) -> str:
    """The column with the conversation or the zaak that a key is of."""
    return "zaak_id" if table is zaaksleutels else "gesprek_id"
