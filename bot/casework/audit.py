"""What colleagues did, as lines that are only added. No line holds a word of a conversation.

The fields are those that NEN 7513 asks of logging in care: when, who, in which role and
organisation, what, of which file, why, and whether it was allowed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from bot.casework.staff import Staff


class Act(Enum):
    INGELOGD = "ingelogd"
    INLOGGEN_GEWEIGERD = "inloggen_geweigerd"
    WACHTWOORD_GEWEIGERD = "wachtwoord_geweigerd"
    LIMIET_BEREIKT = "limiet_bereikt"
    UITGELOGD = "uitgelogd"
    TWEEDE_FACTOR = "tweede_factor"
    GEWEIGERD = "geweigerd"
    DOSSIER_GELEZEN = "dossier_gelezen"
    OVERGENOMEN = "overgenomen"
    TERUGGEGEVEN = "teruggegeven"
    OVERLEG_GEVRAAGD = "overleg_gevraagd"
    DOORGEGEVEN = "doorgegeven"
    MEDEWERKER_WEG = "medewerker_weg"
    AFGESLOTEN = "afgesloten"
    NOTITIE_GESCHREVEN = "notitie_geschreven"
    ANTWOORD_GEWIJZIGD = "antwoord_gewijzigd"
    INFORMEREN_VASTGELEGD = "informeren_vastgelegd"
    ONDERZOEK_AFGEROND = "onderzoek_afgerond"
    WEGING_CONCEPT = "weging_concept"
    WEGING_VASTGELEGD = "weging_vastgelegd"
    WEGING_BEVESTIGD = "weging_bevestigd"
    WEGING_AFGEWEZEN = "weging_afgewezen"
    MELDING_STAP = "melding_stap"
    ZAAK_GELEZEN = "zaak_gelezen"
    ZAAK_GEMAAKT = "zaak_gemaakt"
    ZAAK_AANGEVULD = "zaak_aangevuld"
    ZAAK_GESLOTEN = "zaak_gesloten"
    TERUGGEBELD = "teruggebeld"
    GEWIST = "gewist"
    VASTGEHOUDEN = "vastgehouden"
    LOGBOEK_GELEZEN = "logboek_gelezen"
    ACCOUNT_TOEGEVOEGD = "account_toegevoegd"
    ACCOUNT_GEWIJZIGD = "account_gewijzigd"
    SESSIES_BEEINDIGD = "sessies_beeindigd"
    ORGANISATIE_TOEGEVOEGD = "organisatie_toegevoegd"
    SLEUTEL_GEMAAKT = "sleutel_gemaakt"
    SLEUTEL_VERVANGEN = "sleutel_vervangen"
    BEWAARTERMIJN = "bewaartermijn"


class ReadingReason(Enum):
    """Why a file was opened. The first five follow from the file; the others a colleague gives."""

    WACHTRIJ = "wachtrij"
    EIGEN_GESPREK = "eigen_gesprek"
    TE_WEGEN = "te_wegen"
    TE_BEVESTIGEN = "te_bevestigen"
    TERUGBELLEN = "terugbellen"
    OVERLEG = "overleg"
    INFORMEREN = "informeren"
    NIEUWE_MELDING = "nieuwe_melding"
    INZAGEVERZOEK = "inzageverzoek"
    KLACHT = "klacht"
    KWALITEIT = "kwaliteit"
    CALAMITEIT = "calamiteit"


TO_CHOOSE = {
    ReadingReason.OVERLEG: "Overleg met een collega",
    ReadingReason.INFORMEREN: "Betrokkenen informeren of onderzoek",
    ReadingReason.NIEUWE_MELDING: "Nieuwe informatie of nieuwe melding",
    ReadingReason.INZAGEVERZOEK: "Verzoek om inzage of wissen",
    ReadingReason.KLACHT: "Klacht",
    ReadingReason.KWALITEIT: "Kwaliteit of intervisie",
    ReadingReason.CALAMITEIT: "Calamiteit",
}


# A request that is open keeps a file from being erased.
TO_HOLD_FOR = {
    ReadingReason.INZAGEVERZOEK: "Verzoek om inzage of wissen",
    ReadingReason.KLACHT: "Klacht",
    ReadingReason.CALAMITEIT: "Calamiteit",
}


@dataclass(frozen=True)
class Entry:
    """`by` None is the system itself, or who gave a command: `machine` then is the account of the
    machine, which no password of the desk proves. `subject` is a conversation, `object_id` another
    thing, such as a staff id; `count` how many, of what the system did at once. `number` is given
    when it is stored."""

    at: datetime
    act: Act
    by: int | None = None
    role: str = ""
    organisation: int | None = None
    subject: UUID | None = None
    object_id: str = ""
    reason: str = ""
    allowed: bool = True
    count: int = 1
    number: int = 0
    machine: str = ""


def entry(
    at: datetime,
    act: Act,
    staff: Staff,
    subject: UUID | None = None,
    *,
    object_id: str = "",
    reason: str = "",
    allowed: bool = True,
) -> Entry:
    """What a colleague did."""
    return Entry(
        at=at,
        act=act,
        by=staff.id,
        role=staff.role.value,
        organisation=staff.organisation,
        subject=subject,
        object_id=object_id,
        reason=reason,
        allowed=allowed,
    )


def by_command(
    at: datetime, act: Act, machine: str, object_id: str, organisation: int | None = None
) -> Entry:
    """What an operator did by a command; `machine` is the account of the machine."""
    return Entry(
        at,
        act,
        organisation=organisation,
        object_id=object_id,
        reason="opdrachtregel",
        machine=machine,
    )
