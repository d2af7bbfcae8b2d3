"""In which language a visitor reads: chosen on the first page, kept in a cookie of the session."""

from __future__ import annotations

from sanic.request import Request

from bot.reference.helplines import fill_numbers
from bot.settings import Settings
from bot.texts.language import DUTCH, LANGUAGES, Language, languages
from bot.web.security import Cookie

PARAMETER = "taal"  # in the address: of a link on a page, of a request to the API


class Spoken:
    def __init__(self, settings: Settings) -> None:
        self._languages = languages(fill_numbers)
        self.cookie = Cookie(PARAMETER, settings)

    def of(self, request: Request) -> Language:
        chosen = request.args.get(PARAMETER) or self.cookie.read(request)
        return self._languages.get(chosen or DUTCH, self._languages[DUTCH])

    def chosen(self, request: Request) -> str | None:
        """The code that a link on a page names, if we know it."""
        code = request.args.get(PARAMETER)
        return code if code in self._languages else None

    @staticmethod
    def others(language: Language) -> list[tuple[str, str]]:
        """(code, name) of what can be chosen instead."""
        every = {DUTCH: "Nederlands", **LANGUAGES}
        return [(code, name) for code, name in every.items() if code != language.code]
