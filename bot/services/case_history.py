"""What happened in a zaak, line by line: who did what, when, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.casework.melding_status import LABELS as STATUSES
from bot.casework.weging import LABELS as BESLUITEN
from bot.casework.weging import Weging
from bot.casework.zaak import Added, Happening, Zaak, ZaakNote
from bot.services.to_weigh import ToWeigh


def happened(
    zaak: Zaak,
    opened_by: str,
    files: Sequence[ToWeigh],
    added: Sequence[Added],
    notes: Sequence[ZaakNote],
) -> list[Happening]:
    names = {file.melding.id: f"Melding {file.melding.number}" for file in files}
    return [
        Happening(zaak.opened_at, "Zaak gemaakt", opened_by),
        *(Happening(a.at, f"{names[a.melding]} in de zaak gezet", a.staff_name) for a in added),
        *(Happening(note.at, "Notitie", note.staff_name, note.text) for note in notes),
        *(line for file in files for line in _of_melding(file, names[file.melding.id])),
    ]


def _of_melding(file: ToWeigh, name: str) -> Iterator[Happening]:
    for step in file.steps:
        by = step.by_name or "de melder"
        yield Happening(step.at, f"{name}: {STATUSES[step.to].lower()}", by, step.why)
    for weging in file.wegingen:
        yield from _of_weging(weging, name)


def _of_weging(weging: Weging, name: str) -> Iterator[Happening]:
    what = "voorstel" if weging.is_proposal else "besluit"
    said = f"{name}: weging versie {weging.version}, {what}: {BESLUITEN[weging.besluit]}"
    yield Happening(weging.decided_at, said, weging.staff_name, weging.reden)
    if second := weging.second:
        answer = "bevestigd" if second.agreed else "niet bevestigd"
        said = f"{name}: weging versie {weging.version} {answer}"
        yield Happening(second.at, said, second.staff_name, second.why)
