"""The work list of today, and the forms by which colleagues say what they did within a term."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.bootstrap import Services
from bot.casework.informing import LABELS, LONGEST_NAME, InformRefused, InformStepKind
from bot.casework.notes import LONGEST_NOTE
from bot.casework.staff import Right, Staff
from bot.casework.terms import SOURCES
from bot.casework.weging import ReasonTooShort
from bot.casework.worklist import NOBODY
from bot.services.desk import Dossier
from bot.services.informing import InvestigationOver, NobodyToInform
from bot.web.desk.guard import Guard, Handler
from bot.web.pages import Pages, see_other
from bot.web.routing import add
from bot.web.security import form_token
from bot.web.shown import name_of

LONGEST_NUMBER = 9  # digits; a database refuses numbers without end
OWN, OF_NOBODY = "mij", "niemand"
STEPS = {
    InformStepKind.UITGESTELD: "Uitgesteld",
    InformStepKind.GEINFORMEERD: "Geïnformeerd",
    InformStepKind.TERUGGENOMEN: "Toch niet geïnformeerd",
}
Show = Callable[..., Awaitable[HTTPResponse]]


class TermPages:
    def __init__(self, services: Services, pages: Pages, guard: Guard, show: Show) -> None:
        """`show` gives the page of a conversation, with a status and what was wrong."""
        self._services = services
        self._pages = pages
        self._guard = guard
        self._show = show

    def add_to(self, routes: Blueprint) -> None:
        add(routes, "GET", "/werklijst", self._guard.page(Right.WACHTRIJ, self.worklist))

    def actions(self) -> Mapping[str, tuple[Right, Handler]]:
        return {
            "informeren": (Right.WEGING, self.inform),
            "onderzoek": (Right.WEGING, self.end_investigation),
        }

    async def on_file(self, staff: Staff, dossier: Dossier | None) -> dict[str, Any]:
        """What `desk/_terms.html` shows of a file that was opened."""
        id = dossier.conversation.id if dossier and dossier.melding else None
        shown = await self._services.terms.of_file(staff, id) if id else None
        return {
            "terms": shown,
            "sources": SOURCES,
            "ways": LABELS,
            "steps": STEPS,
            "longest_who": LONGEST_NAME,
            "longest_why": LONGEST_NOTE,
        }

    async def worklist(self, request: Request, staff: Staff) -> HTTPResponse:
        colleague = _whose(request.args.get("van") or "", staff)
        found = await self._services.todays_work.of(staff, colleague)
        names = {one.id: one.name for one in found.colleagues}
        return self._pages.page(
            "desk/worklist.html",
            staff=staff,
            token=form_token(self._guard.token(request)),
            found=found,
            names=names,
            nobody=NOBODY,
            name_of=name_of,
        )

    async def inform(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        form = request.form or {}
        try:
            await self._informed(staff, id, form)
        except NobodyToInform:
            return await self._wrong(request, staff, id, "informeren_wat", 404)
        except InformRefused as refused:
            return await self._wrong(request, staff, id, str(refused))
        except ReasonTooShort:
            return await self._wrong(request, staff, id, "informeren_reden")
        return see_other(f"/balie/gesprekken/{id}#termijnen")

    async def _informed(self, staff: Staff, id: UUID, form: Mapping[str, Any]) -> None:
        said, what = {name: form.get(name, "") for name in FIELDS}, form.get("wat", "")
        number = _number(said["wie_nummer"])
        terms = self._services.terms
        match what:
            case "erbij":
                await terms.add_person(staff, id, said["wie"], _date(said["vastgelegd"]))
            case "uitstel":
                await terms.extend(staff, id, number, _date(said["tot"]), said["waarom"])
            case "gedaan":
                how = next((one for one in LABELS if one.value == said["hoe"]), None)
                await terms.informed(
                    staff, id, number, _date(said["wanneer"]), how, said["toelichting"]
                )
            case "terug":
                await terms.take_back(staff, id, number, said["waarom"])
            case _:
                raise InformRefused("informeren_wat")

    async def end_investigation(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        on = _date((request.form or {}).get("wanneer", ""))
        try:
            await self._services.terms.end_investigation(staff, id, on)
        except InvestigationOver:
            return await self._wrong(request, staff, id, "onderzoek_over", 409)
        except InformRefused as refused:
            return await self._wrong(request, staff, id, str(refused))
        return see_other(f"/balie/gesprekken/{id}#termijnen")

    async def _wrong(
        self, request: Request, staff: Staff, id: UUID, text: str, status: int = 422
    ) -> HTTPResponse:
        """The page again, with what was wrong and what had been filled in."""
        form = request.form or {}
        said = {f"termijn_{name}": form.get(name, "") for name in ("wat", *FIELDS)}
        why = self._services.outside.texts(text)
        return await self._show(request, staff, id, status, termijn_fout=why, **said)


FIELDS = ("wie_nummer", "wie", "vastgelegd", "tot", "waarom", "wanneer", "hoe", "toelichting")
NOT_SAID = {f"termijn_{name}": "" for name in ("fout", "wat", *FIELDS)}


def _whose(asked: str, staff: Staff) -> int | None:
    """None: of the whole team."""
    if asked == OWN:
        return staff.id
    return NOBODY if asked == OF_NOBODY else _number(asked) or None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else 0


def _date(text: str) -> date | None:
    """Of a date field, which sends 2026-03-09 whatever it shows; also 9-3-2026, as typed where the
    browser has no such field."""
    parts = text.strip().split("-")
    if len(parts) != 3 or not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return None
    year, month, day = parts if len(parts[0]) == 4 else reversed(parts)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
