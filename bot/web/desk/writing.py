"""The forms by which a colleague drafts a message and writes down answers while talking."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import UUID

from sanic.request import Request
from sanic.response import HTTPResponse

from bot.bootstrap import Services
from bot.casework.staff import Right, Staff
from bot.casework.standard_answers import GAP_BEGINS
from bot.conversation.conversation import Modus, Speaker, Status
from bot.conversation.history import Writing, by_field
from bot.melding.by_colleague import (
    NONE_GIVEN,
    as_typed,
    is_chosen,
    may_be_several,
    writable,
)
from bot.melding.fields import fields_by_name
from bot.melding.kind import Unclear
from bot.melding.schema import role_of
from bot.services.desk import Dossier
from bot.services.door import LONGEST_MESSAGE, MessageRefused
from bot.services.drafting import found, ready, suggestions
from bot.services.writing_down import SAID_BY, FieldRefused, Typed
from bot.web.desk.guard import Handler
from bot.web.pages import see_other

Show = Callable[..., Awaitable[HTTPResponse]]
WRITINGS = {
    Writing.OPGESCHREVEN: "opgeschreven",
    Writing.BEVESTIGD: "bevestigd",
    Writing.VERWIJDERD: "weggehaald",
    Writing.OVERGESLAGEN: "overgeslagen",
}
WHO_SAID = {
    Speaker.BEZOEKER.value: "gezegd door de bezoeker",
    Speaker.MEDEWERKER.value: "gezegd door een medewerker",
}
IN_FACTS: dict[str, Any] = {
    "writings": WRITINGS,
    "who_said": WHO_SAID,
    "by_field": by_field,
    "field_of": lambda name: fields_by_name()[name],
}
# What the page shows besides; empty when nothing was wrong and nothing was chosen.
NOTHING_SAID = {
    "veld_naam": "",
    "veld_fout": "",
    "veld_waarde": "",
    "veld_bericht": "",
    "zoek": "",
    "engels": "",
    "standaard": "",
    "vraag": "",
}
FORMS: dict[str, Any] = {
    "as_typed": as_typed,
    "is_chosen": is_chosen,
    "may_be_several": may_be_several,
    "none_given": NONE_GIVEN,
    "said_by": SAID_BY,
    "gap_begins": GAP_BEGINS,
}


class WritingForms:
    def __init__(self, services: Services, show: Show) -> None:
        """`show` gives the page of a conversation, with a status and what was said or wrong."""
        self._services = services
        self._show = show

    def actions(self) -> Mapping[str, tuple[Right, Handler]]:
        return {
            "concept": (Right.GESPREK, self.draft),
            "veld": (Right.GESPREK, self.field),
        }

    def parts(
        self, staff: Staff, dossier: Dossier | None, said: Mapping[str, str]
    ) -> dict[str, Any]:
        """What the page needs for the forms of who has the conversation; a text that was chosen is
        put behind the draft."""
        if dossier is None or not _has(staff, dossier):
            return {"standard": [], "suggested": [], "writable": []}
        in_melding = dossier.conversation.modus is Modus.MELDING
        return {
            "standard": found(ready(dossier), said["zoek"]),
            "suggested": suggestions(dossier),
            "writable": [] if dossier.melding else writable(dossier.values, in_melding),
            "answered": {field.name: answer for field, answer in dossier.answers},
            "role": role_of(dossier.values),
            "draft": f"{said['draft'].rstrip()}\n{_chosen(dossier, said)}".strip(),
            **FORMS,
        }

    async def draft(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        """Puts a text behind what was typed already; sends nothing."""
        form = request.form or {}
        said = {name: form.get(name, "") for name in ("standaard", "vraag", "zoek", "engels")}
        return await self._show(request, staff, id, 200, draft=form.get("tekst", ""), **said)

    async def field(self, request: Request, staff: Staff, id: UUID) -> HTTPResponse:
        form = request.form or {}
        name, what, draft = form.get("veld", ""), form.get("wat", ""), form.get("tekst", "")
        none = form.get("geen", "")
        said = [none] if none else _several(request, "waarde")
        shown = {"veld_naam": name, "draft": draft}
        try:
            left_out = await self._do(staff, id, what, name, said, form.get("wie", ""))
        except (Unclear, MessageRefused, FieldRefused) as refused:
            fout = self._why(refused)
            value = "\n".join(said)
            return await self._show(
                request, staff, id, 422, veld_fout=fout, veld_waarde=value, **shown
            )
        if left_out:
            told = self._services.outside.texts("veld_weggelaten", wat=", ".join(left_out))
            return await self._show(request, staff, id, 200, veld_bericht=told, **shown)
        if draft:  # what was typed as a message is not lost
            return await self._show(request, staff, id, 200, draft=draft)
        return see_other(f"/balie/gesprekken/{id}#gegevens")

    async def _do(
        self, staff: Staff, id: UUID, what: str, name: str, said: list[str], who: str
    ) -> tuple[str, ...]:
        """Returns what was left out. Raises Unclear, MessageRefused, FieldRefused."""
        writing = self._services.writing_down
        does: Mapping[str, Callable[..., Awaitable[None]]] = {
            "bevestig": writing.confirm,
            "verwijder": writing.remove,
            "overslaan": writing.skip,
        }
        if what in does:
            await does[what](staff, id, name)
            return ()
        speaker = next((one for one in SAID_BY if one.value == who), Speaker.BEZOEKER)
        return await writing.write(staff, id, Typed(name, said, speaker))

    def _why(self, refused: Unclear | MessageRefused | FieldRefused) -> str:
        texts = self._services.outside.texts
        if isinstance(refused, Unclear):
            options = ", ".join(label for _, label in refused.options)
            return f"{texts(f'veld_{refused.reason}')} {options}".strip()
        return texts(refused.name, grootste=str(LONGEST_MESSAGE))


def _has(staff: Staff, dossier: Dossier) -> bool:
    now = dossier.conversation
    return now.status is Status.MENS and now.owner == staff.id


def _several(request: Request, name: str) -> list[str]:
    return request.form.getlist(name, []) if request.form else []


def _chosen(dossier: Dossier, said: Mapping[str, str]) -> str:
    """The text of the standard answer or of the question; empty when there is none such."""
    if said["standaard"]:
        texts = {a.id: a.english if said["engels"] else a.text for a in ready(dossier)}
        return texts.get(said["standaard"], "")
    asked = (s.question for s in suggestions(dossier) if s.field.name == said["vraag"])
    return next(asked, "")
