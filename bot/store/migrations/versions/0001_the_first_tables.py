"""the first tables"""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import UtcDateTime

revision = '0001'
down_revision = None


def upgrade() -> None:
    op.create_table('medewerkers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('inlognaam', sa.String(length=64), nullable=False),
    sa.Column('naam', sa.String(length=128), nullable=False),
    sa.Column('wachtwoord_hash', sa.String(length=256), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_medewerkers')),
    sa.UniqueConstraint('inlognaam', name=op.f('uq_medewerkers_inlognaam'))
    )
    op.create_table('sleutelcontrole',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('proef_versleuteld', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sleutelcontrole'))
    )
    op.create_table('gesprekken',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('sleutel_hash', sa.LargeBinary(), nullable=True),
    sa.Column('status', sa.String(length=16), nullable=False),
    sa.Column('modus', sa.String(length=16), nullable=False),
    sa.Column('gevaar', sa.String(length=16), nullable=False),
    sa.Column('beurt', sa.Integer(), nullable=False),
    sa.Column('medewerker_id', sa.Integer(), nullable=True),
    sa.Column('vraag_versleuteld', sa.LargeBinary(), nullable=True),
    sa.Column('notities_versleuteld', sa.LargeBinary(), nullable=True),
    sa.Column('gestart_op', UtcDateTime(), nullable=False),
    sa.Column('laatst_op', UtcDateTime(), nullable=False),
    sa.Column('beeindigd_op', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['medewerker_id'], ['medewerkers.id'], name=op.f('fk_gesprekken_medewerker_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_gesprekken'))
    )
    op.create_index(op.f('ix_gesprekken_laatst_op'), 'gesprekken', ['laatst_op'], unique=False)
    op.create_index(op.f('ix_gesprekken_status'), 'gesprekken', ['status'], unique=False)
    op.create_table('sessies',
    sa.Column('token_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('medewerker_id', sa.Integer(), nullable=False),
    sa.Column('begonnen_op', UtcDateTime(), nullable=False),
    sa.Column('gezien_op', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['medewerker_id'], ['medewerkers.id'], name=op.f('fk_sessies_medewerker_id')),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_sessies'))
    )
    op.create_index(op.f('ix_sessies_gezien_op'), 'sessies', ['gezien_op'], unique=False)
    op.create_table('antwoorden',
    sa.Column('gesprek_id', sa.String(length=36), nullable=False),
    sa.Column('veld', sa.String(length=64), nullable=False),
    sa.Column('waarde_versleuteld', sa.LargeBinary(), nullable=False),
    sa.Column('bron_versleuteld', sa.LargeBinary(), nullable=False),
    sa.Column('bericht_nummer', sa.Integer(), nullable=False),
    sa.Column('bevestigd', sa.Boolean(), nullable=False),
    sa.Column('gezegd_door', sa.String(length=64), nullable=False),
    sa.Column('gezegd_op', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['gesprek_id'], ['gesprekken.id'], name=op.f('fk_antwoorden_gesprek_id')),
    sa.PrimaryKeyConstraint('gesprek_id', 'veld', name=op.f('pk_antwoorden'))
    )
    op.create_table('berichten',
    sa.Column('gesprek_id', sa.String(length=36), nullable=False),
    sa.Column('nummer', sa.Integer(), nullable=False),
    sa.Column('van', sa.String(length=16), nullable=False),
    sa.Column('soort', sa.String(length=16), nullable=False),
    sa.Column('tekst_versleuteld', sa.LargeBinary(), nullable=False),
    sa.Column('signalen', sa.JSON(), nullable=False),
    sa.Column('gezegd_op', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['gesprek_id'], ['gesprekken.id'], name=op.f('fk_berichten_gesprek_id')),
    sa.PrimaryKeyConstraint('gesprek_id', 'nummer', name=op.f('pk_berichten'))
    )
    op.create_table('escalaties',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('gesprek_id', sa.String(length=36), nullable=False),
    sa.Column('reden', sa.String(length=32), nullable=False),
    sa.Column('sinds', UtcDateTime(), nullable=False),
    sa.Column('beeindigd_op', UtcDateTime(), nullable=True),
    sa.Column('medewerker_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['gesprek_id'], ['gesprekken.id'], name=op.f('fk_escalaties_gesprek_id')),
    sa.ForeignKeyConstraint(['medewerker_id'], ['medewerkers.id'], name=op.f('fk_escalaties_medewerker_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_escalaties'))
    )
    op.create_index(op.f('ix_escalaties_beeindigd_op'), 'escalaties', ['beeindigd_op'], unique=False)
    op.create_index(op.f('ix_escalaties_gesprek_id'), 'escalaties', ['gesprek_id'], unique=False)
    op.create_table('meldingen',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('gesprek_id', sa.String(length=36), nullable=False),
    sa.Column('ingediend_op', UtcDateTime(), nullable=False),
    sa.Column('beoordelen_voor', sa.Date(), nullable=False),
    sa.Column('gemeente', sa.String(length=8), nullable=True),
    sa.Column('document_versleuteld', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['gesprek_id'], ['gesprekken.id'], name=op.f('fk_meldingen_gesprek_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meldingen')),
    sa.UniqueConstraint('gesprek_id', name=op.f('uq_meldingen_gesprek_id'))
    )
    op.create_index(op.f('ix_meldingen_beoordelen_voor'), 'meldingen', ['beoordelen_voor'], unique=False)
    op.create_table('wegingen',
    sa.Column('melding_id', sa.Integer(), nullable=False),
    sa.Column('versie', sa.Integer(), nullable=False),
    sa.Column('besluit', sa.String(length=32), nullable=False),
    sa.Column('reden_versleuteld', sa.LargeBinary(), nullable=False),
    sa.Column('medewerker_id', sa.Integer(), nullable=False),
    sa.Column('besloten_op', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['medewerker_id'], ['medewerkers.id'], name=op.f('fk_wegingen_medewerker_id')),
    sa.ForeignKeyConstraint(['melding_id'], ['meldingen.id'], name=op.f('fk_wegingen_melding_id')),
    sa.PrimaryKeyConstraint('melding_id', 'versie', name=op.f('pk_wegingen'))
    )


def downgrade() -> None:
    op.drop_table('wegingen')
    op.drop_index(op.f('ix_meldingen_beoordelen_voor'), table_name='meldingen')
    op.drop_table('meldingen')
    op.drop_index(op.f('ix_escalaties_gesprek_id'), table_name='escalaties')
    op.drop_index(op.f('ix_escalaties_beeindigd_op'), table_name='escalaties')
    op.drop_table('escalaties')
    op.drop_table('berichten')
    op.drop_table('antwoorden')
    op.drop_index(op.f('ix_sessies_gezien_op'), table_name='sessies')
    op.drop_table('sessies')
    op.drop_index(op.f('ix_gesprekken_status'), table_name='gesprekken')
    op.drop_index(op.f('ix_gesprekken_laatst_op'), table_name='gesprekken')
    op.drop_table('gesprekken')
    op.drop_table('sleutelcontrole')
    op.drop_table('medewerkers')
