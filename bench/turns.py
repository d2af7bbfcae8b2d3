"""Time per turn, through HTTP, of the product as it is served.

    .venv/bin/python bench/turns.py [--conversations 1 4 16] [--turns 20]

Starts a server of its own on an empty SQLite database, lets a number of visitors hold the same
conversation at the same time, and prints a JSON line for each number: milliseconds per turn (p50,
p95) and turns per second. Compare runs on the same machine only.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time

import aiohttp

SAID = (
    "nee", "ik maak me zorgen om mijn buurvrouw", "ik wil advies", "wat kost dit eigenlijk?",
    "haar man schreeuwt vaak en dan hoor ik haar huilen", "mijn buurvrouw en haar man", "ja",
    "waarom vraag je dat?", "4 en 7", "vorige week nog", "nee", "elke week", "in Zaandam",
    "wat doen jullie met mijn gegevens?", "ik heb nog een vraag", "kan ik anoniem blijven?",
    "hoe lang duurt dat", "ben je een robot", "ik ben bang voor ruzie", "dankjewel",
)  # fmt: skip


async def visit(web: aiohttp.ClientSession, turns: int, taken: list[float]) -> None:
    async with web.post("/api/v1/gesprekken") as answer:
        opened = await answer.json()
    path = f"/api/v1/gesprekken/{opened['gesprek']}/berichten"
    headers = {"Authorization": f"Bearer {opened['sleutel']}"}
    for turn in range(turns):
        began = time.perf_counter()
        body = {"tekst": SAID[turn % len(SAID)]}
        async with web.post(path, json=body, headers=headers) as answer:
            await answer.read()
            if answer.status != 200:
                raise RuntimeError(f"turn {turn} answered {answer.status}")
        taken.append((time.perf_counter() - began) * 1000)


async def measure(url: str, conversations: int, turns: int) -> dict[str, float]:
    taken: list[float] = []
    async with aiohttp.ClientSession(url) as web:
        await visit(web, 3, [])
        began = time.perf_counter()
        await asyncio.gather(*(visit(web, turns, taken) for _ in range(conversations)))
        seconds = time.perf_counter() - began
    parts = statistics.quantiles(taken, n=20)
    return {
        "conversations": conversations,
        "turns": len(taken),
        "p50_ms": round(statistics.median(taken), 1),
        "p95_ms": round(parts[18], 1),
        "turns_per_second": round(len(taken) / seconds, 1),
    }


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


async def wait_until_ready(url: str) -> None:
    async with aiohttp.ClientSession(url) as web:
        for _ in range(600):
            try:
                async with web.get("/readyz") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(0.1)
    raise RuntimeError("the server did not become ready")


async def main(numbers: list[int], turns: int) -> None:
    port = free_port()
    with tempfile.TemporaryDirectory() as data:
        environment = {**os.environ, "ADVIESLIJN_DATA": data, "ADVIESLIJN_PORT": str(port)}
        server = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            url = f"http://127.0.0.1:{port}"
            await wait_until_ready(url)
            for number in numbers:
                print(json.dumps(await measure(url, number, turns)), flush=True)
        finally:
            server.terminate()
            server.wait(20)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--conversations", type=int, nargs="+", default=[1, 4, 16])
    parser.add_argument("--turns", type=int, default=20)
    asked = parser.parse_args()
    asyncio.run(main(asked.conversations, asked.turns))
