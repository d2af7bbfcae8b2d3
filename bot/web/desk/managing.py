"""The pages of an administrator and of an auditor; neither sees a conversation."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.bootstrap import Services
from bot.casework.staff import Right, Role, Staff
from bot.services.accounts import LoginTaken
from bot.services.staffing import OwnAccount, SignsInElsewhere
from bot.settings import Settings
from bot.web.desk.guard import Guard
from bot.web.pages import Pages, see_other
from bot.web.routing import add
from bot.web.security import form_token

ROLES: Mapping[Role, str] = {
    Role.MEDEWERKER: "Medewerker",
    Role.COORDINATOR: "Coördinator",
    Role.BEHEERDER: "Beheerder",
    Role.AUDITOR: "Auditor",
}
LONGEST_LOGIN, LONGEST_NAME = 64, 128  # characters, as in bot/store/tables.py


class Managing:
    def __init__(self, settings: Settings, services: Services, pages: Pages, guard: Guard) -> None:
        self._hours = settings.one_time_password_hours
        self._services = services
        self._staffing = services.staffing
        self._pages = pages
        self._guard = guard

    def add_to(self, routes: Blueprint) -> None:
        page, action = self._guard.page, self._guard.action
        add(routes, "GET", "/beheer", page(Right.ACCOUNTS, self.accounts))
        add(routes, "POST", "/beheer", action(Right.ACCOUNTS, self.add_account))
        add(routes, "POST", "/beheer/<id:int>", action(Right.ACCOUNTS, self.change_account))
        add(routes, "GET", "/logboek", page(Right.LOGBOEK, self.log))

    async def accounts(self, request: Request, staff: Staff) -> HTTPResponse:
        return await self._accounts(request, staff)

    async def add_account(self, request: Request, staff: Staff) -> HTTPResponse:
        form = request.form or {}
        login, name = form.get("inlognaam", "").strip(), form.get("naam", "").strip()
        role = _role(form.get("rol", ""))
        fits = 0 < len(login) <= LONGEST_LOGIN and 0 < len(name) <= LONGEST_NAME
        if role is None or not fits:
            return await self._accounts(request, staff, 422, fout="account_onvolledig")
        try:
            password = await self._staffing.add(staff, login, name, role)
        except LoginTaken:
            return await self._accounts(request, staff, 409, fout="account_bestaat")
        return await self._accounts(request, staff, password=password, of=name)

    async def change_account(self, request: Request, staff: Staff, id: int) -> HTTPResponse:
        form = request.form or {}
        what = form.get("wat", "")
        try:
            if give := self._giving(staff, id).get(what):
                return await self._accounts(request, staff, password=await give())
            if what == "rol":
                role = _role(form.get("rol", ""))
                if role is None:
                    return await self._accounts(request, staff, 422, fout="account_onvolledig")
                await self._staffing.give_role(staff, id, role)
            elif change := self._changes(staff, id).get(what):
                await change()
            else:
                return await self._accounts(request, staff, 422, fout="account_onvolledig")
        except OwnAccount:
            return await self._accounts(request, staff, 409, fout="account_eigen")
        except SignsInElsewhere:
            return await self._accounts(request, staff, 409, fout="account_gekoppeld")
        return see_other("/balie/beheer")

    def _giving(self, staff: Staff, id: int) -> Mapping[str, Callable[[], Awaitable[str]]]:
        """What gives the colleague a one-time password."""
        return {
            "wachtwoord": lambda: self._staffing.new_password(staff, id),
            "organisatie": lambda: self._staffing.unlink(staff, id),
            "tweede_factor": lambda: self._staffing.take_second_factor(staff, id),
        }

    def _changes(self, staff: Staff, id: int) -> Mapping[str, Callable[[], Awaitable[None]]]:
        return {
            "sluit": lambda: self._staffing.set_active(staff, id, False),
            "open": lambda: self._staffing.set_active(staff, id, True),
            "sessies": lambda: self._staffing.end_sessions(staff, id),
        }

    async def _accounts(
        self, request: Request, staff: Staff, status: int = 200, fout: str = "", **said: Any
    ) -> HTTPResponse:
        return self._pages.page(
            "desk/accounts.html",
            status,
            staff=staff,
            colleagues=await self._staffing.colleagues(staff),
            linked=await self._staffing.linked(staff),
            roles=ROLES,
            hours=self._hours,
            token=form_token(self._guard.token(request)),
            fout=self._services.outside.texts(fout) if fout else "",
            **{"password": "", "of": "", **said},
        )

    async def log(self, request: Request, staff: Staff) -> HTTPResponse:
        before = request.args.get("voor") or ""
        found = await self._services.logbook.read(
            staff, int(before) if before.isdecimal() and len(before) < 18 else None
        )
        token = form_token(self._guard.token(request))
        return self._pages.page("desk/log.html", staff=staff, log=found, token=token)


def _role(text: str) -> Role | None:
    return next((role for role in Role if role.value == text), None)
