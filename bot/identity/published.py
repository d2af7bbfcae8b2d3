"""What the provider publishes about itself: its addresses (OpenID Connect Discovery 1.0) and keys.

Both are asked again after an hour; the keys also when a token names one that is new.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.identity.tokens import Key
from bot.services.identity import ProviderDown

TIMEOUT = aiohttp.ClientTimeout(total=5)  # seconds; a colleague waits
KEPT = 3600.0  # seconds
AGAIN_AFTER = 60.0  # seconds before the keys are asked again for a key that is unknown
WELL_KNOWN = "/.well-known/openid-configuration"


@dataclass(frozen=True)
class Addresses:
    sign_in: str
    token: str
    keys: str
    by_post: bool  # the secret goes into the form; else into the header


@dataclass(frozen=True)
class Answer:
    status: int
    content: Mapping[str, Any]


async def ask(method: str, address: str, **more: Any) -> Answer:
    """JSON of the provider. Raises ProviderDown."""
    try:
        async with (
            aiohttp.ClientSession(timeout=TIMEOUT) as web,
            web.request(method, address, allow_redirects=False, **more) as answer,
        ):
            status, text = answer.status, await answer.text()
        content = json.loads(text) if status < 500 and text else {}
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise ProviderDown(type(error).__name__) from error
    if status >= 500 or not isinstance(content, dict):
        raise ProviderDown(f"status {status}")
    return Answer(status, content)


class Published:
    def __init__(self, issuer: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._issuer = issuer
        self._clock = clock
        self._addresses: Addresses | None = None
        self._addresses_at = 0.0
        self._keys: list[Key] = []
        self._keys_at: float | None = None

    async def addresses(self) -> Addresses:
        """Raises ProviderDown."""
        if self._addresses is None or self._clock() - self._addresses_at > KEPT:
            answer = await ask("GET", self._issuer.rstrip("/") + WELL_KNOWN)
            self._addresses = self._read(answer)
            self._addresses_at = self._clock()
        return self._addresses

    async def keys(self, anew: bool = False) -> list[Key]:
        """`anew`: a token names a key that is not among them. Raises ProviderDown."""
        age = None if self._keys_at is None else self._clock() - self._keys_at
        if age is None or age > KEPT or (anew and age > AGAIN_AFTER):
            answer = await ask("GET", (await self.addresses()).keys)
            found = answer.content.get("keys")
            if answer.status != 200 or not isinstance(found, list):
                raise ProviderDown("no keys")
            self._keys = [key for key in found if isinstance(key, dict)]
            self._keys_at = self._clock()
        return self._keys

    def _read(self, answer: Answer) -> Addresses:
        about = answer.content
        if answer.status != 200 or about.get("issuer") != self._issuer:
            raise ProviderDown("this is not what the issuer publishes")
        ways = about.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        return Addresses(
            sign_in=self._address(about, "authorization_endpoint"),
            token=self._address(about, "token_endpoint"),
            keys=self._address(about, "jwks_uri"),
            by_post="client_secret_basic" not in ways,
        )

    def _address(self, about: Mapping[str, Any], name: str) -> str:
        """Over HTTPS when the issuer is."""
        address = str(about.get(name, ""))
        if urlsplit(address).scheme not in ("https", urlsplit(self._issuer).scheme):
            raise ProviderDown(f"{name} is no address")
        return address
