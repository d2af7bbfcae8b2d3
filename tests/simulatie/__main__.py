"""`make simulatie`: starts the product, lets every persona talk to it, writes docs/simulatie.md.

python -m tests.simulatie opa      (only those with "opa" in their name; shows what was said)
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import aiohttp

from tests.e2e.conftest import Server
from tests.simulatie.persona import Persona, personas
from tests.simulatie.play import Played, play
from tests.simulatie.report import figures, page

AT_A_TIME = 12
PAGE = Path(__file__).parents[2] / "docs/simulatie.md"


async def play_all(url: str, visitors: Sequence[Persona]) -> list[Played]:
    """Some at a time, as in a chat: who has a long story waits for the service now and then."""
    places = asyncio.Semaphore(AT_A_TIME)

    async def one(web: aiohttp.ClientSession, persona: Persona) -> Played:
        async with places:
            return await play(web, persona)

    async with aiohttp.ClientSession(url) as web:
        return await asyncio.gather(*(one(web, persona) for persona in visitors))


def main(names: Sequence[str]) -> None:
    visitors = [p for p in personas() if not names or any(name in p.name for name in names)]
    with tempfile.TemporaryDirectory() as folder, Server(Path(folder)) as running:
        played = asyncio.run(play_all(running.url, visitors))
    if names:
        print("\n\n".join(f"=== {one.persona.name}\n{one.transcript}" for one in played))
    else:
        PAGE.write_text(page(played, date.today()), encoding="utf-8")
    print(figures(played))


if __name__ == "__main__":
    main(sys.argv[1:])
