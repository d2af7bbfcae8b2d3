"""Settings are checked when they are read."""

from __future__ import annotations

import pytest

from bot.cli import commands
from bot.settings import SettingInvalid, read_settings

PROVIDER = {
    "ADVIESLIJN_OIDC_ISSUER": "https://inloggen.voorbeeld.nl",
    "ADVIESLIJN_OIDC_CLIENT_ID": "advieslijn",
    "ADVIESLIJN_OIDC_REDIRECT": "https://chat.voorbeeld.nl/balie/inloggen/terug",
}


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
        ("ADVIESLIJN_ALARM_COORDINATOR_SECONDS", "0"),
        ("ADVIESLIJN_OWNER_LOST_MINUTES", "0"),
        ("ADVIESLIJN_PACE_DAYS", "4"),
        ("ADVIESLIJN_PACE_DAYS", "61"),
        ("ADVIESLIJN_REDIS_URL", "http://x"),
        ("ADVIESLIJN_DATABASE_URL", "oracle://x"),
        ("ADVIESLIJN_PARTS", "chat desk"),
        ("ADVIESLIJN_ONBEKEND", "1"),
        ("ADVIESLIJN_OIDC_ISSUER", "http://inloggen.voorbeeld.nl"),
        ("ADVIESLIJN_OIDC_ISSUER", "inloggen.voorbeeld.nl"),
        ("ADVIESLIJN_OIDC_ISSUER", "https://inloggen.voorbeeld.nl/?a=b"),
        ("ADVIESLIJN_OIDC_CLIENT_ID", ""),
        ("ADVIESLIJN_OIDC_REDIRECT", ""),
        ("ADVIESLIJN_OIDC_REDIRECT", "http://chat.voorbeeld.nl/balie/inloggen/terug"),
        ("ADVIESLIJN_OIDC_REDIRECT", "https://chat.voorbeeld.nl/balie"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingInvalid, match=name):
        read_settings({**PROVIDER, name: value})


def test_a_provider_is_used_when_all_of_it_is_set() -> None:
    settings = read_settings({**PROVIDER, "ADVIESLIJN_LOCAL_ACCOUNTS": "0"})

    assert settings.oidc_issuer == PROVIDER["ADVIESLIJN_OIDC_ISSUER"]
    assert not settings.local_accounts


@pytest.mark.parametrize("name", ["CLIENT_ID", "CLIENT_SECRET", "REDIRECT", "ACR"])
def test_half_a_provider_is_none(name: str) -> None:
    with pytest.raises(SettingInvalid, match="ADVIESLIJN_OIDC_ISSUER"):
        read_settings({f"ADVIESLIJN_OIDC_{name}": "https://chat.voorbeeld.nl"})


def test_without_a_provider_passwords_cannot_be_off() -> None:
    with pytest.raises(SettingInvalid, match="ADVIESLIJN_LOCAL_ACCOUNTS"):
        read_settings({"ADVIESLIJN_LOCAL_ACCOUNTS": "0"})


@pytest.mark.parametrize(
    ("https", "parts", "shares"),
    [("1", "chat balie", True), ("1", "chat", False), ("1", "balie", False), ("0", "", False)],
)
def test_one_address_for_chat_and_desk_is_told_behind_https(
    https: str, parts: str, shares: bool
) -> None:
    given = {"ADVIESLIJN_SECURE_COOKIES": https, "ADVIESLIJN_PARTS": parts}

    assert read_settings(given).shares_a_host is shares


async def test_the_warning_is_printed_at_the_start(capsys: pytest.CaptureFixture[str]) -> None:
    for https, times in (("0", 0), ("1", 1)):
        await commands._announce(read_settings({"ADVIESLIJN_SECURE_COOKIES": https}), None)
        assert capsys.readouterr().err.count("ADVIESLIJN_PARTS") == times
