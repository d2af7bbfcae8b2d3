"""Runs in Rasa's own environment: a JSON line with a "text" in, one with its "intent" out.

.tools/rasa-default/bin/python tools/evaluation/rasa_parse.py MODEL
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from typing import TextIO

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")


async def answer(model: str, out: TextIO) -> None:
    from rasa.core.agent import Agent

    agent = Agent.load(model)
    for line in sys.stdin:
        said = json.loads(line)
        parsed = await agent.parse_message(said["text"])
        intent = parsed["intent"]
        found = {"id": said["id"], "intent": intent["name"], "confidence": intent["confidence"]}
        print(json.dumps(found), file=out, flush=True)


if __name__ == "__main__":
    answers = os.fdopen(os.dup(1), "w")  # Rasa and TensorFlow write on standard output themselves
    os.dup2(2, 1)
    asyncio.run(answer(sys.argv[1], answers))
