"""`advieslijn chat`: the conversation in a terminal, over the API of a running server."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

import aiohttp

ENDED = {"gesloten", "bewaard"}
WHO = {"bot": "programma", "systeem": "veilig thuis", "medewerker": "medewerker"}


async def talk(url: str) -> int:
    """Talks until the visitor stops (an empty line of input ends, as does Ctrl-D)."""
    try:
        async with aiohttp.ClientSession(f"{url.rstrip('/')}") as web:
            return await Terminal(web).run()
    except aiohttp.ClientConnectionError:
        print(f"No server answers at {url}; start one with: make run", file=sys.stderr)
        return 1


class Terminal:
    def __init__(self, web: aiohttp.ClientSession) -> None:
        self._web = web
        self._base = "/api/v1/gesprekken"
        self._headers: dict[str, str] = {}
        self._choices: list[dict[str, str]] = []
        self._last = 0

    async def run(self) -> int:
        opened = await self._request("POST", self._base)
        self._base += f"/{opened['gesprek']}"
        self._headers = {"Authorization": f"Bearer {opened['sleutel']}"}
        self._show(opened)
        listening = asyncio.create_task(self._listen())
        try:
            await self._converse()
        finally:
            listening.cancel()
            await self._web.delete(self._base, headers=self._headers)
        return 0

    async def _converse(self) -> None:
        while True:
            line = await asyncio.to_thread(sys.stdin.readline)
            if not line:  # end of input
                return
            said = line.strip()
            if not said:
                continue
            turn = await self._request("POST", f"{self._base}/berichten", json=self._body(said))
            self._show(turn)
            if turn.get("status") in ENDED:
                return

    def _body(self, said: str) -> dict[str, str]:
        """A number picks the choice with that number."""
        if said.isdecimal() and 1 <= int(said) <= len(self._choices):
            return {"keuze": self._choices[int(said) - 1]["waarde"]}
        return {"tekst": said}

    async def _request(self, method: str, path: str, **more: Any) -> Any:
        async with self._web.request(method, path, headers=self._headers, **more) as answer:
            return await answer.json()

    async def _listen(self) -> None:
        """Shows what a colleague says meanwhile."""
        while True:
            await asyncio.sleep(1)
            self._show(await self._request("GET", f"{self._base}?na={self._last}"), quiet=True)

    def _show(self, turn: dict[str, Any], quiet: bool = False) -> None:
        if turn.get("status") in ENDED:
            self._last = 0  # the last words have a number of their own
        for message in turn.get("berichten", []):
            if message["van"] != "bezoeker" and message["nummer"] > self._last:
                print(f"\n[{WHO[message['van']]}] {message['tekst']}")
            self._last = max(self._last, message["nummer"])
        if "fout" in turn:
            print(f"\n[!] {turn['fout']}")
        if quiet:
            return
        if turn.get("nog", 0) > 1:
            print(f"   (nog ongeveer {turn['nog']} vragen)")
        self._choices = (turn.get("vraag") or {}).get("keuzes", [])
        for number, choice in enumerate(self._choices, start=1):
            print(f"   {number}. {choice['label']}")
        print("> ", end="", flush=True)
