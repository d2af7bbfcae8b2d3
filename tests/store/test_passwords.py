"""A stored password cannot be read back, and costs whoever tries many of them."""

from __future__ import annotations

import re

from bot.store.passwords import Argon2Passwords


def test_a_password_is_stored_by_argon2id_with_a_salt_of_its_own() -> None:
    passwords = Argon2Passwords()

    one, other = passwords.hash("vier losse woorden"), passwords.hash("vier losse woorden")

    assert one != other
    found = re.match(r"\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$", one)
    assert found
    assert int(found[1]) >= 19_456  # KiB, the least that OWASP asks with two passes
    assert int(found[2]) >= 2
    assert passwords.verify(one, "vier losse woorden")
    assert not passwords.verify(one, "vier losse woordem")


def test_no_password_opens_an_account_without_one() -> None:
    assert not Argon2Passwords().verify("", "")
