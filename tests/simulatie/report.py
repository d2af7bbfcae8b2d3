"""What came of all personas, as figures and as the page docs/simulatie.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.simulatie.play import Played


@dataclass(frozen=True)
class Figures:
    """Shares 0..1 and counts, over all personas."""

    personas: int
    routes_right: float
    fields_right: float
    dead_ends: int
    danger_missed: int
    questions: float


def figures(played: Sequence[Played]) -> Figures:
    """Raises ZeroDivisionError without personas."""
    expected = sum(len(one.persona.velden) for one in played)
    wrong = sum(len(one.wrong) for one in played)
    return Figures(
        personas=len(played),
        routes_right=sum(one.is_route_right for one in played) / len(played),
        fields_right=(expected - wrong) / expected,
        dead_ends=sum(bool(one.dead_end) for one in played),
        danger_missed=sum(one.is_danger_missed for one in played),
        questions=sum(one.questions for one in played) / len(played),
    )


def page(played: Sequence[Played], on: date) -> str:
    found = figures(played)
    rows = "\n".join(_row(one) for one in sorted(played, key=lambda one: one.persona.name))
    return f"""# Gespeelde bezoekers

Gemeten op {on.isoformat()} met `make simulatie`, dat deze pagina schrijft. Elke bezoeker is een
verzonnen persoon in `tests/simulatie/personas`, met eigen feiten en een eigen manier van
antwoorden. Het programma draait daarbij zoals altijd, met model en database; de gesprekken gaan
over de API. De bezoekers zijn ook gebruikt om het gesprek te verbeteren: echte mensen zullen het
moeilijker maken.

| wat | doel | bereikt |
|---|---|---|
| bezoekers | ≥ 60 | {found.personas} |
| goede route | ≥ 90% | {found.routes_right:.0%} |
| verwachte velden goed | ≥ 90% | {found.fields_right:.0%} |
| vastgelopen | 0 | {found.dead_ends} |
| gevaar zonder 112 of 113 | 0 | {found.danger_missed} |
| vragen per gesprek, gemiddeld | – | {found.questions:.1f} |

| bezoeker | route | bereikt | goed | velden goed | vragen | vast | anders dan verwacht |
|---|---|---|---|---|---|---|---|
{rows}
"""


def _row(one: Played) -> str:
    fields = len(one.persona.velden)
    wrong = [f"`{name}`: {value!r}" for name, value in one.wrong.items()]
    wrong += [f"niet gezegd: {text}" for text in one.unsaid]
    wrong += ["geen 112 of 113"] if one.is_danger_missed else []
    cells = (
        one.persona.name.replace("_", " "),
        one.persona.route,
        ", ".join(sorted(one.routes)),
        "ja" if one.is_route_right else "**nee**",
        f"{fields - len(one.wrong)}/{fields}",
        str(one.questions),
        one.dead_end or "–",
        "; ".join(wrong).replace("|", "/") or "–",
    )
    return f"| {' | '.join(cells)} |"
