"""Sealing: what is written can be read by the right key, in the right place, and no other way."""

from __future__ import annotations

import base64
import stat
from pathlib import Path

import pytest

from bot.store.keys import CannotUnseal, KeyRing, KeyUnusable, new_key_file, read_keys

ONE, TWO = bytes(range(32)), bytes(range(1, 33))


def line(number: int, key: bytes) -> str:
    return f"{number}:{base64.b64encode(key).decode()}"


def test_what_is_sealed_opens_again() -> None:
    ring = KeyRing({1: ONE})

    assert ring.unseal(ring.seal("héél geheim", "plaats"), "plaats") == "héél geheim"


def test_the_same_text_is_sealed_differently_every_time() -> None:
    ring = KeyRing({1: ONE})

    assert ring.seal("tekst", "p") != ring.seal("tekst", "p")
    assert b"tekst" not in ring.seal("tekst", "p")


def test_another_key_does_not_open_it() -> None:
    sealed = KeyRing({1: ONE}).seal("tekst", "p")

    with pytest.raises(CannotUnseal):
        KeyRing({1: TWO}).unseal(sealed, "p")
    with pytest.raises(CannotUnseal):
        KeyRing({2: ONE}).unseal(sealed, "p")


def test_in_another_place_it_does_not_open() -> None:
    ring = KeyRing({1: ONE})

    with pytest.raises(CannotUnseal):
        ring.unseal(ring.seal("tekst", "berichten.tekst:a:1"), "berichten.tekst:b:1")


def test_a_changed_value_does_not_open() -> None:
    ring = KeyRing({1: ONE})
    sealed = bytearray(ring.seal("tekst", "p"))
    sealed[-1] ^= 1

    with pytest.raises(CannotUnseal):
        ring.unseal(bytes(sealed), "p")


def test_a_newer_key_seals_and_the_older_still_opens() -> None:
    old = KeyRing({1: ONE})
    both = KeyRing({1: ONE, 2: TWO})

    assert both.unseal(old.seal("tekst", "p"), "p") == "tekst"
    assert both.seal("tekst", "p")[0] == 2


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("", "there is no key"),
        ("1:geen_base64!", "is not base64"),
        (line(1, b"kort"), "has 4 bytes, 32 are needed"),
        (line(0, ONE), "starts with its number"),
        (line(999, ONE), "starts with its number"),
        (base64.b64encode(ONE).decode(), "starts with its number"),
    ],
)
def test_a_key_that_cannot_be_used_is_refused_with_what_to_do(text: str, mistake: str) -> None:
    with pytest.raises(KeyUnusable, match=mistake) as refused:
        read_keys(text)

    assert "advieslijn sleutel new" in str(refused.value)


def test_several_keys_are_read_from_lines_or_spaces() -> None:
    assert read_keys(f"{line(1, ONE)}\n{line(2, TWO)}\n").keys == {1: ONE, 2: TWO}
    assert read_keys(f"{line(1, ONE)} {line(2, TWO)}").keys == {1: ONE, 2: TWO}


def test_a_new_key_file_is_for_this_user_only_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "map" / "sleutels"
    new_key_file(path)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(read_keys(path.read_text()).keys[1]) == 32
    with pytest.raises(FileExistsError):
        new_key_file(path)
