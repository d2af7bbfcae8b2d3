"""Encryption of every word that a person wrote: AES-256-GCM with a ring of keys.

A sealed value is bound to its place (table, column, row): copied elsewhere it does not open.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16


class KeyUnusable(RuntimeError):
    """There is no key, or it is not one; the message says what to do."""


class CannotUnseal(RuntimeError):
    """A value does not open: another key wrote it, or it was changed or moved."""


@dataclass
class KeyRing:
    """Keys by number (1..255). The highest number seals; all of them unseal. `reread` gives the
    ring as it is now: another process may have added a key since this one started."""

    keys: Mapping[int, bytes]
    reread: Callable[[], Mapping[int, bytes]] | None = field(default=None, compare=False)

    @property
    def newest(self) -> int:
        return max(self.keys)

    def seal(self, plain: str, place: str) -> bytes:
        """Layout: key number (1 byte), nonce (12 bytes), ciphertext with tag."""
        number = self.newest
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = AESGCM(self.keys[number]).encrypt(nonce, plain.encode(), place.encode())
        return bytes([number]) + nonce + sealed

    def unseal(self, sealed: bytes, place: str) -> str:
        """Raises CannotUnseal."""
        where = place.split(":")[0]
        if len(sealed) < 1 + NONCE_BYTES + TAG_BYTES:
            raise CannotUnseal(f"a value in {where} is cut off")
        number, nonce, rest = sealed[0], sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        if number not in self.keys and self.reread:
            self.keys = self.reread()
        if number not in self.keys:
            raise CannotUnseal(f"key {number} is not in the key ring")
        try:
            return AESGCM(self.keys[number]).decrypt(nonce, rest, place.encode()).decode()
        except InvalidTag:
            raise CannotUnseal(f"a value in {where} does not open") from None


def read_keys(text: str) -> KeyRing:
    """The ring in a text with a line `number:base64` for each key. Raises KeyUnusable."""
    keys: dict[int, bytes] = {}
    for line in text.split():
        number, _, encoded = line.partition(":")
        if not number.isdecimal() or not 1 <= int(number) <= 255:
            raise KeyUnusable(f"a key starts with its number (1 to 255) and a colon; {HOW_TO_MAKE}")
        try:
            key = base64.b64decode(encoded, validate=True)
        except binascii.Error:
            raise KeyUnusable(f"key {number} is not base64; {HOW_TO_MAKE}") from None
        if len(key) != KEY_BYTES:
            raise KeyUnusable(
                f"key {number} has {len(key)} bytes, {KEY_BYTES} are needed; {HOW_TO_MAKE}"
            )
        keys[int(number)] = key
    if not keys:
        raise KeyUnusable(f"there is no key; {HOW_TO_MAKE}")
    return KeyRing(keys)


HOW_TO_MAKE = "make one with: advieslijn sleutel new"


def new_key(number: int) -> str:
    """The line of a new key, `number:base64`."""
    return f"{number}:{base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()}"


def new_key_file(path: Path) -> None:
    """Writes a ring of one new key, readable by this user only. Never overwrites."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _write_new(path, new_key(1))


def add_key(path: Path) -> None:
    """Adds a new key behind those of a file; the file is whole at every moment."""
    text = path.read_text(encoding="ascii").rstrip("\n")
    number = read_keys(text).newest + 1
    beside = path.with_name(f"{path.name}.nieuw")
    beside.unlink(missing_ok=True)
    _write_new(beside, f"{text}\n{new_key(number)}")
    beside.replace(path)


def _write_new(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(f"{text}\n")
        file.flush()
        os.fsync(file.fileno())
