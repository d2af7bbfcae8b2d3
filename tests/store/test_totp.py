"""Codes as RFC 6238 makes them (appendix B: the last six of the eight digits, SHA-1)."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest

from bot.store.totp import TimeCodes

SECRET = base64.b32encode(b"12345678901234567890").decode()
EXAMPLES = [
    (59, "287082"),
    (1111111109, "081804"),
    (1111111111, "050471"),
    (1234567890, "005924"),
    (2000000000, "279037"),
]


def at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


@pytest.mark.parametrize(("seconds", "code"), EXAMPLES)
def test_the_examples_of_the_standard_are_right(seconds: int, code: str) -> None:
    assert TimeCodes().step_of(SECRET, code, at(seconds)) == seconds // 30


def test_a_code_of_the_step_before_or_after_counts_as_that_step() -> None:
    codes = TimeCodes()
    moment, code = EXAMPLES[1]
    step = moment // 30

    assert codes.step_of(SECRET, code, at(moment + 30)) == step
    assert codes.step_of(SECRET, code, at(moment - 30)) == step
    assert codes.step_of(SECRET, code, at(moment + 60)) is None
    assert codes.step_of(SECRET, code, at(moment - 60)) is None


@pytest.mark.parametrize("typed", ["", "28708", "2870822", "abcdef", "２８７０８２", "287 082"])
def test_what_is_no_code_is_refused(typed: str) -> None:
    assert TimeCodes().step_of(SECRET, typed, at(1111111109)) is None


def test_every_secret_is_another_and_the_address_names_the_product() -> None:
    codes = TimeCodes()
    one, other = codes.new_secret(), codes.new_secret()

    assert one != other
    assert len(base64.b32decode(one)) >= 20
    assert codes.address(one, "noor@voorbeeld.nl").startswith("otpauth://totp/Advieslijn:noor")
