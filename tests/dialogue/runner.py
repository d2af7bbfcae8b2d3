"""Plays a written conversation against the real model, the real actions and a real database.

A file holds steps, each a mapping:

    zeg: text                 the visitor types this
    kies: label or value      the visitor presses this button
    kom_terug:                the visitor returns with the code of the conversation put away
    balie: open               a colleague signs in and is present from now on
    neem_over:                the colleague takes the conversation over
    medewerker: text          the colleague says this
    schrijf_op: {field: text} the colleague writes down these answers; null takes one away
    geef_terug:               the colleague hands back

and beside an action what must come of it:

    krijg: text or list       each must be in what the other side says in this turn
    krijg_niet: text or list
    vraag: field or null      the question that is open then
    status, gevaar, modus:    as in the API
    antwoorden: {field: value} the stored answers, null for none
    melding: true             a melding has been submitted
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.bootstrap import Services
from bot.casework.audit import ReadingReason
from bot.casework.staff import Staff
from bot.conversation.conversation import Speaker
from bot.reference.helplines import fill_numbers
from bot.services.door import MessageRefused
from bot.services.visit import Opened, Turn
from bot.services.writing_down import Typed
from bot.texts.language import languages

DESK = ("balie", "neem_over", "medewerker", "schrijf_op", "geef_terug")
ACTIONS = ("zeg", "kies", "kom_terug", *DESK)
ENGLISH = languages(fill_numbers)["en"]
CODE = re.compile(r"\b\w{4}(?:-\w{4}){2}\b")


def read_steps(path: Path) -> list[dict[str, Any]]:
    return list(YAML(typ="safe").load(path.read_text(encoding="utf-8")))


class Play:
    """One conversation; `go` raises AssertionError naming the step that went otherwise."""

    def __init__(self, services: Services, staff: Staff) -> None:
        self._services = services
        self._staff = staff
        self._token = ""

    async def go(self, steps: list[dict[str, Any]]) -> None:
        self._opened: Opened = await self._services.visit.open()
        self._turn: Turn = self._opened.turn
        self._id = self._turn.conversation.id
        for number, step in enumerate(steps, start=1):
            try:
                await self._act(step)
            except MessageRefused as refused:
                raise AssertionError(f"{refused}: {self._where(number, step)}") from refused
            await self._compare(number, step)

    async def _act(self, step: dict[str, Any]) -> None:
        visit, takeover = self._services.visit, self._services.takeover
        if "zeg" in step:
            self._turn = await visit.say(self._id, self._opened.key, str(step["zeg"]))
        elif "kies" in step:
            self._turn = await visit.choose(self._id, self._opened.key, str(step["kies"]))
        elif "kom_terug" in step:
            code = CODE.search(self._turn.messages[0].text)
            assert code, "no code was given"
            self._opened = await visit.come_back(code[0])
            self._turn = self._opened.turn
        elif "balie" in step:
            signed_in = await self._services.accounts.sign_in("balie", "een lang wachtwoord")
            self._token = signed_in.token
        elif "neem_over" in step:
            await takeover.take(self._staff, self._id)
        elif "medewerker" in step:
            await takeover.say(self._staff, self._id, step["medewerker"])
        elif "schrijf_op" in step:
            await self._write_down(step["schrijf_op"])
        elif "geef_terug" in step:
            before = await visit.look(self._id, self._opened.key)
            await takeover.hand_back(self._staff, self._id)
            last = before.messages[-1].number
            self._turn = await visit.look(self._id, self._opened.key, last)

    async def _write_down(self, answers: dict[str, str | None]) -> None:
        writing_down = self._services.writing_down
        for name, said in answers.items():
            if said is None:
                await writing_down.remove(self._staff, self._id, name)
            else:
                await writing_down.write(self._staff, self._id, Typed(name, [said]))

    async def _compare(self, number: int, step: dict[str, Any]) -> None:
        said = "\n".join(message.text for message in self._turn.messages)
        self._check_english()
        conversation = self._turn.conversation
        asked = conversation.question.field if conversation.question else None
        where = self._where(number, step)
        for text in _list(step.get("krijg")):
            assert text in said, where
        for text in _list(step.get("krijg_niet")):
            assert text not in said, where
        if "vraag" in step:
            assert asked == step["vraag"], where
        for name, value in (
            ("status", conversation.status.value),
            ("modus", conversation.modus.value),
            ("gevaar", self._turn.level.value),
        ):
            if name in step:
                assert value == step[name], f"{name} {value}\n{where}"
        dossier = await self._services.desk.open(self._staff, self._id, ReadingReason.KWALITEIT)
        if "antwoorden" in step:
            stored = {field.name: answer.value for field, answer in dossier.answers}
            for field, value in step["antwoorden"].items():
                assert stored.get(field) == value, f"{field} is {stored.get(field)}\n{where}"
        if "melding" in step:
            assert (dossier.melding is not None) == step["melding"], where

    def _where(self, number: int, step: dict[str, Any]) -> str:
        """The step, and what the program said and asks."""
        said = "\n".join(message.text for message in self._turn.messages)
        question = self._turn.conversation.question
        return f"step {number} {step}\nsaid:\n{said}\nasks: {question.field if question else None}"

    def _check_english(self) -> None:
        """Whatever the program says has an English text, also what is put together in the code."""
        for message in self._turn.messages:
            if message.speaker in (Speaker.BOT, Speaker.SYSTEEM):
                assert ENGLISH(message.text) != message.text, f"no English: {message.text}"


def _list(given: Any) -> list[str]:
    if given is None:
        return []
    return [str(one) for one in given] if isinstance(given, list) else [str(given)]
