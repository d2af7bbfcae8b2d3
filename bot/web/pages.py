"""Renders templates; every text is escaped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from sanic.response import HTTPResponse

from bot.melding.kinds import show
from bot.reference.helplines import helpline, tel_uri
from bot.settings import Settings
from bot.texts.language import Language
from bot.texts.texts import Texts
from bot.web.shown import IN_DUTCH, clock, day, text_of

TEMPLATES = Path(__file__).with_name("templates")
MODI = {"advies": "advies", "contact": "advies en contact", "melding": "melding"}
WHO = {
    "bezoeker": "Jij",
    "bot": "Computerprogramma",
    "medewerker": "Medewerker",
    "systeem": "Veilig Thuis",
}


class Pages:
    def __init__(self, settings: Settings, texts: Texts) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=select_autoescape(["html"]),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(
            neutral=settings.neutral_url,
            t=texts,
            clock=clock,
            day=day,
            who=WHO,
            modi=MODI,
            number=lambda id: helpline(id).number,
            tel=lambda id: tel_uri(helpline(id)),
            show=show,
            text_of=text_of,
        )

    def render(self, template: str, language: Language = IN_DUTCH, **values: Any) -> str:
        """`_` puts a Dutch text into the language."""
        found = self._environment.get_template(template)
        return found.render(_=language, language=language, **values)

    def page(
        self, template: str, status: int = 200, language: Language = IN_DUTCH, **values: Any
    ) -> HTTPResponse:
        return HTTPResponse(
            self.render(template, language, **values),
            status,
            content_type="text/html; charset=utf-8",
        )


def see_other(url: str) -> HTTPResponse:
    return HTTPResponse(status=303, headers={"Location": url}, content_type="text/plain")
