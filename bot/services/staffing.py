"""An administrator looks after the accounts of the own organisation, and reads no conversation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from bot.casework.audit import Act, entry
from bot.casework.staff import Right, Role, Staff
from bot.logs import event
from bot.services.account_rules import AccountRules, one_time_password
from bot.services.accounts import LoginTaken
from bot.services.outside import Office
from bot.services.ports import DESK, Passwords
from bot.services.storage import UnitOfWork

T = TypeVar("T")


class NoSuchColleague(LookupError):
    """There is no such colleague in this organisation."""


class OwnAccount(PermissionError):
    """Nobody changes the role of the own account, or closes it."""


class SignsInElsewhere(PermissionError):
    """This colleague signs in by the organisation's own provider, and has no password here."""


class Staffing:
    """Every change ends the sessions of who it is about: what changed counts at once. A password
    that is made here works for a while, and is to be replaced by who it is for."""

    def __init__(
        self, office: Office, passwords: Passwords, rules: AccountRules | None = None
    ) -> None:
        self._office = office
        self._passwords = passwords
        self._rules = rules or AccountRules()

    async def colleagues(self, by: Staff) -> list[Staff]:
        """Raises NotAllowed."""
        by.must(Right.ACCOUNTS)

        def read() -> list[Staff]:
            with self._office.storage() as work:
                return work.staff.of_organisation(by.organisation)

        return await self._office.stored(read)

    async def add(self, by: Staff, login: str, name: str, role: Role) -> str:
        """The one-time password of the new account, shown once. Raises NotAllowed, LoginTaken."""
        password = one_time_password()
        hashed = self._passwords.hash(password)
        until = self._rules.works_until(self._office.now())

        def change(work: UnitOfWork) -> Staff:
            if work.staff.by_login(login):
                raise LoginTaken(login)
            return work.staff.add(login, name, hashed, role, by.organisation, until)

        await self._change(by, Act.ACCOUNT_TOEGEVOEGD, change)
        return password

    async def give_role(self, by: Staff, id: int, role: Role) -> None:
        """Raises NotAllowed, NoSuchColleague, OwnAccount."""
        await self._alter(by, id, lambda staff: replace(staff, role=role))

    async def set_active(self, by: Staff, id: int, active: bool) -> None:
        """Raises NotAllowed, NoSuchColleague, OwnAccount."""
        await self._alter(by, id, lambda staff: replace(staff, is_active=active))

    async def new_password(self, by: Staff, id: int) -> str:
        """For who forgot it, shown once; the second factor stays. Raises NotAllowed,
        NoSuchColleague, SignsInElsewhere."""

        def change(work: UnitOfWork) -> None:
            if id in work.links.linked(by.organisation):
                raise SignsInElsewhere

        return await self._begin_again(by, id, Act.ACCOUNT_GEWIJZIGD, change)

    async def take_second_factor(self, by: Staff, id: int) -> str:
        """Of who lost the app and the recovery codes, who then begins again: the one-time password,
        shown once. Raises NotAllowed, NoSuchColleague."""

        def change(work: UnitOfWork) -> None:
            work.staff.set_secret(id, None)
            work.links.remove(id)

        return await self._begin_again(by, id, Act.TWEEDE_FACTOR, change)

    async def linked(self, by: Staff) -> set[int]:
        """Which colleagues are linked to the organisation's own provider. Raises NotAllowed."""
        by.must(Right.ACCOUNTS)

        def read() -> set[int]:
            with self._office.storage() as work:
                return work.links.linked(by.organisation)

        return await self._office.stored(read)

    async def unlink(self, by: Staff, id: int) -> str:
        """From the organisation's own provider: the one-time password, shown once, with which the
        colleague signs in here or is linked anew. Raises NotAllowed, NoSuchColleague."""
        return await self._begin_again(
            by, id, Act.ACCOUNT_GEWIJZIGD, lambda work: work.links.remove(id)
        )

    async def end_sessions(self, by: Staff, id: int) -> None:
        """Raises NotAllowed, NoSuchColleague."""
        await self._change(by, Act.SESSIES_BEEINDIGD, lambda work: self._own(work, by, id))

    async def _begin_again(
        self, by: Staff, id: int, act: Act, also: Callable[[UnitOfWork], None]
    ) -> str:
        password = one_time_password()
        hashed = self._passwords.hash(password)
        until = self._rules.works_until(self._office.now())

        def change(work: UnitOfWork) -> Staff:
            staff = self._own(work, by, id)
            also(work)
            work.staff.set_password(id, hashed, until)
            return staff

        await self._change(by, act, change)
        return password

    async def _alter(self, by: Staff, id: int, altered: Callable[[Staff], Staff]) -> None:
        def change(work: UnitOfWork) -> Staff:
            staff = self._own(work, by, id)
            if id == by.id:
                raise OwnAccount
            work.staff.change(altered(staff))
            return staff

        await self._change(by, Act.ACCOUNT_GEWIJZIGD, change)

    async def _change(self, by: Staff, act: Act, change: Callable[[UnitOfWork], Staff]) -> None:
        by.must(Right.ACCOUNTS)

        def in_storage() -> None:
            with self._office.storage() as work:
                staff = change(work)
                work.sessions.end_of(staff.id)
                work.audit.add(entry(self._office.now(), act, by, object_id=str(staff.id)))

        await self._office.stored(in_storage)
        await self._office.notifier.changed(DESK)
        event("accounts.gewijzigd")

    def _own(self, work: UnitOfWork, by: Staff, id: int) -> Staff:
        for staff in work.staff.of_organisation(by.organisation):
            if staff.id == id:
                return staff
        raise NoSuchColleague(str(id))
