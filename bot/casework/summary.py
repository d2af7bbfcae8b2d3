"""Five lines for the colleague who takes a conversation over, made from the answers alone.

Nothing is weighed or concluded: the lines say who writes, about whom, what was told, what was heard
of danger, and what is wanted. The visitor's words stay words of the visitor.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.casework.queue import LABELS, Reason
from bot.danger.assess import Level
from bot.melding.fields import fields_by_name
from bot.melding.kinds import show
from bot.melding.schema import DECLINED, UNKNOWN, Answers

LONGEST = 160  # characters of a line: it is read at a glance
DANGER = {
    Level.ACUUT: "direct gevaar gehoord",
    Level.SUICIDE: "gedachten aan zelfmoord gehoord",
    Level.GEEN: "geen direct gevaar gehoord",
}


def summary(
    answers: Answers, level: Level, reason: Reason | None = None, in_melding: bool = False
) -> tuple[str, ...]:
    """Five lines: Wie, Om wie, Wat, Gevaar, Wil. What was not said is called unknown."""
    return (
        _line("Wie", _said(answers, "rol", "gemeente")),
        _line("Om wie", _said(answers, "om_wie", "kinderen", "leeftijden")),
        _line("Wat", _said(answers, "wat_gebeurd", "wanneer", "hoe_vaak")),
        _line("Gevaar", [DANGER[level]]),
        _line("Wil", list(_wanted(answers, reason, in_melding))),
    )


def _said(answers: Answers, *names: str) -> list[str]:
    return [
        show(fields_by_name()[name], answers[name]).replace("\n", " ")
        for name in names
        if answers.get(name) not in (None, UNKNOWN, DECLINED)
    ]


def _wanted(answers: Answers, reason: Reason | None, in_melding: bool) -> Iterator[str]:
    yield "melding, uitleg gelezen" if in_melding else "advies"
    if not in_melding and answers.get("wens") == "melding":
        yield "wil melden, uitleg nog niet akkoord"
    if reason:
        yield f"in de rij: {LABELS[reason].lower()}"


def _line(name: str, said: list[str]) -> str:
    """The first part is cut short when all together are too long: what follows is short."""
    told = said or ["niet gezegd"]
    rest = "".join(f"; {one}" for one in told[1:])
    room = LONGEST - len(name) - len(rest) - 2
    first = told[0] if len(told[0]) <= room else told[0][: room - 1].rstrip() + "…"
    return f"{name}: {first}{rest}"
