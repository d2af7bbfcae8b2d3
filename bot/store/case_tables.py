"""The tables of zaak and weging. Rows of these are only added: the database refuses to change them,
and to take them away before their term is over (migration 0009). Drafts may change."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store.columns import UtcDateTime, metadata

_MELDING = "meldingen.id"
_STAFF = "medewerkers.id"
_ZAAK = "zaken.id"

wegingen = sa.Table(
    "wegingen",
    metadata,
    sa.Column("melding_id", sa.Integer, sa.ForeignKey(_MELDING), primary_key=True),
    sa.Column("versie", sa.Integer, primary_key=True),
    sa.Column("besluit", sa.String(32), nullable=False),
    sa.Column("reden_versleuteld", sa.LargeBinary, nullable=False),
    sa.Column("medewerker_id", sa.Integer, sa.ForeignKey(_STAFF), nullable=False),
    sa.Column("besloten_op", UtcDateTime, nullable=False),
    # NULL: recorded before there was a form.
    sa.Column("formulier_versleuteld", sa.LargeBinary),
    # Counts once a second colleague agreed.
    sa.Column("voorstel", sa.Boolean, nullable=False, server_default=sa.false()),
)

# What a second colleague said of a proposal.
wegingbevestigingen = sa.Table(
    "wegingbevestigingen",
    metadata,
    sa.Column("melding_id", sa.Integer, primary_key=True),
    sa.Column("versie", sa.Integer, primary_key=True),
    sa.Column("akkoord", sa.Boolean, nullable=False),
    sa.Column("reden_versleuteld", sa.LargeBinary, nullable=False),
    sa.Column("medewerker_id", sa.Integer, sa.ForeignKey(_STAFF), nullable=False),
    sa.Column("bevestigd_op", UtcDateTime, nullable=False),
    sa.ForeignKeyConstraint(
        ["melding_id", "versie"],
        ["wegingen.melding_id", "wegingen.versie"],
        name="fk_wegingbevestigingen_weging",
    ),
)

# A form that is not recorded yet, of each author one.
wegingconcepten = sa.Table(
    "wegingconcepten",
    metadata,
    sa.Column("melding_id", sa.Integer, sa.ForeignKey(_MELDING), primary_key=True),
    sa.Column("medewerker_id", sa.Integer, sa.ForeignKey(_STAFF), primary_key=True),
    sa.Column("formulier_versleuteld", sa.LargeBinary, nullable=False),
    sa.Column("bewaard_op", UtcDateTime, nullable=False),
)

# Where a melding stands: its last row. Without `medewerker_id` the visitor made the step; without
# `reden_versleuteld` it was made before steps had reasons.
meldingstappen = sa.Table(
    "meldingstappen",
    metadata,
    sa.Column("melding_id", sa.Integer, sa.ForeignKey(_MELDING), primary_key=True),
    sa.Column("nummer", sa.Integer, primary_key=True),
    sa.Column("naar", sa.String(32), nullable=False),
    sa.Column("reden_versleuteld", sa.LargeBinary),
    sa.Column("medewerker_id", sa.Integer, sa.ForeignKey(_STAFF)),
    sa.Column("gezet_op", UtcDateTime, nullable=False),
)

zaken = sa.Table(
    "zaken",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column(
        "organisatie_id",
        sa.Integer,
        sa.ForeignKey("organisaties.id"),
        nullable=False,
        index=True,
    ),
    sa.Column("status", sa.String(16), nullable=False),
    sa.Column("geopend_op", UtcDateTime, nullable=False),
    sa.Column("geopend_door", sa.Integer, sa.ForeignKey(_STAFF), nullable=False),
    sa.Column("gesloten_op", UtcDateTime),
    sa.Column("gesloten_door", sa.Integer, sa.ForeignKey(_STAFF)),
    sa.Column("sluitreden_versleuteld", sa.LargeBinary),
)

# The key that seals what colleagues wrote in a zaak. Without `sleutel` the zaak was erased.
zaaksleutels = sa.Table(
    "zaaksleutels",
    metadata,
    sa.Column("zaak_id", sa.String(36), sa.ForeignKey(_ZAAK), primary_key=True),
    sa.Column("doel", sa.String(16), primary_key=True),
    sa.Column("sleutel_versleuteld", sa.LargeBinary),
    sa.Column("gewist_op", UtcDateTime),
)

# A melding is in one zaak at most.
zaakmeldingen = sa.Table(
    "zaakmeldingen",
    metadata,
    sa.Column("melding_id", sa.Integer, sa.ForeignKey(_MELDING), primary_key=True),
    sa.Column("zaak_id", sa.String(36), sa.ForeignKey(_ZAAK), nullable=False, index=True),
    sa.Column("medewerker_id", sa.Integer, sa.ForeignKey(_STAFF), nullable=False),
    sa.Column("toegevoegd_op", UtcDateTime, nullable=False),
)

deelnemers = sa.Table(
    "deelnemers",
    metadata,
    sa.Column("zaak_id", sa.String(36), sa.ForeignKey(_ZAAK), primary_key=True),
    sa.Column("nummer", sa.Integer, primary_key=True),
    sa.Column("versie", sa.Integer, primary_key=True),
    sa.Column("gegevens_versleuteld", sa.LargeBinary, nullable=False),
    sa.Column("medewerker_id", sa.Integer, sa.ForeignKey(_STAFF), nullable=False),
    sa.Column("geschreven_op", UtcDateTime, nullable=False),
)

zaaknotities = sa.Table(
    "zaaknotities",
    metadata,
    sa.Column("zaak_id", sa.String(36), sa.ForeignKey(_ZAAK), primary_key=True),
    sa.Column("nummer", sa.Integer, primary_key=True),
    sa.Column("tekst_versleuteld", sa.LargeBinary, nullable=False),
    sa.Column("medewerker_id", sa.Integer, sa.ForeignKey(_STAFF), nullable=False),
    sa.Column("geschreven_op", UtcDateTime, nullable=False),
)
