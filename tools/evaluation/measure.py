"""All figures of one program that analyses messages, by name, as docs/evaluatie.md shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import nan
from statistics import median, quantiles
from typing import Any

from tests.nlu import figures
from tests.nlu.analyser import Analyser
from tests.nlu.figures import Analyse, Judged
from tests.nlu.intervals import NOTHING, Figure
from tests.nlu.loss import losses
from tests.nlu.messages import Message


@dataclass(frozen=True)
class Measured:
    """`either` holds the figures for which the second labeller's answer is right too."""

    judged: list[Judged]
    figures: dict[str, Figure]
    either: dict[str, Figure]


def measure(messages: Sequence[Message], analyse: Analyse, analyser: Analyser) -> Measured:
    """`analyse` is `analyser`, or what makes an analysis of its answers."""
    judged = figures.judge(messages, analyse)
    found = figures_of(judged)
    found |= times(analyser.seconds)
    for loss in losses(judged, analyse):
        found[f"verlies {loss.name}"] = loss.lost
    either = {
        label: figures.accuracy_for_either(judged, label)
        for label in ("behoefte", "onderwerp", "rol")
    }
    return Measured(judged, found, either)


def figures_of(judged: Sequence[Judged]) -> dict[str, Figure]:
    """Of all messages, of a style or of a role."""
    return {
        "gevaar": figures.danger_recall(judged),
        "acuut": figures.danger_recall(judged, "acuut"),
        "acuut precies": figures.exact_danger(judged, "acuut"),
        "suicide": figures.danger_recall(judged, "suicide"),
        "suicide precies": figures.exact_danger(judged, "suicide"),
        "vals alarm": figures.false_alarms(judged),
        "behoefte": figures.accuracy(judged, "behoefte"),
        "behoefte zonder gevaar": figures.accuracy(figures.of_danger(judged, "geen"), "behoefte"),
        "onderwerp": figures.accuracy(judged, "onderwerp"),
        "rol": figures.accuracy(judged, "rol"),
        "vormen": figures.forms_f1(judged),
        "buiten_scope": figures.need_recall(judged, "buiten_scope"),
        "start melding": _started(judged),
    }


def times(seconds: Sequence[float]) -> dict[str, Figure]:
    """Milliseconds; without an interval, since another machine differs more than another run."""
    if len(seconds) < 2:
        return {"mediaan": NOTHING, "p95": NOTHING}
    middle, slow = median(seconds) * 1000, quantiles(seconds, n=20)[18] * 1000
    return {
        "mediaan": Figure(middle, nan, nan, len(seconds)),
        "p95": Figure(slow, nan, nan, len(seconds)),
    }


def as_json(found: dict[str, Figure]) -> dict[str, Any]:
    """Not-a-number is no JSON; what was not measured is left out."""
    return {
        name: {key: value for key, value in asdict(figure).items() if value == value}
        for name, figure in found.items()
        if figure
    }


def from_json(found: dict[str, Any]) -> dict[str, Figure]:
    return {
        name: Figure(row["value"], row.get("low", nan), row.get("high", nan), row["count"])
        for name, row in found.items()
    }


def _started(judged: Sequence[Judged]) -> Figure:
    """A number of messages, not a share."""
    out_of_scope = figures.of_need(judged, "buiten_scope")
    started = float(len(figures.melding_started(judged)))
    return Figure(started, nan, nan, len(out_of_scope)) if out_of_scope else NOTHING
