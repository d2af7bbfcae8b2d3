"""Settings are checked when they are read."""

from __future__ import annotations

import pytest

from bot.settings import SettingInvalid, read_settings


def test_without_settings_everything_has_a_default() -> None:
    settings = read_settings({})

    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.database.startswith("sqlite:///")
    assert settings.database.endswith("var/advieslijn.db")


def test_an_empty_setting_is_the_default() -> None:
    assert read_settings({"ADVIESLIJN_PORT": "  "}).port == 8000


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ADVIESLIJN_PORT", "-1"),
        ("ADVIESLIJN_PORT", "0"),
        ("ADVIESLIJN_SECURE_COOKIES", "misschien"),
        ("ADVIESLIJN_IDLE_MINUTES", "0"),
        ("ADVIESLIJN_REDIS_URL", "http://x"),
        ("ADVIESLIJN_DATABASE_URL", "oracle://x"),
        ("ADVIESLIJN_PARTS", "chat desk"),
        ("ADVIESLIJN_ONBEKEND", "1"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingInvalid, match=name):
        read_settings({name: value})
