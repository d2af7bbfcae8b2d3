"""`advieslijn analyse`: what is understood of messages, for measuring and for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from bot.danger.assess import Level
from bot.melding.needs import need_of
from bot.services.ports import Brain, Talk
from bot.services.safety import alarm_of_model, alarm_of_text


async def analyse_lines(brain: Brain, lines: Iterable[bytes], out: TextIO, errors: TextIO) -> int:
    """A JSON line for every good line; an error naming the line for every other. Exit code 1 when
    there was one. The text itself is never written to `errors`."""
    failed = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            said = json.loads(line)
            id, text = said["id"], said["text"]
            if not isinstance(text, str):
                raise TypeError
        except (ValueError, KeyError, TypeError):
            failed += 1
            print(f'line {number}: not a JSON object with "id" and a "text"', file=errors)
            continue
        print(json.dumps({"id": id, **await analysis(brain, text)}, ensure_ascii=False), file=out)
    return 1 if failed else 0


async def analysis(brain: Brain, text: str) -> dict[str, Any]:
    """The level of danger as the service would take it: rules, and the model may raise."""
    alarm = alarm_of_text(text)
    understood = await brain.understand(Talk(), text)
    if alarm.level is Level.GEEN:
        alarm = alarm_of_model(understood)
    return {
        "gevaar": alarm.level.value,
        "behoefte": need_of(understood.said),
        "intent": understood.said,
        "confidence": round(understood.confidence, 3),
        "signalen": list(alarm.signals),
    }
