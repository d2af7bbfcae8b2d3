"""Colleagues sign in by the organisation's own provider (docs/decisions/0010).

Here an administrator makes the accounts and gives the roles; the provider only says who somebody
is. Which account that is: bot/services/linking.py.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from bot.casework.staff import Staff
from bot.logs import event, failure
from bot.services.accounts import SignInRefused
from bot.services.attempts import Attempts
from bot.services.departing import Away, Departing, Returned, SignInLost
from bot.services.identity import (
    Departure,
    Identity,
    IdentityProvider,
    IdentityRefused,
    ProviderDown,
)
from bot.services.linking import REASON, link, linked_to, to_link
from bot.services.outside import Office
from bot.services.ports import DESK
from bot.services.second_factor import SecondFactor
from bot.services.sessions import begin_session, log_refusal
from bot.services.storage import UnitOfWork

BACK = "organisatie"  # where wrong codes come from; only the colleague gets that far


class NoAccount(PermissionError):
    """There is no open account for who this is at the provider."""


@dataclass(frozen=True)
class Arrived:
    """`token` of the new session; None: first a code of the app is asked."""

    staff: Staff
    token: str | None


class ProviderSignIn:
    def __init__(
        self, office: Office, provider: IdentityProvider, second_factor: SecondFactor
    ) -> None:
        self._office = office
        self._provider = provider
        self._second_factor = second_factor
        self._departing = Departing(office, provider)
        self._attempts = Attempts(office.now)

    async def send(self, session: str) -> Away:
        """`session` is the token that the browser has now, or empty. Raises ProviderDown."""
        try:
            return await self._departing.send(session)
        except ProviderDown as error:
            failure("inloggen.aanbieder_onbereikbaar", error)
            raise

    async def arrive(self, ticket: str, returned: Returned) -> Arrived:
        """Raises SignInLost, IdentityRefused, ProviderDown, NoAccount."""
        try:
            departure = await self._departing.back(ticket, returned)
            identity = await self._provider.identity(
                returned.code, departure.nonce, departure.verifier
            )
        except (SignInLost, IdentityRefused) as error:
            failure("inloggen.geweigerd", error)
            await self._office.stored(self._refuse)
            raise
        except ProviderDown as error:
            failure("inloggen.aanbieder_onbereikbaar", error)
            raise
        arrived = await self._office.stored(self._admit, ticket, departure, identity)
        if arrived is None:
            event("inloggen.geweigerd")
            raise NoAccount
        return await self._told(arrived)

    async def give_code(self, ticket: str, code: str) -> Arrived:
        """After an arrival without a session. Raises SignInLost, SignInRefused, TooManyTries."""
        staff = await self._office.stored(self._held, ticket)
        self._attempts.check(staff.login, BACK, known=True)
        arrived = await self._office.stored(self._verify, ticket, code)
        if arrived is None:
            self._attempts.wrong(staff.login, BACK)
            event("inloggen.geweigerd")
            raise SignInRefused
        self._attempts.right(staff.login, BACK)
        return await self._told(arrived)

    async def _told(self, arrived: Arrived) -> Arrived:
        if arrived.token:
            await self._office.notifier.changed(DESK)
            event("inloggen.gelukt")
        return arrived

    def _refuse(self) -> None:
        with self._office.storage() as work:
            log_refusal(work, None, self._office.now(), REASON)

    def _admit(self, ticket: str, departure: Departure, identity: Identity) -> Arrived | None:
        with self._office.storage() as work:
            linked = linked_to(work, identity)
            staff = linked or to_link(work, identity)
            if staff is None or not staff.is_active:
                log_refusal(work, staff, self._office.now(), REASON)
                return None
            # Who has an app here shows it when linking too: a name alone opens no such account.
            if staff.has_second_factor and not (linked and identity.second_factor):
                self._departing.hold(work, ticket, departure, staff, identity.subject)
                return Arrived(staff, None)
            return self._begin(work, staff, departure, identity)

    def _held(self, ticket: str) -> Staff:
        with self._office.storage() as work:
            return self._departing.held(work, ticket)[1]

    def _verify(self, ticket: str, code: str) -> Arrived | None:
        now = self._office.now()
        with self._office.storage() as work:
            departure, staff = self._departing.held(work, ticket)
            identity = Identity(self._provider.issuer, departure.subject, (staff.login,))
            # An administrator may have closed the account, or somebody else linked it, meanwhile.
            same = (linked_to(work, identity) or to_link(work, identity)) == staff
            if not (same and staff.is_active and self._second_factor.holds(work, staff, code, now)):
                log_refusal(work, staff, now, REASON)
                return None
            self._departing.release(work, ticket)
            return self._begin(work, staff, departure, identity)

    def _begin(
        self, work: UnitOfWork, staff: Staff, departure: Departure, identity: Identity
    ) -> Arrived:
        now, token = self._office.now(), secrets.token_urlsafe(32)
        if linked_to(work, identity) is None:
            link(work, staff, identity, now)
        begin_session(
            work,
            staff,
            token,
            now,
            former=departure.former,
            reason=REASON,
            strong=identity.second_factor,
        )
        return Arrived(staff, token)
