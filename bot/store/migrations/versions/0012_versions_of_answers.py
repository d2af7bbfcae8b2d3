"""what was written down of answers, one version after another"""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import UtcDateTime

revision = '0012'
down_revision = '0011'


def upgrade() -> None:
    op.create_table('antwoordversies',
    sa.Column('gesprek_id', sa.String(length=36), nullable=False),
    sa.Column('nummer', sa.Integer(), nullable=False),
    sa.Column('veld', sa.String(length=64), nullable=False),
    sa.Column('soort', sa.String(length=16), nullable=False),
    sa.Column('waarde_versleuteld', sa.LargeBinary(), nullable=True),
    sa.Column('bron_versleuteld', sa.LargeBinary(), nullable=False),
    sa.Column('bericht_nummer', sa.Integer(), nullable=False),
    sa.Column('gezegd_door', sa.String(length=64), nullable=False),
    sa.Column('medewerker_id', sa.Integer(), nullable=True),
    sa.Column('geschreven_op', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['gesprek_id'], ['gesprekken.id'], name=op.f('fk_antwoordversies_gesprek_id')),
    sa.ForeignKeyConstraint(['medewerker_id'], ['medewerkers.id'], name=op.f('fk_antwoordversies_medewerker_id')),
    sa.PrimaryKeyConstraint('gesprek_id', 'nummer', name=op.f('pk_antwoordversies'))
    )


def downgrade() -> None:
    op.drop_table('antwoordversies')
