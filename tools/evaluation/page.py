"""docs/evaluatie.md, for who decides about using the product: Dutch, and no message is repeated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.nlu import figures
from tests.nlu.figures import Judged
from tests.nlu.intervals import Figure
from tests.nlu.messages import Message
from tools.evaluation.measure import Measured, figures_of
from tools.evaluation.tables import NOT, SHOWN_IDS, count, listed, table, value, with_interval
from tools.evaluation.targets import TARGETS


@dataclass(frozen=True)
class Evaluation:
    """`left_out`: ids of messages that are (nearly) equal to a training text."""

    day: str
    measured: Measured
    masker: dict[str, tuple[Figure, Figure]]  # kind: characters, whole pieces
    left_out: Sequence[str]
    agreement: str
    rasa: dict[str, Figure] = field(default_factory=dict)
    rasa_note: str = "Nog niet gemeten: `make evaluate DEFAULT=1`."


def page(found: Evaluation) -> str:
    judged = found.measured.judged
    parts = [
        f"""# Begrijpt het programma Nederlands?

Gemeten op {found.day} met `make evaluate`, dat deze pagina schrijft. Verander hier niets met de
hand.

Er zijn {len(judged)} berichten gemeten die het model niet heeft gezien. Nog {len(found.left_out)}
berichten zijn weggelaten, omdat ze (bijna) gelijk zijn aan een tekst om van te leren. Dat zijn
vooral korte berichten, zoals een groet. Alle berichten zijn verzonnen: echte bezoekers kunnen
anders schrijven. {found.agreement} Meer over de labels staat in [annotatie.md](annotatie.md).

Achter elke uitkomst staat het 95%-interval. *Ja, niet zeker* betekent: de uitkomst haalt het doel,
maar het interval loopt tot voorbij het doel.

## Doelen""",
        targets_table(found),
        _danger_words(judged, found.measured.figures),
        "## Per stijl\n\nDe eerste labeller schreef bij elk bericht de stijl op.",
        _groups(judged, lambda m: m.stijl, "stijl"),
        "## Per rol",
        _groups(judged, lambda m: m.labels.rol, "rol"),
        "## Per vorm",
        _forms(judged),
        "## Maskeren\n\nAlle soorten samen, en elke soort apart. Een stuk is *heel gemaskeerd* als "
        "er geen enkel teken van blijft staan.",
        _masker(found),
        "## Taalfouten\n\nIn elke zin een woord met een echte Nederlandse taalfout, op drie "
        "manieren. Verlies in procentpunten; onder 0 ging het met fouten beter.",
        _losses(found.measured.figures),
        "## De standaard van Rasa\n\n" + found.rasa_note,
        "## Wat verkeerd ging\n\nAlleen de nummers van de berichten; de teksten staan in "
        f"`tests/nlu/berichten`. Per rij hooguit {SHOWN_IDS} nummers.",
        *(_confused(judged, label) for label in ("gevaar", "behoefte", "onderwerp", "rol")),
    ]
    return "\n\n".join(parts) + "\n"


def targets_table(found: Evaluation) -> str:
    reached, either = found.measured.figures, found.measured.either
    rows = []
    for target in TARGETS:
        figure = reached.get(target.key)
        wanted = ("≤ " if target.at_most else "≥ ") + value(target.bar, target.unit)
        rows.append(
            (
                target.name, wanted, with_interval(figure, target.unit), target.verdict(figure),
                str(figure.count) if figure else NOT,
                with_interval(either.get(target.key)),
                with_interval(found.rasa.get(target.key), target.unit),
            )
        )  # fmt: skip
    heads = (
        "wat", "doel", "bereikt (95%-interval)", "gehaald", "aantal", "één van beide labellers",
        "standaard Rasa",
    )  # fmt: skip
    extra = [
        (name, NOT, with_interval(reached.get(key), unit), NOT, count(reached.get(key)), NOT,
         with_interval(found.rasa.get(key), unit))
        for key, name, unit in (
            ("acuut precies", "precies `acuut`", "%"),
            ("suicide precies", "precies `suicide`", "%"),
            ("behoefte zonder gevaar", "behoefte goed, berichten zonder gevaar", "%"),
            ("p95", "tijd voor een bericht, 95% is sneller", "ms"),
        )
    ]  # fmt: skip
    return table(heads, [*rows, *extra])


def _danger_words(judged: Sequence[Judged], reached: dict[str, Figure]) -> str:
    missed = [j.message.id for j in figures.of_danger(judged) if not j.is_alarm]
    false = [j.message.id for j in figures.of_danger(judged, "geen") if j.is_alarm]
    started = [j.message.id for j in figures.melding_started(judged)]
    return (
        f"Gemist gevaar ({len(missed)}): {listed(missed)}.  \n"
        f"Vals alarm ({len(false)}): {listed(false)}.  \n"
        f"Buiten scope en toch een melding gestart ({len(started)}): {listed(started)}."
    )


def _groups(judged: Sequence[Judged], group_of: Callable[[Message], str], head: str) -> str:
    heads = (head, "aantal", "gevaar gevonden", "vals alarm", "behoefte", "rol", "vormen (F1)")
    rows = []
    for name in sorted({group_of(j.message) for j in judged}):
        those = [j for j in judged if group_of(j.message) == name]
        reached = figures_of(those)
        keys = ("gevaar", "vals alarm", "behoefte", "rol", "vormen")
        rows.append((name, str(len(those)), *(with_interval(reached[key]) for key in keys)))
    return table(heads, rows)


def _forms(judged: Sequence[Judged]) -> str:
    rows = [
        (row.form, str(row.count), value(row.precision), value(row.recall))
        for row in figures.per_form(judged)
    ]
    return table(("vorm", "aantal", "juist als hij genoemd is", "gevonden"), rows)


def _masker(found: Evaluation) -> str:
    rows = [
        (kind, str(whole.count), with_interval(characters), with_interval(whole))
        for kind, (characters, whole) in found.masker.items()
    ]
    return table(("soort", "stukken", "tekens gemaskeerd", "heel gemaskeerd"), rows)


def _losses(reached: dict[str, Figure]) -> str:
    lost = [(key.removeprefix("verlies "), f) for key, f in reached.items() if "verlies" in key]
    rows = [(name, str(f.count), with_interval(f, "punt")) for name, f in lost]
    return table(("wat", "aantal", "verlies (95%-interval)"), rows)


def _confused(judged: Sequence[Judged], label: str) -> str:
    rows = [
        (wanted, said, str(len(ids)), listed(ids))
        for wanted, said, ids in figures.confusions(judged, label)
    ]
    return f"### {label}\n\n" + table(("label", "programma zei", "aantal", "berichten"), rows)
