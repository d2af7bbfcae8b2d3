"""Plays a persona against the running product, over its API, and says what came of it."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from tests.simulatie.persona import Persona

BASE = "/api/v1/gesprekken"
MOST_TURNS = 75  # who wants to tell everything about two people needs some sixty
STUCK = 4  # times that a question is asked without getting on
DANGER_NUMBER = {"acuut": "112", "suicide": "113"}
SIGNS = {
    "melding": ("Je melding is ontvangen",),
    "advies": ("Dit kun je doen",),
    "mens": ("Ik heb een medewerker gevraagd", "Er is nu geen medewerker in de chat"),
    "buiten_scope": ("Daar kan ik je niet bij helpen",),
}
NOT_MEANT = "nee, zo bedoelde ik het niet"
# Until somebody is safe the bot asks nothing else, and says how to call each time.
STAYS = frozenset({"nu_veilig"})
TOO_FAST, WAIT = 429, 2.0  # seconds
# What is said to a question about which a persona says nothing else.
DONE = {"vervolg_wens": "klaar"}


@dataclass
class Played:
    """`routes` are all that were reached; `wrong` maps a field to what was stored instead."""

    persona: Persona
    said: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)  # what was said on both sides
    questions: int = 0
    dead_end: str = ""
    warned: bool = False
    wrong: dict[str, Any] = field(default_factory=dict)

    @property
    def transcript(self) -> str:
        return "\n".join([*self.lines, f"wrong: {self.wrong} {self.dead_end}"])

    @property
    def routes(self) -> set[str]:
        told = "\n".join(self.said)
        found = {route for route, signs in SIGNS.items() if any(sign in told for sign in signs)}
        return found | ({"stil"} if not found else set())

    @property
    def is_route_right(self) -> bool:
        """The end that was wanted, and no melding that was not."""
        unwanted = "melding" in self.routes and self.persona.route != "melding"
        reached = self.persona.route in self.routes or self.persona.route == "informatie"
        return reached and not unwanted and not self.unsaid

    @property
    def unsaid(self) -> list[str]:
        told = "\n".join(self.said)
        return [text for text in self.persona.krijgt if text not in told]

    @property
    def is_danger_missed(self) -> bool:
        return self.persona.gevaar != "geen" and not self.warned


async def play(web: aiohttp.ClientSession, persona: Persona) -> Played:
    played = Played(persona)
    turn = await _post(web, BASE)
    path, headers = f"{BASE}/{turn['gesprek']}", {"Authorization": f"Bearer {turn['sleutel']}"}
    asked: Counter[str] = Counter()
    text = persona.begin
    for _ in range(MOST_TURNS):
        turn = await _post(web, f"{path}/berichten", json={"tekst": text}, headers=headers)
        played.lines.append(f"> {text}")
        _listen(played, turn)
        question = turn.get("vraag")
        if question is None and _was_wrongly_alarmed(played, turn):
            text = NOT_MEANT
            continue
        if question is None or turn["status"] == "gesloten":
            break
        played.questions += 1
        name = question["veld"]
        if asked[name] >= STUCK + len(persona.zegt.get(name, ())):
            played.dead_end = "" if name in STAYS else name
            break
        known = name in persona.zegt or name not in DONE
        text = persona.answer(name, asked[name]) if known else DONE[name]
        asked[name] += 1
    else:
        played.dead_end = "no end"
    await _compare(played, web, path, headers)
    return played


def _was_wrongly_alarmed(played: Played, turn: Mapping[str, Any]) -> bool:
    """Only 113 was named to somebody who did not mean that: such a person says so, once."""
    alarmed = turn["gevaar"] == "suicide" and played.persona.gevaar == "geen"
    return alarmed and f"> {NOT_MEANT}" not in played.lines


async def _post(web: aiohttp.ClientSession, path: str, **more: Any) -> Any:
    """Who types too fast for the service waits, as it asks."""
    while True:
        async with web.post(path, **more) as answer:
            if answer.status != TOO_FAST:
                return await answer.json()
        await asyncio.sleep(WAIT)


def _listen(played: Played, turn: Mapping[str, Any]) -> None:
    texts = [message["tekst"] for message in turn.get("berichten", [])]
    texts += [turn["fout"]] if "fout" in turn else []
    played.said += texts
    question = turn.get("vraag")
    played.lines += [*texts, f"[{question['veld'] if question else '-'}]"]
    number = DANGER_NUMBER.get(played.persona.gevaar)
    if number and any(number in text for text in texts) and turn.get("gevaar") != "geen":
        played.warned = True


async def _compare(
    played: Played, web: aiohttp.ClientSession, path: str, headers: Mapping[str, str]
) -> None:
    if not played.persona.velden:
        return
    async with web.get(f"{path}/gegevens", headers=headers) as answer:
        found = await answer.json()
    stored = {fact["veld"]: fact["waarde"] for fact in found.get("gegevens", [])}
    for name, value in played.persona.velden.items():
        if stored.get(name) != value:
            played.wrong[name] = stored.get(name)
