"""Signing in at the provider by a code (RFC 6749, 4.1) with PKCE (RFC 7636), state and nonce."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus, urlencode

import aiohttp

from bot.identity.published import Published, ask
from bot.identity.tokens import Expected, Key, KeyUnknown, verified_claims, verified_logout
from bot.services.identity import LONGEST_SUBJECT, Identity, IdentityRefused, SignedOut

Claims = dict[str, Any]
SCOPE = "openid profile email"
# Ways of signing in that are more than a password (RFC 8176).
SECOND_FACTORS = frozenset({"mfa", "otp", "hwk"})


@dataclass(frozen=True)
class Registration:
    """What the provider knows of us. `secret` empty: a public client. `acr` are the levels at which
    the provider has asked a second factor. `max_age`: seconds since somebody signed in there, after
    which the provider asks it again; 0: any time ago is good."""

    issuer: str
    client_id: str
    secret: str
    redirect: str
    acr: tuple[str, ...] = ()
    max_age: int = 0


class OidcProvider:
    """bot/services/identity.py, IdentityProvider."""

    def __init__(self, registration: Registration) -> None:
        self._us = registration
        self._published = Published(registration.issuer)

    @property
    def issuer(self) -> str:
        return self._us.issuer

    async def address(self, state: str, nonce: str, verifier: str) -> str:
        """Where a browser is sent to sign in. Raises ProviderDown."""
        asked = {
            "response_type": "code",
            "client_id": self._us.client_id,
            "redirect_uri": self._us.redirect,
            "scope": SCOPE,
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge(verifier),
            "code_challenge_method": "S256",
        }
        if self._us.max_age:
            asked["max_age"] = str(self._us.max_age)
        if self._us.acr:
            asked["acr_values"] = " ".join(self._us.acr)
        address = (await self._published.addresses()).sign_in
        return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"

    async def identity(self, code: str, nonce: str, verifier: str) -> Identity:
        """Who came back with this code. Raises ProviderDown, IdentityRefused."""
        token = await self._exchanged(code, verifier)
        expected = Expected(self._us.issuer, self._us.client_id, nonce, self._us.max_age)
        claims = await self._verified(lambda keys: verified_claims(token, keys, expected))
        return identity_of(claims, self._us.acr)

    async def signed_out(self, token: str) -> SignedOut:
        """Who is signed out there, by a token of the provider itself (OpenID Connect Back-Channel
        Logout 1.0). Raises ProviderDown, IdentityRefused."""
        us = self._us.issuer, self._us.client_id
        claims = await self._verified(lambda keys: verified_logout(token, keys, *us))
        return SignedOut(self._us.issuer, claims.get("sub") or "", claims.get("sid") or "")

    async def _verified(self, check: Callable[[Sequence[Key]], Claims]) -> Claims:
        """By the keys that we know, or else by those that are published now."""
        try:
            return check(await self._published.keys())
        except KeyUnknown:
            return check(await self._published.keys(anew=True))

    async def _exchanged(self, code: str, verifier: str) -> str:
        addresses = await self._published.addresses()
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._us.redirect,
            "code_verifier": verifier,
        }
        header = None
        if self._us.secret and not addresses.by_post:
            # RFC 6749, 2.3.1: both are first written as in a form.
            header = aiohttp.BasicAuth(quote_plus(self._us.client_id), quote_plus(self._us.secret))
        else:
            form["client_id"] = self._us.client_id
            if self._us.secret:
                form["client_secret"] = self._us.secret
        answer = await ask("POST", addresses.token, data=form, auth=header)
        token = answer.content.get("id_token")
        if answer.status != 200 or not isinstance(token, str):
            raise IdentityRefused("the code was refused")
        return token


def challenge(verifier: str) -> str:
    """S256 (RFC 7636, 4.2)."""
    return (
        base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    )


def identity_of(claims: Mapping[str, Any], acr: tuple[str, ...] = ()) -> Identity:
    """An e-mail address counts only when the provider has verified it."""
    names = [claims.get("email") if claims.get("email_verified") is True else None]
    names.append(claims.get("preferred_username"))
    ways = claims.get("amr")
    done = set(map(str, ways)) if isinstance(ways, list) else set()
    return Identity(
        issuer=claims["iss"],
        subject=claims["sub"],
        logins=tuple(name for name in names if isinstance(name, str) and name),
        second_factor=bool(done & SECOND_FACTORS) or claims.get("acr") in acr,
        session=_session(claims.get("sid")),
    )


def _session(name: Any) -> str:
    """The name of the session there; one that is too long for us is as none."""
    return name if isinstance(name, str) and len(name) <= LONGEST_SUBJECT else ""
