"""who is to be informed, and which investigation has ended"""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

from bot.store.tables import UtcDateTime

revision = '0010'
down_revision = '0009'

INFORM_WITHIN = timedelta(weeks=4)  # Wmo 2015 art. 5.3.1


def upgrade() -> None:
    plichten = op.create_table('informatieplichten',
    sa.Column('melding_id', sa.Integer(), nullable=False),
    sa.Column('nummer', sa.Integer(), nullable=False),
    sa.Column('wie_versleuteld', sa.LargeBinary(), nullable=True),
    sa.Column('vastgelegd_op', sa.Date(), nullable=False),
    sa.Column('uiterlijk', sa.Date(), nullable=False),
    sa.Column('medewerker_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['medewerker_id'], ['medewerkers.id'], name=op.f('fk_informatieplichten_medewerker_id')),
    sa.ForeignKeyConstraint(['melding_id'], ['meldingen.id'], name=op.f('fk_informatieplichten_melding_id')),
    sa.PrimaryKeyConstraint('melding_id', 'nummer', name=op.f('pk_informatieplichten'))
    )
    op.create_index(op.f('ix_informatieplichten_uiterlijk'), 'informatieplichten', ['uiterlijk'], unique=False)

    op.create_table('informeerstappen',
    sa.Column('melding_id', sa.Integer(), nullable=False),
    sa.Column('nummer', sa.Integer(), nullable=False),
    sa.Column('stap', sa.Integer(), nullable=False),
    sa.Column('soort', sa.String(length=16), nullable=False),
    sa.Column('tot', sa.Date(), nullable=True),
    sa.Column('gedaan_op', sa.Date(), nullable=True),
    sa.Column('hoe', sa.String(length=32), nullable=True),
    sa.Column('tekst_versleuteld', sa.LargeBinary(), nullable=False),
    sa.Column('medewerker_id', sa.Integer(), nullable=False),
    sa.Column('genoteerd_op', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['medewerker_id'], ['medewerkers.id'], name=op.f('fk_informeerstappen_medewerker_id')),
    sa.ForeignKeyConstraint(['melding_id', 'nummer'], ['informatieplichten.melding_id', 'informatieplichten.nummer'], name=op.f('fk_informeerstappen_melding_id')),
    sa.PrimaryKeyConstraint('melding_id', 'nummer', 'stap', name=op.f('pk_informeerstappen'))
    )

    op.create_table('onderzoekeinden',
    sa.Column('melding_id', sa.Integer(), nullable=False),
    sa.Column('versie', sa.Integer(), nullable=False),
    sa.Column('afgerond_op', sa.Date(), nullable=False),
    sa.Column('medewerker_id', sa.Integer(), nullable=False),
    sa.Column('genoteerd_op', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['medewerker_id'], ['medewerkers.id'], name=op.f('fk_onderzoekeinden_medewerker_id')),
    sa.ForeignKeyConstraint(['melding_id', 'versie'], ['wegingen.melding_id', 'wegingen.versie'], name=op.f('fk_onderzoekeinden_melding_id')),
    sa.PrimaryKeyConstraint('melding_id', 'versie', name=op.f('pk_onderzoekeinden'))
    )
    for_the_meldingen_there_are(plichten)


def for_the_meldingen_there_are(plichten: sa.Table) -> None:
    """Their names are sealed, so each gets one line for everybody in it: nobody is forgotten."""
    connection = op.get_bind()
    meldingen = sa.table('meldingen', sa.column('id', sa.Integer), sa.column('ingediend_op', UtcDateTime))
    found = connection.execute(sa.select(meldingen.c.id, meldingen.c.ingediend_op)).all()
    for id, submitted in found:
        day: date = submitted.astimezone(ZoneInfo('Europe/Amsterdam')).date()
        connection.execute(
            plichten.insert().values(melding_id=id, nummer=1, vastgelegd_op=day, uiterlijk=day + INFORM_WITHIN)
        )


def downgrade() -> None:
    op.drop_table('onderzoekeinden')
    op.drop_table('informeerstappen')
    op.drop_index(op.f('ix_informatieplichten_uiterlijk'), table_name='informatieplichten')
    op.drop_table('informatieplichten')
