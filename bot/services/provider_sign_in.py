"""Colleagues sign in by the organisation's own provider (docs/decisions/0010).

Here an administrator makes the accounts and gives the roles; the provider only says who somebody
is. Which account that is: bot/services/linking.py.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from bot.casework.audit import Act, Entry
from bot.casework.staff import Staff
from bot.logs import event, failure
from bot.services.account_rules import AccountRules
from bot.services.accounts import SignInRefused
from bot.services.attempts import Attempts, TooManyTries
from bot.services.departing import Away, Departing, Held, Returned, SignInLost
from bot.services.identity import (
    Departure,
    Identity,
    IdentityProvider,
    IdentityRefused,
    ProviderDown,
    SignedOut,
)
from bot.services.linking import REASON, link, linked_to, to_link
from bot.services.outside import Office
from bot.services.ports import DESK
from bot.services.proof import LocalProof
from bot.services.second_factor import SecondFactor
from bot.services.sessions import begin_session, log_refusal
from bot.services.storage import UnitOfWork

BACK = "organisatie"  # where wrong codes come from; only the colleague gets that far


class NoAccount(PermissionError):
    """There is no open account for who this is at the provider."""


@dataclass(frozen=True)
class Arrived:
    """`token` of the new session; None: first a code of the app is asked, or, `to_link`, what
    somebody signs in with here."""

    staff: Staff
    token: str | None
    to_link: bool = False


class ProviderSignIn:
    def __init__(
        self,
        office: Office,
        provider: IdentityProvider,
        second_factor: SecondFactor,
        proof: LocalProof,
        rules: AccountRules | None = None,
    ) -> None:
        self._office = office
        self._provider = provider
        self._second_factor = second_factor
        self._proof = proof
        self._rules = rules or AccountRules()
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

    async def give_code(self, ticket: str, code: str, password: str = "") -> Arrived:
        """After an arrival without a session; the password only at the first time. Raises
        SignInLost, SignInRefused, TooManyTries."""
        held, linked = await self._office.stored(self._held, ticket)
        login = held.staff.login
        # Only the colleague gets as far as a code; the password anybody may try who chose the name.
        where = BACK if linked else f"{BACK}:{held.identity.subject}"
        try:
            self._attempts.check(login, where, known=linked)
        except TooManyTries:
            await self._office.stored(self._refuse, held.staff, "te_vaak")
            raise
        if linked:
            arrived = await self._office.stored(self._verify, ticket, code)
        else:
            proven = await self._proof.of(login, password, code, REASON)
            arrived = await self._office.stored(self._link, ticket, proven) if proven else None
        if arrived is None:
            self._attempts.wrong(login, where)
            event("inloggen.geweigerd")
            raise SignInRefused
        self._attempts.right(login, where)
        return await self._told(arrived)

    async def sign_out(self, token: str) -> None:
        """The provider says that somebody's session there is over: so are those here that began by
        it. Raises IdentityRefused, ProviderDown."""
        try:
            over = await self._provider.signed_out(token)
        except IdentityRefused as error:
            failure("uitloggen.geweigerd", error)
            raise
        await self._office.stored(self._end, over)
        await self._office.notifier.changed(DESK)
        event("uitloggen.aanbieder")

    async def _told(self, arrived: Arrived) -> Arrived:
        if arrived.token:
            await self._office.notifier.changed(DESK)
            event("inloggen.gelukt")
        return arrived

    def _refuse(self, staff: Staff | None = None, reason: str = REASON) -> None:
        with self._office.storage() as work:
            log_refusal(work, staff, self._office.now(), reason)

    def _admit(self, ticket: str, departure: Departure, identity: Identity) -> Arrived | None:
        with self._office.storage() as work:
            linked = linked_to(work, identity)
            staff = linked or to_link(work, identity)
            if staff is None or not staff.is_active:
                log_refusal(work, staff, self._office.now(), REASON)
                return None
            if linked is None:
                self._departing.hold(work, ticket, departure, staff, identity)
                return Arrived(staff, None, to_link=True)
            if identity.second_factor:
                return self._begin(work, staff, departure, identity)
            if staff.has_second_factor:
                self._departing.hold(work, ticket, departure, staff, identity)
                return Arrived(staff, None)
            if self._rules.app_needed:  # as in bot/services/proof.py
                log_refusal(work, staff, self._office.now(), "geen_app")
                return None
            return self._begin(work, staff, departure, identity)

    def _held(self, ticket: str) -> tuple[Held, bool]:
        """And whether that colleague is linked already."""
        with self._office.storage() as work:
            held = self._departing.held(work, ticket)
            return held, linked_to(work, held.identity) is not None

    def _verify(self, ticket: str, code: str) -> Arrived | None:
        now = self._office.now()
        with self._office.storage() as work:
            held = self._departing.held(work, ticket)
            staff = held.staff
            # An administrator may have closed the account or unlinked it meanwhile.
            same = linked_to(work, held.identity) == staff
            if not (same and staff.is_active and self._second_factor.holds(work, staff, code, now)):
                log_refusal(work, staff, now, REASON)
                return None
            self._departing.release(work, ticket)
            return self._begin(work, staff, held.departure, held.identity)

    def _link(self, ticket: str, proven: Staff) -> Arrived | None:
        now = self._office.now()
        with self._office.storage() as work:
            held = self._departing.held(work, ticket)
            # Meanwhile the account or the subject may have been linked, or the account closed.
            if to_link(work, held.identity) != proven or linked_to(work, held.identity):
                log_refusal(work, proven, now, REASON)
                return None
            self._departing.release(work, ticket)
            link(work, proven, held.identity, now)
            return self._begin(work, proven, held.departure, held.identity)

    def _end(self, over: SignedOut) -> None:
        with self._office.storage() as work:
            staff = work.links.staff_of(over.issuer, over.subject) if over.subject else None
            if over.subject and staff is None:
                return
            ended = work.sessions.end_at_provider(staff.id if staff else None, over.session)
            if ended:
                work.audit.add(
                    Entry(
                        self._office.now(),
                        Act.SESSIES_BEEINDIGD,
                        organisation=staff.organisation if staff else None,
                        object_id=str(staff.id) if staff else "",
                        reason=REASON,
                        count=ended,
                    )
                )

    def _begin(
        self, work: UnitOfWork, staff: Staff, departure: Departure, identity: Identity
    ) -> Arrived:
        now, token = self._office.now(), secrets.token_urlsafe(32)
        begin_session(
            work,
            staff,
            token,
            now,
            former=departure.former,
            reason=REASON,
            strong=identity.second_factor,
            at_provider=identity.session,
        )
        return Arrived(staff, token)
