"""A browser is sent to the organisation's own provider, and comes back once and in time.

What goes along in the address (state, nonce, the hash of the verifier) is remembered here, and
found again by a ticket that only this browser has: who brings back a code of somebody else gets
nowhere.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.casework.staff import Staff
from bot.services.identity import Departure, Identity, IdentityProvider
from bot.services.outside import Office
from bot.services.sessions import token_hash
from bot.services.storage import UnitOfWork

WITHIN = timedelta(minutes=10)  # to come back, and then once more to give a code


class SignInLost(PermissionError):
    """This browser was not sent to the provider, or too long ago, or was back already."""


@dataclass(frozen=True)
class Away:
    """Where to send a browser, and the ticket that it must have when it comes back."""

    address: str
    ticket: str


@dataclass(frozen=True)
class Returned:
    """What the browser brought back from the provider; empty when it was not there."""

    state: str
    code: str
    issuer: str = ""


@dataclass(frozen=True)
class Held:
    """A colleague who is back from the provider, and who it said that this is."""

    departure: Departure
    staff: Staff
    identity: Identity


class Departing:
    def __init__(self, office: Office, provider: IdentityProvider) -> None:
        self._office = office
        self._provider = provider

    async def send(self, session: str) -> Away:
        """`session` is the token that the browser has now, or empty. Raises ProviderDown."""
        ticket = secrets.token_urlsafe(32)
        departure = Departure(
            state=secrets.token_urlsafe(32),
            nonce=secrets.token_urlsafe(32),
            verifier=secrets.token_urlsafe(48),
            began=self._office.now(),
            former=token_hash(session) if session else None,
        )
        address = await self._provider.address(departure.state, departure.nonce, departure.verifier)
        await self._office.stored(self._remember, ticket, departure)
        return Away(address, ticket)

    async def back(self, ticket: str, returned: Returned) -> Departure:
        """Whatever comes of it, coming back works once. Raises SignInLost."""
        taken = await self._office.stored(self._take, ticket)
        if taken is None or taken.staff is not None or self._late(taken):
            raise SignInLost("not on the way")
        if not hmac.compare_digest(taken.state.encode(), returned.state.encode()):
            raise SignInLost("another state")
        if returned.issuer not in ("", self._provider.issuer):  # RFC 9207
            raise SignInLost("another issuer")
        if not returned.code:
            raise SignInLost("no code: not signed in there")
        return taken

    def hold(
        self, work: UnitOfWork, ticket: str, departure: Departure, staff: Staff, identity: Identity
    ) -> None:
        """This colleague is back, and still has to prove something here."""
        held = replace(
            departure,
            staff=staff.id,
            subject=identity.subject,
            second_factor=identity.second_factor,
            session=identity.session,
            began=self._office.now(),
        )
        work.departures.add(token_hash(ticket), held)

    def held(self, work: UnitOfWork, ticket: str) -> Held:
        """Who is held, and what was said of them. Raises SignInLost."""
        found = work.departures.get(token_hash(ticket))
        if found is None or found.staff is None or self._late(found):
            raise SignInLost("no code is asked")
        staff = work.staff.get(found.staff)
        identity = Identity(
            self._provider.issuer,
            found.subject,
            (staff.login,),
            found.second_factor,
            found.session,
        )
        return Held(found, staff, identity)

    def release(self, work: UnitOfWork, ticket: str) -> None:
        work.departures.take(token_hash(ticket))

    def _remember(self, ticket: str, departure: Departure) -> None:
        with self._office.storage() as work:
            work.departures.forget_before(self._office.now() - WITHIN)
            work.departures.add(token_hash(ticket), departure)

    def _take(self, ticket: str) -> Departure | None:
        with self._office.storage() as work:
            return work.departures.take(token_hash(ticket))

    def _late(self, departure: Departure) -> bool:
        return self._office.now() - departure.began > WITHIN
