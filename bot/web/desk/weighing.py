"""The page of a weging: what is known, what a colleague judges, what a second one says."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.bootstrap import Services
from bot.casework.audit import TO_CHOOSE, ReadingReason
from bot.casework.melding_status import LABELS as STATUSES
from bot.casework.melding_status import MeldingStatus
from bot.casework.staff import Right, Staff
from bot.casework.weging import LABELS as BESLUITEN
from bot.casework.weging import NEEDS_SECOND, AlreadyFollowed, Outdated, ReasonTooShort
from bot.casework.weging_form import (
    MOST_ROWS,
    ONVEILIGHEID_LABELS,
    ROWS,
    FormIncomplete,
    Lacking,
    Onveiligheid,
    WegingForm,
    for_correction,
    longest,
    with_row,
)
from bot.casework.zaak import ZaakStatus
from bot.melding.render import rows
from bot.services.reading import ReasonNeeded
from bot.services.to_weigh import ToWeigh
from bot.web.desk.guard import Guard
from bot.web.desk.weging_form import fields_of, form_of, number_of, rows_shown
from bot.web.pages import Pages, see_other
from bot.web.routing import add
from bot.web.security import form_token

ROW = "rij-"  # before the part of which a row is asked
NAMES: dict[str, Any] = {
    "besluiten": BESLUITEN,
    "onveiligheden": ONVEILIGHEID_LABELS,
    "onveiligheid_van": Onveiligheid,
    "statussen": STATUSES,
}


class WeighingPages:
    def __init__(self, services: Services, pages: Pages, guard: Guard) -> None:
        self._services = services
        self._weighing = services.weighing
        self._pages = pages
        self._guard = guard

    def add_to(self, routes: Blueprint) -> None:
        page, action = self._guard.page, self._guard.action
        melding = "/meldingen/<id:uuid>"
        add(routes, "GET", f"{melding}/weging", page(Right.WEGING, self.weging))
        add(routes, "POST", f"{melding}/weging", action(Right.WEGING, self.send_weging))
        add(routes, "POST", f"{melding}/bevestigen", action(Right.WEGING, self.answer_weging))
        add(routes, "POST", f"{melding}/stap", action(Right.WEGING, self.step))
        add(routes, "GET", f"{melding}/document", page(Right.WEGING, self.print_melding))
        version = f"{melding}/wegingen/<version:int>"
        add(routes, "GET", version, page(Right.WEGING, self.print_weging))

    async def weging(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        return await self._page(request, staff, id)

    async def send_weging(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        """A row more, a draft, or a version; also with a reason to read, when the last one ran out
        while the colleague was typing."""
        sent = request.form or {}
        what, form = sent.get("doen", ""), form_of(sent)
        if reason := reason_in(sent):
            await self._services.desk.open(staff, id, reason)
        if what.startswith(ROW) and what.removeprefix(ROW) in ROWS:
            part = what.removeprefix(ROW)
            return await self._page(request, staff, id, form=with_row(form, part), begin_at=part)
        try:
            if what == "concept":
                await self._weighing.save_draft(staff, id, form)
            elif what == "vastleggen":
                version = number_of(sent.get("versie"))
                await self._weighing.record(staff, id, form, version)
        except FormIncomplete as incomplete:
            return await self._page(request, staff, id, 422, form=form, lacking=incomplete.lacking)
        except (Outdated, AlreadyFollowed) as refused:
            said = "weging_verouderd" if isinstance(refused, Outdated) else "weging_al_gevolgd"
            return await self._page(request, staff, id, 409, form=form, fout=said)
        except ReasonNeeded:
            return self._ask_reason(request, staff, id, form, what, sent.get("versie", ""))
        return see_other(f"/balie/meldingen/{id}/weging")

    async def answer_weging(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        sent = request.form or {}
        version, why = number_of(sent.get("versie")), sent.get("tweede_reden", "")
        if sent.get("akkoord") not in {"ja", "nee"}:
            return await self._page(request, staff, id, 422, tweede_fout="bevestigen_keuze")
        try:
            agreed = sent.get("akkoord") == "ja"
            await self._weighing.answer(staff, id, version, agreed, why)
        except ReasonTooShort:
            fout = "bevestigen_reden"
            return await self._page(request, staff, id, 422, tweede_fout=fout, tweede_reden=why)
        return see_other(f"/balie/meldingen/{id}/weging")

    async def step(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        sent = request.form or {}
        to = next((one for one in MeldingStatus if one.value == sent.get("naar")), None)
        why = sent.get("stap_reden", "")
        if to is None:
            return await self._page(request, staff, id, 422, stap_fout="stap_keuze")
        try:
            await self._weighing.step(staff, id, to, why)
        except ReasonTooShort:
            return await self._page(request, staff, id, 422, stap_fout="stap_reden", stap_reden=why)
        return see_other(f"/balie/meldingen/{id}/weging")

    async def print_melding(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        return await self._print(request, staff, id, "desk/melding_print.html")

    async def print_weging(
        self, request: Request, staff: Staff, id: UUID, version: int
    ) -> HTTPResponse:
        return await self._print(request, staff, id, "desk/weging_print.html", version)

    # ── parts ────────────────────────────────────────────────────────────────────────────────

    async def _page(
        self,
        request: Request,
        staff: Staff,
        id: UUID,
        status: int = 200,
        *,
        form: WegingForm | None = None,
        lacking: tuple[Lacking, ...] = (),
        **said: str,
    ) -> HTTPResponse:
        try:
            file = await self._weighing.open(staff, id)
        except ReasonNeeded:
            return self._ask_reason(request, staff, id, form, "lezen", "")
        texts = self._services.outside.texts
        shown = form or _begun(file, staff)
        zaken = [] if file.zaak else await self._services.zaken.all(staff)
        return self._pages.page(
            "desk/weging.html",
            status,
            staff=staff,
            id=id,
            file=file,
            form=shown,
            rows=rows_shown(shown),
            lacking=lacking,
            wrong={one.place: texts(one.text) for one in lacking},
            open_zaken=[one for one in zaken if one.zaak.status is ZaakStatus.OPEN],
            token=form_token(self._guard.token(request)),
            needs_second=NEEDS_SECOND,
            most_rows=MOST_ROWS,
            longest=longest,
            **{**NAMES, **NOTHING_SAID, **said},
        )

    def _ask_reason(
        self,
        request: Request,
        staff: Staff,
        id: UUID,
        form: WegingForm | None,
        what: str,
        version: str,
    ) -> HTTPResponse:
        """What was typed goes along, unseen by whoever may not read the file."""
        return self._pages.page(
            "desk/weging_reason.html",
            staff=staff,
            id=id,
            reasons=TO_CHOOSE,
            token=form_token(self._guard.token(request)),
            typed=list(fields_of(form)) if form else [],
            what=what,
            version=version,
        )

    async def _print(
        self, request: Request, staff: Staff, id: UUID, template: str, version: int = 0
    ) -> HTTPResponse:
        try:
            file = await self._weighing.open(staff, id)
        except ReasonNeeded:
            return self._ask_reason(request, staff, id, None, "lezen", "")
        found = next((one for one in file.wegingen if one.version == version), None)
        if version and found is None:
            return self._pages.page(
                "chat/error.html", 404, texts=[self._services.outside.texts("fout_niet_gevonden")]
            )
        return self._pages.page(
            template,
            staff=staff,
            id=id,
            file=file,
            weging=found,
            lines=[
                (field.label, words)
                for field, words in rows(file.melding.document.get("antwoorden", {}))
            ],
            token=form_token(self._guard.token(request)),
            **NAMES,
        )


NOTHING_SAID: dict[str, Any] = {
    "fout": "",
    "tweede_fout": "",
    "tweede_reden": "",
    "stap_fout": "",
    "stap_reden": "",
    "begin_at": "",
}


def reason_in(sent: Any) -> ReadingReason | None:
    """The reason to read that a form brings."""
    given = sent.get("leesreden", "")
    return next((reason for reason in TO_CHOOSE if reason.value == given), None)


def _begun(file: ToWeigh, staff: Staff) -> WegingForm:
    """The colleague's own draft; or the last version without its judgement; or names alone."""
    own = next((draft.form for draft in file.drafts if draft.staff == staff.id), None)
    last = next((one.form for one in reversed(file.wegingen) if one.form), None)
    return own or (for_correction(last) if last else file.begin)
