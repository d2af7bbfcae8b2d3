"""The table of what was written down of answers, one version after another."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.tables import UtcDateTime, metadata

# Without `waarde` there was no answer from then on; without a colleague the program wrote it down.
antwoordversies = sa.Table(
    "antwoordversies",
    metadata,
    sa.Column("gesprek_id", sa.String(36), sa.ForeignKey("gesprekken.id"), primary_key=True),
    sa.Column("nummer", sa.Integer, primary_key=True),
    sa.Column("veld", sa.String(64), nullable=False),
    sa.Column("soort", sa.String(16), nullable=False),
    sa.Column("waarde_versleuteld", sa.LargeBinary),
    sa.Column("bron_versleuteld", sa.LargeBinary, nullable=False),
    sa.Column("bericht_nummer", sa.Integer, nullable=False),
    sa.Column("gezegd_door", sa.String(64), nullable=False),
    sa.Column("medewerker_id", sa.Integer, sa.ForeignKey("medewerkers.id")),
    sa.Column("geschreven_op", UtcDateTime, nullable=False),
)
