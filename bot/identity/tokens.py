"""The check of an id_token: signed by the provider, for us, now, and for this one signing in.

What must be checked stands in OpenID Connect Core 1.0, 3.1.3.7; what goes wrong in RFC 8725.
"""

from __future__ import annotations

import hmac
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

Key = Mapping[str, Any]  # a public key as the provider publishes it (RFC 7517)


class KeyUnknown(IdentityRefused):
    """The provider has published no key with this name, or not yet when it was asked."""


@dataclass(frozen=True)
class Expected:
    issuer: str
    client_id: str
    nonce: str


def verified_claims(token: str, keys: Sequence[Key], expected: Expected) -> dict[str, Any]:
    """What the token says. Raises IdentityRefused, KeyUnknown."""
    try:
        header = jwt.get_unverified_header(token)
        algorithm = header.get("alg")
        if algorithm not in ALGORITHMS:
            raise IdentityRefused("algorithm")
        claims = jwt.decode(
            token,
            _key(keys, header.get("kid"), algorithm),
            algorithms=[algorithm],
            audience=expected.client_id,
            issuer=expected.issuer,
            leeway=LEEWAY,
            options={"require": REQUIRED},
        )
    except jwt.PyJWTError as error:
        raise IdentityRefused(type(error).__name__) from error
    _check(claims, expected)
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
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise IdentityRefused("sub")
