"""What was promised of "understanding Dutch", and whether a figure reaches it."""

from __future__ import annotations

from dataclasses import dataclass

from tests.nlu.intervals import Figure


@dataclass(frozen=True)
class Target:
    """`bar` in the unit of the figure: a share of 1, or milliseconds when `unit` is ms."""

    key: str
    name: str
    bar: float
    at_most: bool = False
    unit: str = "%"

    def verdict(self, figure: Figure | None) -> str:
        """In Dutch; sure only when the whole interval is on the right side of the bar."""
        if not figure:
            return "niet gemeten"
        if not self._reaches(figure.value):
            return "**nee**"
        worst = figure.high if self.at_most else figure.low
        return "ja" if worst != worst or self._reaches(worst) else "ja, niet zeker"

    def _reaches(self, value: float) -> bool:
        return value <= self.bar if self.at_most else value >= self.bar


TARGETS = (
    Target("acuut", "direct gevaar gevonden (niveau anders dan `geen`)", 0.98),
    Target("suicide", "zelfmoord gevonden (niveau `suicide` of `acuut`)", 0.97),
    Target("vals alarm", "vals alarm bij berichten zonder gevaar", 0.03, at_most=True),
    Target("behoefte", "behoefte goed", 0.90),
    Target("onderwerp", "onderwerp goed, bij vragen om informatie", 0.88),
    Target("rol", "rol goed", 0.85),
    Target("vormen", "vormen van geweld, micro-F1", 0.82),
    Target("buiten_scope", "buiten scope herkend", 0.95),
    Target("start melding", "berichten buiten scope die een melding starten", 0, True, "aantal"),
    Target(
        "verlies gevaar gevonden", "verlies door een taalfout per zin: gevaar", 0.01, True, "punt"
    ),
    Target("verlies behoefte", "verlies door een taalfout per zin: behoefte", 0.01, True, "punt"),
    Target("gemaskeerd", "persoonsgegevens gemaskeerd, in tekens", 0.95),
    Target("ten onrechte gemaskeerd", "woorden ten onrechte gemaskeerd", 0.03, True),
    Target("mediaan", "tijd voor een bericht, mediaan, een kern", 20, True, "ms"),
)
