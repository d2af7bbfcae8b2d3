"""An administrator looks after the accounts of the own organisation, and reads no conversation."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from bot.casework.audit import Act, entry
from bot.casework.staff import Right, Role, Staff
from bot.logs import event
from bot.services.accounts import LoginTaken
from bot.services.outside import Office
from bot.services.ports import DESK, Passwords
from bot.services.storage import UnitOfWork

T = TypeVar("T")


class NoSuchColleague(LookupError):
    """There is no such colleague in this organisation."""


class OwnAccount(PermissionError):
    """Nobody changes the role of the own account, or closes it."""


class Staffing:
    """Every change ends the sessions of who it is about: what changed counts at once."""

    def __init__(self, office: Office, passwords: Passwords) -> None:
        self._office = office
        self._passwords = passwords

    async def colleagues(self, by: Staff) -> list[Staff]:
        """Raises NotAllowed."""
        by.must(Right.ACCOUNTS)

        def read() -> list[Staff]:
            with self._office.storage() as work:
                return work.staff.of_organisation(by.organisation)

        return await self._office.stored(read)

    async def add(self, by: Staff, login: str, name: str, role: Role) -> str:
        """The password of the new account, shown once. Raises NotAllowed, LoginTaken."""
        password = secrets.token_urlsafe(15)
        hashed = self._passwords.hash(password)

        def change(work: UnitOfWork) -> Staff:
            if work.staff.by_login(login):
                raise LoginTaken(login)
            return work.staff.add(login, name, hashed, role, by.organisation)

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
        NoSuchColleague."""
        password = secrets.token_urlsafe(15)
        hashed = self._passwords.hash(password)

        def change(work: UnitOfWork) -> Staff:
            staff = self._own(work, by, id)
            work.staff.set_password(id, hashed)
            return staff

        await self._change(by, Act.ACCOUNT_GEWIJZIGD, change)
        return password

    async def take_second_factor(self, by: Staff, id: int) -> None:
        """Of who lost the app and the recovery codes. Raises NotAllowed, NoSuchColleague."""

        def change(work: UnitOfWork) -> Staff:
            staff = self._own(work, by, id)
            work.staff.set_secret(id, None)
            return staff

        await self._change(by, Act.TWEEDE_FACTOR, change)

    async def linked(self, by: Staff) -> set[int]:
        """Which colleagues are linked to the organisation's own provider. Raises NotAllowed."""
        by.must(Right.ACCOUNTS)

        def read() -> set[int]:
            with self._office.storage() as work:
                return work.links.linked(by.organisation)

        return await self._office.stored(read)

    async def unlink(self, by: Staff, id: int) -> None:
        """From the organisation's own provider; who then signs in there by this login is linked.
        Raises NotAllowed, NoSuchColleague."""

        def change(work: UnitOfWork) -> Staff:
            staff = self._own(work, by, id)
            work.links.remove(id)
            return staff

        await self._change(by, Act.ACCOUNT_GEWIJZIGD, change)

    async def end_sessions(self, by: Staff, id: int) -> None:
        """Raises NotAllowed, NoSuchColleague."""
        await self._change(by, Act.SESSIES_BEEINDIGD, lambda work: self._own(work, by, id))

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
