"""Settings from the environment: read once, checked at start, documented in docs/settings.md."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PARTS = {"chat", "balie"}
AT_LEAST_ONE = {"idle_minutes", "owner_lost_minutes", "alarm_coordinator_seconds", "chats_at_once"}
COME_BACK = "/balie/inloggen/terug"  # where the identity provider sends colleagues back to
SIGNED_OUT = "/balie/inloggen/uitgelogd"  # where it tells that somebody is signed out there


class SettingInvalid(ValueError):
    """A setting cannot be used; the message names it and says what it must be."""


def _setting(name: str, default: str, meaning: str) -> Any:
    return field(metadata={"name": name, "default": default, "meaning": meaning})


@dataclass(frozen=True)
class Settings:
    data: Path = _setting(
        "ADVIESLIJN_DATA", "var", "The one folder for all that is written: database, keys, logs."
    )
    host: str = _setting("ADVIESLIJN_HOST", "127.0.0.1", "Address to listen on.")
    port: int = _setting("ADVIESLIJN_PORT", "8000", "Port to listen on.")
    database_url: str = _setting(
        "ADVIESLIJN_DATABASE_URL",
        "",
        "SQLAlchemy URL, `sqlite:///...` or `postgresql://...`; empty: `advieslijn.db` in the data "
        "folder.",
    )
    redis_url: str = _setting(
        "ADVIESLIJN_REDIS_URL", "", "`redis://...` to wake up other processes; empty: one process."
    )
    secret_keys: str = _setting(
        "ADVIESLIJN_SECRET_KEYS",
        "",
        "Encryption keys, `number:base64` each, separated by spaces; empty: `sleutels` in the data "
        "folder, made at the first start.",
    )
    models: Path = _setting("ADVIESLIJN_MODELS", "models", "Folder with the trained model.")
    neutral_url: str = _setting(
        "ADVIESLIJN_NEUTRAL_URL",
        "https://www.buienradar.nl/",
        "Harmless website that quick exit leads to; it must not remember visitors.",
    )
    secure_cookies: bool = _setting(
        "ADVIESLIJN_SECURE_COOKIES", "0", "`1` behind HTTPS: cookies get `Secure` and `__Host-`."
    )
    second_factor: str = _setting(
        "ADVIESLIJN_SECOND_FACTOR",
        "",
        "`1`: colleagues must have a second factor; `0`: they may; empty: they must behind HTTPS "
        "(`ADVIESLIJN_SECURE_COOKIES`).",
    )
    oidc_issuer: str = _setting(
        "ADVIESLIJN_OIDC_ISSUER",
        "",
        "Issuer of the organisation's own identity provider (OpenID Connect), by which colleagues "
        "sign in; empty: they sign in here only.",
    )
    oidc_client_id: str = _setting(
        "ADVIESLIJN_OIDC_CLIENT_ID", "", "The name of this installation at the provider."
    )
    oidc_client_secret: str = _setting(
        "ADVIESLIJN_OIDC_CLIENT_SECRET", "", "Its secret there; empty: a public client."
    )
    oidc_redirect: str = _setting(
        "ADVIESLIJN_OIDC_REDIRECT",
        "",
        "The public address that the provider sends colleagues back to: "
        "`https://.../balie/inloggen/terug`.",
    )
    oidc_acr: str = _setting(
        "ADVIESLIJN_OIDC_ACR",
        "",
        "Values of `acr`, separated by spaces, at which the provider has asked a second factor; "
        "they are asked for. Empty: only `amr` tells.",
    )
    oidc_max_age_minutes: int = _setting(
        "ADVIESLIJN_OIDC_MAX_AGE_MINUTES",
        "60",
        "Minutes since a colleague signed in at the provider, after which it must ask it again; "
        "`0`: any time ago is good, also for a provider that does not say when it was.",
    )
    oidc_session_minutes: int = _setting(
        "ADVIESLIJN_OIDC_SESSION_MINUTES",
        "240",
        "Minutes that a session lasts at most that began at the provider, which may close an "
        "account without telling us.",
    )
    local_accounts: bool = _setting(
        "ADVIESLIJN_LOCAL_ACCOUNTS",
        "1",
        "`0`: colleagues sign in by the provider only, not with a password. With `1` a password "
        "opens an account that was not linked to the provider, and no other.",
    )
    one_time_password_hours: int = _setting(
        "ADVIESLIJN_ONE_TIME_PASSWORD_HOURS",
        "72",
        "Hours that a password works which was made for a colleague, who replaces it at the first "
        "time.",
    )
    proxies: int = _setting(
        "ADVIESLIJN_PROXIES",
        "0",
        "Number of own reverse proxies in front, for the visitor's address.",
    )
    idle_minutes: int = _setting(
        "ADVIESLIJN_IDLE_MINUTES",
        "30",
        "Minutes without a message after which a visit is ended and erased.",
    )
    owner_lost_minutes: int = _setting(
        "ADVIESLIJN_OWNER_LOST_MINUTES",
        "5",
        "Minutes without an open desk after which a colleague loses a conversation in which the "
        "visitor waits for an answer; it goes back to the queue.",
    )
    alarm_coordinator_seconds: int = _setting(
        "ADVIESLIJN_ALARM_COORDINATOR_SECONDS",
        "120",
        "Seconds that somebody in danger waits for a colleague before the coordinators are told.",
    )
    chats_at_once: int = _setting(
        "ADVIESLIJN_CHATS_AT_ONCE",
        "2",
        "Conversations that one colleague is advised to have at the same time; more are possible, "
        "with a warning.",
    )
    assess_within: str = _setting(
        "ADVIESLIJN_ASSESS_WITHIN",
        "5 werkdagen",
        "Within what a melding must be weighed: working days (`5 werkdagen`) or calendar days "
        "(`5 dagen`). It counts for meldingen that come in from then on.",
    )
    liberation_day: str = _setting(
        "ADVIESLIJN_LIBERATION_DAY",
        "elk_jaar",
        "Whether 5 May is a day off: `elk_jaar` (Algemene termijnenwet), `lustrum` (2030, 2035, "
        "...) or `nooit`.",
    )
    closed_days: str = _setting(
        "ADVIESLIJN_CLOSED_DAYS",
        "",
        "Other days that are no working days, such as the Friday after Ascension Day when a royal "
        "decree says so: `2027-05-07 2028-05-26`.",
    )
    pace_days: int = _setting(
        "ADVIESLIJN_PACE_DAYS",
        "10",
        "Over how many of the last working days the pace is counted, for the forecast of terms "
        "that will be missed; 5 to 60.",
    )
    retention: str = _setting(
        "ADVIESLIJN_RETENTION",
        "",
        "Other terms than those of `advieslijn bewaartermijnen`, in days, such as "
        "`melding=7300 logboek=2555`.",
    )
    parts: str = _setting(
        "ADVIESLIJN_PARTS",
        "chat balie",
        "What this process serves: `chat` (with the API), `balie`, or both. Two hosts with one "
        "part each share a database and Redis. Where real people come, give each part a host name "
        "of its own.",
    )

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{(self.data / 'advieslijn.db').resolve()}"

    def serves(self, part: str) -> bool:
        return part in self.parts.split()

    @property
    def needs_second_factor(self) -> bool:
        return self.second_factor == "1" or (self.second_factor == "" and self.secure_cookies)

    @property
    def shares_a_host(self) -> bool:
        """Whether the chat and the desk are served at one address behind HTTPS, for real people."""
        return self.secure_cookies and set(self.parts.split()) >= PARTS

    @property
    def key_file(self) -> Path:
        return self.data / "sleutels"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this environment. Raises SettingInvalid."""
    known = {f.metadata["name"] for f in fields(Settings)}
    for name in environment:
        if name.startswith("ADVIESLIJN_") and name not in known:
            raise SettingInvalid(f"{name} is no setting; known are {', '.join(sorted(known))}")
    return _checked(
        Settings(
            **{
                f.name: _read(f.metadata, environment.get(f.metadata["name"]), str(f.type))
                for f in fields(Settings)
            }
        )
    )


def _read(about: Mapping[str, str], given: str | None, kind: str) -> Any:
    text = about["default"] if given is None or not given.strip() else given.strip()
    match kind:
        case "Path":
            return Path(text)
        case "int":
            if not text.isdecimal():
                raise SettingInvalid(f"{about['name']} must be a whole number")
            return int(text)
        case "bool":
            if text not in {"0", "1"}:
                raise SettingInvalid(f"{about['name']} must be 0 or 1")
            return text == "1"
    return text


def _checked(settings: Settings) -> Settings:
    if not 1 <= settings.port <= 65535:
        raise SettingInvalid("ADVIESLIJN_PORT must be between 1 and 65535")
    if settings.second_factor not in {"", "0", "1"}:
        raise SettingInvalid("ADVIESLIJN_SECOND_FACTOR must be 0 or 1, or empty")
    if not settings.parts.split() or set(settings.parts.split()) - PARTS:
        raise SettingInvalid("ADVIESLIJN_PARTS must be chat, balie or both")
    for setting in fields(Settings):
        if setting.name in AT_LEAST_ONE and getattr(settings, setting.name) < 1:
            raise SettingInvalid(f"{setting.metadata['name']} must be at least 1")
    if not settings.database.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg2://")):
        raise SettingInvalid("ADVIESLIJN_DATABASE_URL must start with sqlite:/// or postgresql://")
    if settings.redis_url and not settings.redis_url.startswith(
        ("redis://", "rediss://", "unix://")
    ):
        raise SettingInvalid("ADVIESLIJN_REDIS_URL must start with redis://, rediss:// or unix://")
    if urlsplit(settings.neutral_url).scheme not in {"http", "https"}:
        raise SettingInvalid("ADVIESLIJN_NEUTRAL_URL must be an http(s) address")
    _check_times(settings)
    _check_provider(settings)
    return settings


def _check_times(settings: Settings) -> None:
    if not 1 <= settings.one_time_password_hours <= 720:
        raise SettingInvalid("ADVIESLIJN_ONE_TIME_PASSWORD_HOURS must be between 1 and 720")
    if not 30 <= settings.oidc_session_minutes <= 600:
        raise SettingInvalid("ADVIESLIJN_OIDC_SESSION_MINUTES must be between 30 and 600")
    if not 5 <= settings.pace_days <= 60:
        raise SettingInvalid("ADVIESLIJN_PACE_DAYS must be between 5 and 60")


def _check_provider(settings: Settings) -> None:
    """All of it or nothing, and over HTTPS except on the own machine."""
    issuer, back = settings.oidc_issuer, settings.oidc_redirect
    if not issuer:
        if settings.oidc_client_id or settings.oidc_client_secret or back or settings.oidc_acr:
            raise SettingInvalid("ADVIESLIJN_OIDC_ISSUER is needed by the other OIDC settings")
        if not settings.local_accounts:
            raise SettingInvalid(
                "ADVIESLIJN_LOCAL_ACCOUNTS cannot be 0 without ADVIESLIJN_OIDC_ISSUER: "
                "nobody could sign in"
            )
        return
    if not settings.oidc_client_id:
        raise SettingInvalid("ADVIESLIJN_OIDC_CLIENT_ID is needed with ADVIESLIJN_OIDC_ISSUER")
    if not _is_safe(issuer) or urlsplit(issuer).query or urlsplit(issuer).fragment:
        raise SettingInvalid("ADVIESLIJN_OIDC_ISSUER must be an https address")
    if not _is_safe(back) or urlsplit(back).path != COME_BACK:
        raise SettingInvalid(f"ADVIESLIJN_OIDC_REDIRECT must be https://...{COME_BACK}")


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    own = parts.hostname in {"localhost", "127.0.0.1"}
    return bool(parts.hostname) and (parts.scheme == "https" or (own and parts.scheme == "http"))


def reference_page() -> str:
    """docs/settings.md."""
    rows = (
        f"| `{about['name']}` | {about['default']} | {about['meaning']} |\n"
        for about in (f.metadata for f in fields(Settings))
    )
    return (
        "# Settings\n\nEnvironment variables, read and checked at start (`bot/settings.py`; this "
        "page is made by `advieslijn docs`).\n\n| variable | default | meaning |\n|---|---|---|\n"
        + "".join(rows)
    )
