"""Every error as a status and a fixed Dutch text; nothing of the error itself reaches a browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sanic.exceptions import SanicException

from bot.casework.melding_status import StepRefused
from bot.casework.staff import NotAllowed
from bot.casework.weging import Outdated, SamePerson
from bot.casework.zaak import AlreadyInZaak, NoSuchPerson, NoSuchZaak, ZaakClosed
from bot.conversation.workflow import AlreadyClaimed, StepNotAllowed
from bot.services.desk import NobodyToCall, StillNeeded
from bot.services.door import LONGEST_MESSAGE, MessageRefused
from bot.services.ports import BrainFailed
from bot.services.reading import ReasonNeeded
from bot.services.return_code import KEPT_DAYS, CodeUnknown
from bot.services.staffing import NoSuchColleague
from bot.services.storage import NoSuchConversation, StorageDown
from bot.services.takeover import NotYours
from bot.services.teamwork import NotPresent
from bot.services.to_weigh import NothingToWeigh
from bot.services.visit import NotStored, WrongKey
from bot.web.security import Refused, TooMany


@dataclass(frozen=True)
class Answer:
    """`text` names a fixed text; `texts` come before it on a page, `more` beside it in JSON."""

    status: int
    text: str
    fillings: Mapping[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    more: Mapping[str, Any] = field(default_factory=dict)


STATUS_OF_REFUSAL = {"fout_bezig": 409, "fout_gesloten": 409}
BY_TYPE: Mapping[type[Exception], Answer] = {
    WrongKey: Answer(401, "fout_sleutel"),
    CodeUnknown: Answer(404, "fout_code", {"dagen": str(KEPT_DAYS)}),
    NoSuchConversation: Answer(404, "fout_onbekend_gesprek"),
    TooMany: Answer(429, "fout_te_veel"),
    Refused: Answer(403, "fout_geweigerd"),
    AlreadyClaimed: Answer(409, "fout_al_overgenomen"),
    StepNotAllowed: Answer(409, "fout_stap"),
    NotYours: Answer(409, "fout_niet_van_jou"),
    NotPresent: Answer(409, "fout_niet_aanwezig"),
    NotAllowed: Answer(403, "fout_geen_recht"),
    NoSuchColleague: Answer(404, "fout_geen_collega"),
    StillNeeded: Answer(409, "fout_nog_nodig"),
    NobodyToCall: Answer(409, "fout_stap"),
    ReasonNeeded: Answer(403, "fout_reden_nodig"),
    NothingToWeigh: Answer(409, "weging_zonder_melding"),
    StepRefused: Answer(409, "fout_stap_melding"),
    Outdated: Answer(409, "fout_voorstel_weg"),
    SamePerson: Answer(409, "weging_zelfde_persoon"),
    NoSuchZaak: Answer(404, "fout_onbekende_zaak"),
    NoSuchPerson: Answer(404, "fout_onbekende_zaak"),
    ZaakClosed: Answer(409, "zaak_gesloten"),
    AlreadyInZaak: Answer(409, "zaak_al_in"),
    StorageDown: Answer(503, "storing"),
    BrainFailed: Answer(503, "storing"),
}
OF_SANIC = {
    400: Answer(400, "fout_onleesbaar"),
    404: Answer(404, "fout_niet_gevonden"),
    405: Answer(405, "fout_geweigerd"),
    408: Answer(408, "fout_onleesbaar"),
    413: Answer(413, "fout_te_lang", {"grootste": str(LONGEST_MESSAGE)}),
    415: Answer(415, "fout_onleesbaar"),
    417: Answer(417, "fout_onleesbaar"),
    503: Answer(503, "storing"),
}


def answer_to(error: Exception) -> Answer:
    if isinstance(error, MessageRefused):
        status = STATUS_OF_REFUSAL.get(error.name, 422)
        longest = {"grootste": str(LONGEST_MESSAGE)}
        return with_urgent(Answer(status, error.name, longest), error.texts)
    if isinstance(error, NotStored):
        more = {"berichten": [_urgent(text) for text in error.texts], "gevaar": error.level.value}
        return Answer(503, "storing", texts=error.texts, more=more)
    if isinstance(error, SanicException):
        return OF_SANIC.get(error.status_code or 500, Answer(500, "storing"))
    found = (answer for kind, answer in BY_TYPE.items() if isinstance(error, kind))
    return next(found, Answer(500, "storing"))


def with_urgent(answer: Answer, texts: Sequence[str]) -> Answer:
    """An answer that also shows what must be shown of the danger in what was refused."""
    more = {"berichten": [_urgent(text) for text in texts]} if texts else {}
    return replace(answer, texts=list(texts), more=more)


def _urgent(text: str) -> dict[str, Any]:
    return {"nummer": 0, "van": "systeem", "tekst": text, "soort": "gevaar"}
