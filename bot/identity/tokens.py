"""The check of an id_token: signed by the provider, for us, now, and for this one signing in; and
of a logout_token, by which the provider says that somebody is signed out there.

What must be checked stands in OpenID Connect Core 1.0, 3.1.3.7, and Back-Channel Logout 1.0, 2.6;
what goes wrong in RFC 8725.
"""

from __future__ import annotations

import hmac
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jwt

from bot.services.identity import LONGEST_SUBJECT, IdentityRefused

# Signatures that only the provider can make. `none` is no signature, and HS256 would let whoever
# knows the public key, or our own secret, sign.
ALGORITHMS = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
)
REQUIRED = ["iss", "sub", "aud", "exp", "iat", "nonce"]
LEEWAY = 30  # seconds that the clocks may differ
LOGOUT_WITHIN = 120  # seconds since it was made: whoever has an old one cannot use it
LOGOUT = "http://schemas.openid.net/event/backchannel-logout"

Key = Mapping[str, Any]  # a public key as the provider publishes it (RFC 7517)


class KeyUnknown(IdentityRefused):
    """The provider has published no key with this name, or not yet when it was asked."""


@dataclass(frozen=True)
class Expected:
    """`max_age`: seconds since somebody signed in at the provider; 0: any time ago."""

    issuer: str
    client_id: str
    nonce: str
    max_age: int = 0


def verified_claims(token: str, keys: Sequence[Key], expected: Expected) -> dict[str, Any]:
    """What an id_token says. Raises IdentityRefused, KeyUnknown."""
    claims = _signed(token, keys, expected.issuer, expected.client_id, REQUIRED)
    _check(claims, expected)
    return claims


def verified_logout(token: str, keys: Sequence[Key], issuer: str, client_id: str) -> dict[str, Any]:
    """What a logout_token says: `sub`, `sid` or both. Raises IdentityRefused, KeyUnknown."""
    claims = _signed(token, keys, issuer, client_id, ["iss", "aud", "iat", "events"])
    if "nonce" in claims:  # it is an id_token, which is easier to come by
        raise IdentityRefused("nonce")
    events = claims["events"]
    if not isinstance(events, dict) or not isinstance(events.get(LOGOUT), dict):
        raise IdentityRefused("events")
    if claims["iat"] < time.time() - LOGOUT_WITHIN:
        raise IdentityRefused("iat")
    named = [claims.get(name) for name in ("sub", "sid")]
    if not any(named) or not all(name is None or isinstance(name, str) for name in named):
        raise IdentityRefused("sub")
    return claims


def _signed(
    token: str, keys: Sequence[Key], issuer: str, client_id: str, required: list[str]
) -> dict[str, Any]:
    try:
        header = jwt.get_unverified_header(token)
        algorithm = header.get("alg")
        if algorithm not in ALGORITHMS:
            raise IdentityRefused("algorithm")
        claims = jwt.decode(
            token,
            _key(keys, header.get("kid"), algorithm),
            algorithms=[algorithm],
            audience=client_id,
            issuer=issuer,
            leeway=LEEWAY,
            options={"require": required},
        )
    except jwt.PyJWTError as error:
        raise IdentityRefused(type(error).__name__) from error
    return dict(claims)


def _key(keys: Sequence[Key], name: str | None, algorithm: str) -> jwt.PyJWK:
    """The key with this name; without a name the only one that can have made the signature."""
    fitting = [key for key in keys if _fits(key, algorithm) and name in (None, key.get("kid"))]
    if len(fitting) != 1:
        raise KeyUnknown("key")
    return jwt.PyJWK(dict(fitting[0]), algorithm)


def _fits(key: Key, algorithm: str) -> bool:
    kinds = {"R": "RSA", "P": "RSA", "E": "OKP" if algorithm == "EdDSA" else "EC"}
    return (
        key.get("kty") == kinds[algorithm[0]]
        and key.get("use", "sig") == "sig"
        and key.get("alg", algorithm) == algorithm
    )


def _check(claims: Mapping[str, Any], expected: Expected) -> None:
    if not hmac.compare_digest(str(claims["nonce"]).encode(), expected.nonce.encode()):
        raise IdentityRefused("nonce")
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", None if several else expected.client_id) != expected.client_id:
        raise IdentityRefused("azp")
    if expected.max_age:
        _check_age(claims.get("auth_time"), expected.max_age)
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise IdentityRefused("sub")


def _check_age(signed_in_at: Any, max_age: int) -> None:
    """The provider must say when somebody signed in, once it was asked for a recent time (OpenID
    Connect Core 1.0, 2)."""
    if not isinstance(signed_in_at, int) or isinstance(signed_in_at, bool):
        raise IdentityRefused("auth_time")
    if signed_in_at < time.time() - max_age - LEEWAY:
        raise IdentityRefused("auth_time")
