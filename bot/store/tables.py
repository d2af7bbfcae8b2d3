"""The tables. What a person wrote, and which danger was heard in it, is in columns named
`*_versleuteld`, sealed as sealed.py says. In clear are codes and times: what is searched or sorted
on."""

from __future__ import annotations

import sqlalchemy as sa

from bot.store import case_tables as case_tables  # the tables of zaak and weging
from bot.store.columns import UtcDateTime as UtcDateTime
from bot.store.columns import metadata as metadata
from bot.store.term_tables import informatieplichten as informatieplichten
from bot.store.term_tables import informeerstappen as informeerstappen
from bot.store.term_tables import onderzoekeinden as onderzoekeinden

# One row for each organisation of Veilig Thuis in this installation; `host` is the address of its
# chat, NULL: every address that is not another's.
organisaties = sa.Table(
    "organisaties",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("naam", sa.String(128), nullable=False),
    sa.Column("host", sa.String(253), unique=True),
)

gesprekken = sa.Table(
    "gesprekken",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column(
        "organisatie_id",
        sa.Integer,
        sa.ForeignKey("organisaties.id"),
        nullable=False,
        server_default="1",
        index=True,
    ),
    # Of the visitor's key, or of the return code; NULL: no visitor can open it any more.
    sa.Column("sleutel_hash", sa.LargeBinary, index=True),
    sa.Column("status", sa.String(16), nullable=False, index=True),
    sa.Column("modus", sa.String(16), nullable=False),
    sa.Column("gevaar", sa.String(16), nullable=False),
    sa.Column("beurt", sa.Integer, nullable=False),
    sa.Column("medewerker_id", sa.Integer, sa.ForeignKey("medewerkers.id")),
    sa.Column("vraag_versleuteld", sa.LargeBinary),
    sa.Column("notities_versleuteld", sa.LargeBinary),
    sa.Column("gestart_op", UtcDateTime, nullable=False),
    sa.Column("laatst_op", UtcDateTime, nullable=False, index=True),
    sa.Column("beeindigd_op", UtcDateTime, index=True),
    # What a colleague said at closing that came of it; NULL: the visitor left, or it is open.
    sa.Column("uitkomst", sa.String(32)),
    # A request about it is open, such as for access: nothing is erased.
    sa.Column("vastgehouden_om", sa.String(32)),
)

# The key that seals what was said in a conversation. Without `sleutel` it was erased: the row that
# stays says when, and holds nothing.
gespreksleutels = sa.Table(
    "gespreksleutels",
    metadata,
    sa.Column("gesprek_id", sa.String(36), sa.ForeignKey("gesprekken.id"), primary_key=True),
    sa.Column("doel", sa.String(16), primary_key=True),
    sa.Column("sleutel_versleuteld", sa.LargeBinary),
    sa.Column("gewist_op", UtcDateTime),
)

berichten = sa.Table(
    "berichten",
    metadata,
    sa.Column("gesprek_id", sa.String(36), sa.ForeignKey("gesprekken.id"), primary_key=True),
    sa.Column("nummer", sa.Integer, primary_key=True),
    sa.Column("van", sa.String(16), nullable=False),
    sa.Column("soort", sa.String(16), nullable=False),
    sa.Column("tekst_versleuteld", sa.LargeBinary, nullable=False),
    sa.Column("signalen_versleuteld", sa.LargeBinary, nullable=False),
    sa.Column("gezegd_op", UtcDateTime, nullable=False),
)

antwoorden = sa.Table(
    "antwoorden",
    metadata,
    sa.Column("gesprek_id", sa.String(36), sa.ForeignKey("gesprekken.id"), primary_key=True),
    sa.Column("veld", sa.String(64), primary_key=True),
    sa.Column("waarde_versleuteld", sa.LargeBinary, nullable=False),
    sa.Column("bron_versleuteld", sa.LargeBinary, nullable=False),
    sa.Column("bericht_nummer", sa.Integer, nullable=False),
    sa.Column("bevestigd", sa.Boolean, nullable=False),
    sa.Column("gezegd_door", sa.String(64), nullable=False),
    sa.Column("gezegd_op", UtcDateTime, nullable=False),
)

# What colleagues write to one another; the visitor never sees it.
werknotities = sa.Table(
    "werknotities",
    metadata,
    sa.Column("gesprek_id", sa.String(36), sa.ForeignKey("gesprekken.id"), primary_key=True),
    sa.Column("nummer", sa.Integer, primary_key=True),
    sa.Column("soort", sa.String(16), nullable=False),
    sa.Column("tekst_versleuteld", sa.LargeBinary, nullable=False),
    sa.Column("medewerker_id", sa.Integer, sa.ForeignKey("medewerkers.id"), nullable=False),
    sa.Column("geschreven_op", UtcDateTime, nullable=False),
)

# A colleague whom the owner asked to look along, as long as that lasts.
meelezers = sa.Table(
    "meelezers",
    metadata,
    sa.Column("gesprek_id", sa.String(36), sa.ForeignKey("gesprekken.id"), primary_key=True),
    sa.Column("medewerker_id", sa.Integer, sa.ForeignKey("medewerkers.id"), primary_key=True),
    sa.Column("gevraagd_door", sa.Integer, sa.ForeignKey("medewerkers.id"), nullable=False),
    sa.Column("gevraagd_op", UtcDateTime, nullable=False),
)

# When the page of a visitor was open: of who waits for a colleague or has one, as long as the
# conversation is open.
verbindingen = sa.Table(
    "verbindingen",
    metadata,
    sa.Column("gesprek_id", sa.String(36), sa.ForeignKey("gesprekken.id"), primary_key=True),
    sa.Column("gezien_op", UtcDateTime, nullable=False),
    sa.Column("verbroken_op", UtcDateTime),
    sa.Column("terug_op", UtcDateTime),
)

escalaties = sa.Table(
    "escalaties",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column(
        "gesprek_id", sa.String(36), sa.ForeignKey("gesprekken.id"), nullable=False, index=True
    ),
    sa.Column("reden", sa.String(32), nullable=False),
    sa.Column("sinds", UtcDateTime, nullable=False),
    sa.Column("beeindigd_op", UtcDateTime, index=True),
    sa.Column("medewerker_id", sa.Integer, sa.ForeignKey("medewerkers.id")),
)

meldingen = sa.Table(
    "meldingen",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column(
        "gesprek_id", sa.String(36), sa.ForeignKey("gesprekken.id"), nullable=False, unique=True
    ),
    sa.Column("ingediend_op", UtcDateTime, nullable=False),
    sa.Column("beoordelen_voor", sa.Date, nullable=False, index=True),
    sa.Column("document_versleuteld", sa.LargeBinary, nullable=False),
)

terugbelverzoeken = sa.Table(
    "terugbelverzoeken",
    metadata,
    sa.Column("gesprek_id", sa.String(36), sa.ForeignKey("gesprekken.id"), primary_key=True),
    sa.Column("gevraagd_op", UtcDateTime, nullable=False, index=True),
    sa.Column("contact_versleuteld", sa.LargeBinary, nullable=False),
    sa.Column("gebeld_op", UtcDateTime),
)

medewerkers = sa.Table(
    "medewerkers",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column(
        "organisatie_id",
        sa.Integer,
        sa.ForeignKey("organisaties.id"),
        nullable=False,
        server_default="1",
    ),
    sa.Column("inlognaam", sa.String(64), nullable=False, unique=True),
    sa.Column("naam", sa.String(128), nullable=False),
    sa.Column("rol", sa.String(16), nullable=False, server_default="medewerker"),
    # Of no password at all ("") for who signs in by the organisation's own provider.
    sa.Column("wachtwoord_hash", sa.String(256), nullable=False),
    # Somebody else made the password: it is to be replaced, and until then works until this moment.
    sa.Column("wachtwoord_tot", UtcDateTime),
    sa.Column("totp_versleuteld", sa.LargeBinary),
    sa.Column("totp_bevestigd", sa.Boolean, nullable=False, server_default=sa.false()),
    # The last step of time that was used: a code works once (RFC 6238, 5.2).
    sa.Column("totp_stap", sa.Integer, nullable=False, server_default="0"),
    sa.Column("actief", sa.Boolean, nullable=False, server_default=sa.true()),
)

herstelcodes = sa.Table(
    "herstelcodes",
    metadata,
    sa.Column("medewerker_id", sa.Integer, sa.ForeignKey("medewerkers.id"), primary_key=True),
    sa.Column("code_hash", sa.LargeBinary(32), primary_key=True),
)

# Browsers in which somebody signed in before: they are not kept out by who guesses passwords.
apparaten = sa.Table(
    "apparaten",
    metadata,
    sa.Column("token_hash", sa.LargeBinary(32), primary_key=True),
    sa.Column("medewerker_id", sa.Integer, sa.ForeignKey("medewerkers.id"), nullable=False),
    sa.Column("gezien_op", UtcDateTime, nullable=False, index=True),
)

# `actief_op`: the colleague did something; `gezien_op`: the desk was open.
sessies = sa.Table(
    "sessies",
    metadata,
    sa.Column("token_hash", sa.LargeBinary(32), primary_key=True),
    sa.Column("medewerker_id", sa.Integer, sa.ForeignKey("medewerkers.id"), nullable=False),
    sa.Column("begonnen_op", UtcDateTime, nullable=False),
    sa.Column("gezien_op", UtcDateTime, nullable=False, index=True),
    sa.Column("actief_op", UtcDateTime, nullable=False),
    # The organisation's own provider asked for a second factor.
    sa.Column("tweede_factor", sa.Boolean, nullable=False, server_default=sa.false()),
    # The session at that provider ("" when it does not say); NULL: signed in here.
    sa.Column("aanbieder_sessie", sa.String(255)),
)

# Who a colleague is at the organisation's own provider (docs/decisions/0010).
koppelingen = sa.Table(
    "koppelingen",
    metadata,
    sa.Column("medewerker_id", sa.Integer, sa.ForeignKey("medewerkers.id"), primary_key=True),
    sa.Column("uitgever", sa.String(255), nullable=False),
    sa.Column("onderwerp", sa.String(255), nullable=False),
    sa.Column("gekoppeld_op", UtcDateTime, nullable=False),
    sa.UniqueConstraint("uitgever", "onderwerp"),
)

# Browsers that were sent to the provider, for ten minutes. Nothing here is of use without what the
# browser keeps, of which only a hash stands here.
inlogpogingen = sa.Table(
    "inlogpogingen",
    metadata,
    sa.Column("kaartje_hash", sa.LargeBinary(32), primary_key=True),
    sa.Column("state", sa.String(64), nullable=False),
    sa.Column("nonce", sa.String(64), nullable=False),
    sa.Column("verifier", sa.String(128), nullable=False),
    sa.Column("begonnen_op", UtcDateTime, nullable=False, index=True),
    sa.Column("vorige_sessie_hash", sa.LargeBinary(32)),
    sa.Column("medewerker_id", sa.Integer, sa.ForeignKey("medewerkers.id")),
    sa.Column("onderwerp", sa.String(255), nullable=False),
    sa.Column("tweede_factor", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("aanbieder_sessie", sa.String(255), nullable=False, server_default=""),
)

# Who gave a reason to read a file may read it for a while.
inzages = sa.Table(
    "inzages",
    metadata,
    sa.Column("medewerker_id", sa.Integer, sa.ForeignKey("medewerkers.id"), primary_key=True),
    sa.Column("gesprek_id", sa.String(36), primary_key=True),
    sa.Column("reden", sa.String(32), nullable=False),
    sa.Column("sinds", UtcDateTime, nullable=False),
)

# No foreign keys: a line stays when what it is about is gone.
auditlog = sa.Table(
    "auditlog",
    metadata,
    sa.Column("nummer", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("tijd", UtcDateTime, nullable=False, index=True),
    sa.Column("handeling", sa.String(32), nullable=False),
    sa.Column("medewerker_id", sa.Integer),
    sa.Column("rol", sa.String(16), nullable=False),
    sa.Column("organisatie_id", sa.Integer, index=True),
    sa.Column("gesprek_id", sa.String(36)),
    sa.Column("object_id", sa.String(64), nullable=False),
    sa.Column("reden", sa.String(32), nullable=False),
    sa.Column("toegestaan", sa.Boolean, nullable=False),
    sa.Column("aantal", sa.Integer, nullable=False),
    sa.Column("vorige_zegel", sa.LargeBinary(32), nullable=False),
    sa.Column("zegel", sa.LargeBinary(32), nullable=False),
    # Of an act by a command: the account of the machine that gave it.
    sa.Column("machinegebruiker", sa.String(64), nullable=False, server_default=""),
)

# Keys of the service itself (service_keys.py).
dienstsleutels = sa.Table(
    "dienstsleutels",
    metadata,
    sa.Column("doel", sa.String(16), primary_key=True),
    sa.Column("sleutel_versleuteld", sa.LargeBinary, nullable=False),
)

# One sealed, known text: shows at start whether the keys are those of this database.
sleutelcontrole = sa.Table(
    "sleutelcontrole",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("proef_versleuteld", sa.LargeBinary, nullable=False),
)
