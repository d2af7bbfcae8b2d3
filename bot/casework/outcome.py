"""What a colleague says at closing that came of a conversation: a code, to account for the work."""

from __future__ import annotations

from enum import Enum


class Uitkomst(Enum):
    """Our own list; the outcome of a weging is a Besluit (weging.py)."""

    ADVIES_GEGEVEN = "advies_gegeven"
    MELDING_GEDAAN = "melding_gedaan"
    DOORVERWEZEN = "doorverwezen"
    BEZOEKER_WEG = "bezoeker_weg"
    GEEN_HULPVRAAG = "geen_hulpvraag"
    ANDERS = "anders"


LABELS = {
    Uitkomst.ADVIES_GEGEVEN: "Advies gegeven",
    Uitkomst.MELDING_GEDAAN: "Melding gedaan",
    Uitkomst.DOORVERWEZEN: "Doorverwezen",
    Uitkomst.BEZOEKER_WEG: "De bezoeker is weg",
    Uitkomst.GEEN_HULPVRAAG: "Geen hulpvraag",
    Uitkomst.ANDERS: "Anders",
}
