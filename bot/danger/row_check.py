"""What a row of `signals.yml` must look like."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from bot.danger.context import CONTEXTS

REQUIRED = {"code", "name", "action", "source", "patterns", "match", "no_match"}
OPTIONAL = {"unless", "also", "despite", "at_most"}
LEAST_MATCH = 3
LEAST_NO_MATCH = 2
_CODE = re.compile(r"D(0[1-9]|1[0-7])")
_NAME = re.compile(r"[a-z]+(_[a-z0-9]+)*")


def complaints(
    entry: Mapping[str, Any], taken: Collection[str], actions: Collection[str]
) -> Iterator[str]:
    """What is wrong with `entry` and what to do, most basic first; nothing when it is right."""
    missing = REQUIRED - entry.keys()
    unknown = entry.keys() - REQUIRED - OPTIONAL
    if missing:
        yield f"a key is missing; add {', '.join(sorted(missing))}"
        return
    if unknown:
        yield f"there is an unknown key; take out {', '.join(sorted(unknown))}"
    advice = {
        "give it another name; this one is taken": entry["name"] in taken,
        "write the name in small letters with underscores": not _NAME.fullmatch(entry["name"]),
        "use a code from D01 to D17": not _CODE.fullmatch(entry["code"]),
        f"use one of the actions {' '.join(actions)}": entry["action"] not in actions,
        f"name the source: gevaartabel {entry['code']}": entry["code"] not in entry["source"],
        "give it a pattern": not entry["patterns"],
        f"give at least {LEAST_MATCH} sentences under match": len(entry["match"]) < LEAST_MATCH,
        f"give at least {LEAST_NO_MATCH} under no_match": len(entry["no_match"]) < LEAST_NO_MATCH,
        f"despite knows only {', '.join(CONTEXTS)}": bool(
            set(entry.get("despite", ())) - set(CONTEXTS)
        ),
    }
    yield from (what_to_do for what_to_do, is_wrong in advice.items() if is_wrong)
