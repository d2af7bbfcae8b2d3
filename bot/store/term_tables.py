"""The tables of terms: who is to be informed, and which investigation has ended. Rows are only
added, and go with their melding (bot/store/meldingen.py)."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.columns import UtcDateTime, metadata

# Somebody of a melding who must be told that data were written down; without a name: everybody in
# it. `medewerker_id` is who added this one, NULL: it came with the melding.
informatieplichten = sa.Table(
    "informatieplichten",
    metadata,
    sa.Column("melding_id", sa.Integer, sa.ForeignKey("meldingen.id"), primary_key=True),
    sa.Column("nummer", sa.Integer, primary_key=True),
    sa.Column("wie_versleuteld", sa.LargeBinary),
    sa.Column("vastgelegd_op", sa.Date, nullable=False),
    sa.Column("uiterlijk", sa.Date, nullable=False, index=True),
    sa.Column("medewerker_id", sa.Integer, sa.ForeignKey("medewerkers.id")),
)

# What was done about it: told, put off until `tot`, or not told after all.
informeerstappen = sa.Table(
    "informeerstappen",
    metadata,
    sa.Column("melding_id", sa.Integer, primary_key=True),
    sa.Column("nummer", sa.Integer, primary_key=True),
    sa.Column("stap", sa.Integer, primary_key=True),
    sa.Column("soort", sa.String(16), nullable=False),
    sa.Column("tot", sa.Date),
    sa.Column("gedaan_op", sa.Date),
    sa.Column("hoe", sa.String(32)),
    sa.Column("tekst_versleuteld", sa.LargeBinary, nullable=False),
    sa.Column("medewerker_id", sa.Integer, sa.ForeignKey("medewerkers.id"), nullable=False),
    sa.Column("genoteerd_op", UtcDateTime, nullable=False),
    sa.ForeignKeyConstraint(
        ["melding_id", "nummer"], ["informatieplichten.melding_id", "informatieplichten.nummer"]
    ),
)

# `versie`: of the weging that began the investigation.
onderzoekeinden = sa.Table(
    "onderzoekeinden",
    metadata,
    sa.Column("melding_id", sa.Integer, primary_key=True),
    sa.Column("versie", sa.Integer, primary_key=True),
    sa.Column("afgerond_op", sa.Date, nullable=False),
    sa.Column("medewerker_id", sa.Integer, sa.ForeignKey("medewerkers.id"), nullable=False),
    sa.Column("genoteerd_op", UtcDateTime, nullable=False),
    sa.ForeignKeyConstraint(["melding_id", "versie"], ["wegingen.melding_id", "wegingen.versie"]),
)
