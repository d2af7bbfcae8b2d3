"""colleagues who work together in a conversation"""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import UtcDateTime

revision = '0008'
down_revision = '0007'


def upgrade() -> None:
    with op.batch_alter_table('gesprekken') as changed:
        changed.add_column(sa.Column('uitkomst', sa.String(length=32), nullable=True))
    op.create_table('werknotities',
    sa.Column('gesprek_id', sa.String(length=36), nullable=False),
    sa.Column('nummer', sa.Integer(), nullable=False),
    sa.Column('soort', sa.String(length=16), nullable=False),
    sa.Column('tekst_versleuteld', sa.LargeBinary(), nullable=False),
    sa.Column('medewerker_id', sa.Integer(), nullable=False),
    sa.Column('geschreven_op', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['gesprek_id'], ['gesprekken.id'], name=op.f('fk_werknotities_gesprek_id')),
    sa.ForeignKeyConstraint(['medewerker_id'], ['medewerkers.id'], name=op.f('fk_werknotities_medewerker_id')),
    sa.PrimaryKeyConstraint('gesprek_id', 'nummer', name=op.f('pk_werknotities'))
    )

    op.create_table('meelezers',
    sa.Column('gesprek_id', sa.String(length=36), nullable=False),
    sa.Column('medewerker_id', sa.Integer(), nullable=False),
    sa.Column('gevraagd_door', sa.Integer(), nullable=False),
    sa.Column('gevraagd_op', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['gesprek_id'], ['gesprekken.id'], name=op.f('fk_meelezers_gesprek_id')),
    sa.ForeignKeyConstraint(['gevraagd_door'], ['medewerkers.id'], name=op.f('fk_meelezers_gevraagd_door')),
    sa.ForeignKeyConstraint(['medewerker_id'], ['medewerkers.id'], name=op.f('fk_meelezers_medewerker_id')),
    sa.PrimaryKeyConstraint('gesprek_id', 'medewerker_id', name=op.f('pk_meelezers'))
    )


def downgrade() -> None:
    op.drop_table('meelezers')
    op.drop_table('werknotities')
    with op.batch_alter_table('gesprekken') as changed:
        changed.drop_column('uitkomst')
