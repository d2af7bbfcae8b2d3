"""An id_token is believed when the provider signed it, for us, now, and for this one signing in."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bot.identity.provider import identity_of
from bot.identity.tokens import Expected, KeyUnknown, verified_claims, verified_logout
from bot.services.identity import Identity, IdentityRefused

ISSUER, CLIENT, NONCE = "https://inloggen.voorbeeld.nl", "advieslijn", "eenmalig"
EXPECTED = Expected(ISSUER, CLIENT, NONCE)
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
ANOTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def published(key: Any, name: str = "een", **more: str) -> dict[str, Any]:
    made = jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return {**made, "kid": name, "use": "sig", **more}


KEYS = [published(KEY)]


def claims(**more: Any) -> dict[str, Any]:
    """None takes a claim away."""
    now = int(time.time())
    every = {
        "iss": ISSUER, "sub": "7f3a", "aud": CLIENT, "nonce": NONCE, "iat": now, "exp": now + 300,
        **more,
    }  # fmt: skip
    return {name: value for name, value in every.items() if value is not None}


def signed(key: Any = KEY, algorithm: str = "RS256", name: str | None = "een", **more: Any) -> str:
    headers = {"kid": name} if name else {}
    return jwt.encode(claims(**more), key, algorithm, headers=headers)


def by_hand(header: dict[str, str], secret: bytes | None, **more: Any) -> str:
    """As an attacker writes one, whom no library holds back."""

    def part(content: bytes) -> str:
        return base64.urlsafe_b64encode(content).rstrip(b"=").decode()

    text = ".".join(part(json.dumps(each).encode()) for each in (header, claims(**more)))
    seal = hmac.digest(secret, text.encode(), hashlib.sha256) if secret is not None else b""
    return f"{text}.{part(seal)}"


def refused(token: str, keys: list[dict[str, Any]] | None = None) -> str:
    with pytest.raises(IdentityRefused) as error:
        verified_claims(token, KEYS if keys is None else keys, EXPECTED)
    return str(error.value)


@pytest.mark.parametrize("algorithm", ["RS256", "RS512", "PS256"])
def test_a_token_of_the_provider_says_who_it_is(algorithm: str) -> None:
    assert verified_claims(signed(algorithm=algorithm), KEYS, EXPECTED)["sub"] == "7f3a"


def test_a_token_by_an_elliptic_key_is_as_good() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    jwk = jwt.algorithms.ECAlgorithm.to_jwk(key.public_key(), as_dict=True)

    found = verified_claims(signed(key, "ES256"), [*KEYS, {**jwk, "kid": "een"}], EXPECTED)

    assert found["sub"] == "7f3a"


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"aud": "een-ander"}, "InvalidAudienceError"),
        ({"aud": [CLIENT, "een-ander"]}, "azp"),
        ({"azp": "een-ander"}, "azp"),
        ({"iss": "https://iemand.anders.nl"}, "InvalidIssuerError"),
        ({"iss": f"{ISSUER}/"}, "InvalidIssuerError"),
        ({"nonce": "van-een-ander"}, "nonce"),
        ({"sub": ""}, "sub"),
        ({"sub": "x" * 256}, "sub"),
        *(({name: None}, "MissingRequiredClaimError") for name in claims()),
    ],
    ids=str,
)
def test_a_token_for_another_place_or_sign_in_is_refused(more: dict[str, Any], why: str) -> None:
    assert refused(signed(**more)) == why


def test_a_token_for_several_that_names_us_as_the_party_is_good() -> None:
    token = signed(aud=[CLIENT, "een-ander"], azp=CLIENT)

    assert verified_claims(token, KEYS, EXPECTED)["azp"] == CLIENT


def test_a_token_without_a_signature_is_refused() -> None:
    for none in ("none", "None", "NONE"):
        assert refused(by_hand({"alg": none, "typ": "JWT"}, None)) == "algorithm"


@pytest.mark.parametrize(
    ("claim", "seconds", "why"),
    [("exp", -60, "ExpiredSignatureError"), ("iat", 3600, "ImmatureSignatureError")],
)
def test_a_token_for_another_time_is_refused(claim: str, seconds: int, why: str) -> None:
    assert refused(signed(**{claim: int(time.time()) + seconds})) == why


@pytest.mark.parametrize("algorithm", ["HS256", "RS256"])
def test_the_public_key_is_no_secret_to_sign_with(algorithm: str) -> None:
    public = KEY.public_key()
    for form in (
        public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
        json.dumps(KEYS[0]).encode(),
    ):
        why = refused(by_hand({"alg": algorithm, "typ": "JWT", "kid": "een"}, form))

        assert why == ("algorithm" if algorithm == "HS256" else "InvalidSignatureError")


def test_a_token_brings_no_key_of_its_own() -> None:
    headers = {"kid": "een", "jwk": published(ANOTHER), "jku": "https://iemand.anders.nl/jwks"}

    assert refused(jwt.encode(claims(), ANOTHER, "RS256", headers=headers)) == (
        "InvalidSignatureError"
    )


def test_a_token_that_was_changed_is_refused() -> None:
    start, _, end = signed().split(".")
    other = signed(sub="een-ander").split(".")[1]

    assert refused(f"{start}.{other}.{end}") == "InvalidSignatureError"


@pytest.mark.parametrize("token", ["", "geen token", "a.b.c", "..", "é.é.é"])
def test_what_is_no_token_is_refused(token: str) -> None:
    assert refused(token) == "DecodeError"


@pytest.mark.parametrize(
    "keys",
    [
        [],
        [published(KEY, "twee")],
        [published(KEY, use="enc")],
        [published(KEY, alg="PS256")],
        [{"kty": "oct", "k": "AAAA", "kid": "een"}],
    ],
    ids=["none", "another name", "to encrypt", "of another algorithm", "a secret"],
)
def test_without_a_key_that_fits_the_keys_are_asked_again(keys: list[dict[str, Any]]) -> None:
    with pytest.raises(KeyUnknown):
        verified_claims(signed(), keys, EXPECTED)


def test_a_token_that_names_no_key_is_by_the_only_one() -> None:
    token = signed(name=None)

    assert verified_claims(token, KEYS, EXPECTED)["sub"] == "7f3a"
    with pytest.raises(KeyUnknown):
        verified_claims(token, [*KEYS, published(ANOTHER, "twee")], EXPECTED)


# ── what is made of it ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("said", "logins"),
    [
        ({"email": "noor@vt.nl", "email_verified": True}, ("noor@vt.nl",)),
        ({"email": "noor@vt.nl", "email_verified": False}, ()),
        ({"email": "noor@vt.nl", "email_verified": "true"}, ()),
        ({"email": "noor@vt.nl"}, ()),
        ({"preferred_username": "noor"}, ("noor",)),
        ({"preferred_username": ["noor"]}, ()),
    ],
    ids=str,
)
def test_an_address_that_was_not_verified_is_no_name(
    said: dict[str, Any], logins: tuple[str, ...]
) -> None:
    assert identity_of(claims(**said)) == Identity(ISSUER, "7f3a", logins)


@pytest.mark.parametrize(
    ("said", "done"),
    [
        ({"amr": ["pwd", "mfa"]}, True),
        ({"amr": ["pwd", "otp"]}, True),
        ({"amr": ["hwk"]}, True),
        ({"amr": ["pwd"]}, False),
        ({"amr": "mfa"}, False),
        ({"amr": [["mfa"]]}, False),
        ({"acr": "sterk"}, True),
        ({"acr": "zwak"}, False),
        ({}, False),
    ],
    ids=str,
)
def test_a_second_factor_is_done_when_the_provider_says_so(
    said: dict[str, Any], done: bool
) -> None:
    assert identity_of(claims(**said), ("sterk",)).second_factor is done


# ── when somebody signed in there, and is signed out there ───────────────────────────────────


@pytest.mark.parametrize(
    ("ago", "good"), [(0, True), (590, True), (700, False), (None, False), ("0", False)], ids=str
)
def test_a_time_of_signing_in_that_was_asked_for_is_checked(ago: Any, good: bool) -> None:
    at = {} if ago is None else {"auth_time": int(time.time()) - ago if ago != "0" else "0"}
    expected = Expected(ISSUER, CLIENT, NONCE, max_age=600)

    if good:
        assert verified_claims(signed(**at), KEYS, expected)["sub"] == "7f3a"
    else:
        with pytest.raises(IdentityRefused, match="auth_time"):
            verified_claims(signed(**at), KEYS, expected)


def logout(key: Any = KEY, **more: Any) -> str:
    events = {"http://schemas.openid.net/event/backchannel-logout": {}}
    every = {"nonce": None, "exp": None, "events": events, "jti": "1", **more}
    return signed(key, **every)


@pytest.mark.parametrize(
    "said", [{}, {"sid": "s1"}, {"sub": None, "sid": "s1"}], ids=["sub", "both", "sid"]
)
def test_a_token_says_who_is_signed_out(said: dict[str, Any]) -> None:
    claims = verified_logout(logout(**said), KEYS, ISSUER, CLIENT)

    assert {name: claims.get(name) for name in said} == said


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"nonce": NONCE}, "nonce"),
        ({"events": {}}, "events"),
        ({"events": "http://schemas.openid.net/event/backchannel-logout"}, "events"),
        ({"events": None}, "MissingRequiredClaimError"),
        ({"aud": "een-ander"}, "InvalidAudienceError"),
        ({"iss": "https://iemand.anders.nl"}, "InvalidIssuerError"),
        ({"iat": int(time.time()) - 3600}, "iat"),
        ({"sub": None}, "sub"),
        ({"sub": ["7f3a"]}, "InvalidSubjectError"),
        ({"sid": ["s1"]}, "sub"),
        ({"key": ANOTHER}, "InvalidSignatureError"),
    ],
)
def test_another_token_signs_nobody_out(more: dict[str, Any], why: str) -> None:
    with pytest.raises(IdentityRefused) as error:
        verified_logout(logout(**more), KEYS, ISSUER, CLIENT)

    assert str(error.value) == why


def test_the_token_of_signing_in_signs_nobody_out() -> None:
    with pytest.raises(IdentityRefused):
        verified_logout(signed(), KEYS, ISSUER, CLIENT)


def test_a_session_with_a_name_that_is_too_long_has_none() -> None:
    assert identity_of(claims(sid="s1")).session == "s1"
    for odd in ("x" * 256, 7, None):
        assert identity_of(claims(sid=odd)).session == ""
