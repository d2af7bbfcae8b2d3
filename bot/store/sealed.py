"""Which columns are sealed, by whose key, and to which row each value is bound.

The one list of them: sealing, rotating keys and the check of the keys all go by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

import sqlalchemy as sa

from bot.store.history_table import antwoordversies
from bot.store.tables import metadata

SUFFIX = "_versleuteld"


class Purpose(Enum):
    """What a key of a conversation is for. A request to be called back outlives the words. A zaak
    has a key of its own."""

    GESPREK = "gesprek"
    TERUGBELLEN = "terugbellen"
    ZAAK = "zaak"


@dataclass(frozen=True)
class SealedColumn:
    """`bound_to` are the columns that make the place of a value; `of_conversation` is the column
    with the conversation (or the zaak) whose key seals it, None for what the master key seals
    itself."""

    table: str
    name: str
    bound_to: tuple[str, ...]
    of_conversation: str | None = "gesprek_id"
    purpose: Purpose = Purpose.GESPREK

    @property
    def column(self) -> str:
        return self.name + SUFFIX

    @property
    def rows(self) -> Any:
        return metadata.tables[self.table]

    def place(self, *key: object) -> str:
        """Where a value belongs, such as "berichten.tekst:<id>:3"; elsewhere it does not open."""
        return ":".join([f"{self.table}.{self.name}", *map(str, key)])

    def place_of(self, row: Mapping[str, Any]) -> str:
        return self.place(*(row[name] for name in self.bound_to))


QUESTION = SealedColumn("gesprekken", "vraag", ("id",), "id")
NOTES = SealedColumn("gesprekken", "notities", ("id",), "id")
TEXT = SealedColumn("berichten", "tekst", ("gesprek_id", "nummer"))
SIGNALS = SealedColumn("berichten", "signalen", ("gesprek_id", "nummer"))
VALUE = SealedColumn("antwoorden", "waarde", ("gesprek_id", "veld"))
SOURCE = SealedColumn("antwoorden", "bron", ("gesprek_id", "veld"))
VERSION_VALUE = SealedColumn(antwoordversies.name, "waarde", ("gesprek_id", "nummer"))
VERSION_SOURCE = SealedColumn(antwoordversies.name, "bron", ("gesprek_id", "nummer"))
NOTE = SealedColumn("werknotities", "tekst", ("gesprek_id", "nummer"))
DOCUMENT = SealedColumn("meldingen", "document", ("gesprek_id",))
REASON = SealedColumn("wegingen", "reden", ("melding_id", "versie"))
WHO = SealedColumn("informatieplichten", "wie", ("melding_id", "nummer"))
ABOUT_INFORMING = SealedColumn("informeerstappen", "tekst", ("melding_id", "nummer", "stap"))
FORM = SealedColumn("wegingen", "formulier", ("melding_id", "versie"))
SECOND_REASON = SealedColumn("wegingbevestigingen", "reden", ("melding_id", "versie"))
DRAFT = SealedColumn("wegingconcepten", "formulier", ("melding_id", "medewerker_id"))
STEP_REASON = SealedColumn("meldingstappen", "reden", ("melding_id", "nummer"))
CLOSING = SealedColumn("zaken", "sluitreden", ("id",), "id", Purpose.ZAAK)
PARTICIPANT = SealedColumn(
    "deelnemers", "gegevens", ("zaak_id", "nummer", "versie"), "zaak_id", Purpose.ZAAK
)
ZAAK_NOTE = SealedColumn("zaaknotities", "tekst", ("zaak_id", "nummer"), "zaak_id", Purpose.ZAAK)
CONTACT = SealedColumn("terugbelverzoeken", "contact", ("gesprek_id",), purpose=Purpose.TERUGBELLEN)
DATA_KEY = SealedColumn("gespreksleutels", "sleutel", ("gesprek_id", "doel"), None)
CASE_KEY = SealedColumn("zaaksleutels", "sleutel", ("zaak_id", "doel"), None)
SERVICE_KEY = SealedColumn("dienstsleutels", "sleutel", ("doel",), None)
TOTP = SealedColumn("medewerkers", "totp", ("id",), None)
PROOF = SealedColumn("sleutelcontrole", "proef", ("id",), None)

SEALED = (
    QUESTION, NOTES, TEXT, SIGNALS, VALUE, SOURCE, NOTE, DOCUMENT, REASON, FORM, SECOND_REASON,
    DRAFT, STEP_REASON, CLOSING, PARTICIPANT, ZAAK_NOTE, WHO, ABOUT_INFORMING, CONTACT, DATA_KEY,
    CASE_KEY, SERVICE_KEY, TOTP, PROOF, VERSION_VALUE, VERSION_SOURCE,
)  # fmt: skip


def sealed_rows(
    connection: Any,
    sealed: SealedColumn,
    *,
    not_by: Iterable[int] = (),
    most: int | None = None,
) -> Iterator[Mapping[str, Any]]:
    """The rows that hold a value in this column, with the conversation whose key seals it.
    `not_by` leaves out what these keys have sealed, by the first byte of the value."""
    table = sealed.rows
    column = table.c[sealed.column]
    by = sa.func.substr(column, 1, 1, type_=sa.LargeBinary)
    query = sa.select(table).where(column.is_not(None), *(by != bytes([one]) for one in not_by))
    if sealed.of_conversation and sealed.of_conversation not in table.c:
        meldingen = metadata.tables["meldingen"]
        query = query.add_columns(meldingen.c.gesprek_id).join(
            meldingen, meldingen.c.id == table.c.melding_id
        )
    yield from connection.execute(query.limit(most)).mappings().all()
