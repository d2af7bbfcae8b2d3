"""every conversation has a key of its own"""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import UtcDateTime

revision = '0004'
down_revision = '0003'


def upgrade() -> None:
    op.create_table('gespreksleutels',
    sa.Column('gesprek_id', sa.String(length=36), nullable=False),
    sa.Column('doel', sa.String(length=16), nullable=False),
    sa.Column('sleutel_versleuteld', sa.LargeBinary(), nullable=True),
    sa.Column('gewist_op', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['gesprek_id'], ['gesprekken.id'], name=op.f('fk_gespreksleutels_gesprek_id')),
    sa.PrimaryKeyConstraint('gesprek_id', 'doel', name=op.f('pk_gespreksleutels'))
    )


def downgrade() -> None:
    op.drop_table('gespreksleutels')
