"""What signing in by the organisation's own provider needs, as Protocols. bot/identity asks the
provider (OpenID Connect); bot/store keeps who is linked to whom and who is on the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.casework.staff import Staff

LONGEST_SUBJECT = 255  # characters (OpenID Connect Core, 2)


class ProviderDown(RuntimeError):
    """The provider does not answer, or not as the standard says. Nobody is signed in."""


class IdentityRefused(PermissionError):
    """What the provider sent does not prove who this is; the message names the check."""


@dataclass(frozen=True)
class Identity:
    """Who somebody is at the provider: `subject` never changes there and is never given again.
    `logins` are the names by which an administrator here may know them; they can change.
    `second_factor`: the provider has asked more than a password. `session` names the session
    there, empty when the provider does not say."""

    issuer: str
    subject: str
    logins: tuple[str, ...] = ()
    second_factor: bool = False
    session: str = ""


@dataclass(frozen=True)
class SignedOut:
    """Somebody's session at the provider is over; `session` empty: all of them. `subject` empty:
    only the session is named."""

    issuer: str
    subject: str = ""
    session: str = ""


class IdentityProvider(Protocol):
    @property
    def issuer(self) -> str: ...

    async def address(self, state: str, nonce: str, verifier: str) -> str:
        """Where a browser is sent to sign in. Raises ProviderDown."""

    async def identity(self, code: str, nonce: str, verifier: str) -> Identity:
        """Who came back with this code. Raises ProviderDown, IdentityRefused."""

    async def signed_out(self, token: str) -> SignedOut:
        """What the provider itself tells us. Raises ProviderDown, IdentityRefused."""


@dataclass(frozen=True)
class Departure:
    """A browser that was sent to the provider. `former` is the hash of the session that it had.
    The others are known once it is back and only something of the account here is still asked."""

    state: str
    nonce: str
    verifier: str
    began: datetime
    former: bytes | None = None
    staff: int | None = None
    subject: str = ""
    second_factor: bool = False
    session: str = ""


class Departures(Protocol):
    def add(self, ticket_hash: bytes, departure: Departure) -> None: ...

    def get(self, ticket_hash: bytes) -> Departure | None: ...

    def take(self, ticket_hash: bytes) -> Departure | None:
        """It is gone from now on: of two who take it at once, one gets it."""

    def forget_before(self, moment: datetime) -> int: ...


class Links(Protocol):
    def add(self, staff: int, issuer: str, subject: str, at: datetime) -> None: ...

    def staff_of(self, issuer: str, subject: str) -> Staff | None: ...

    def linked(self, organisation: int) -> set[int]:
        """The colleagues of an organisation who are linked."""

    def remove(self, staff: int) -> None: ...
