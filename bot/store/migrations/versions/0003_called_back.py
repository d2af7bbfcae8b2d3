"""visitors who may be called back"""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import UtcDateTime

revision = '0003'
down_revision = '0002'


def upgrade() -> None:
    op.create_table('terugbelverzoeken',
    sa.Column('gesprek_id', sa.String(length=36), nullable=False),
    sa.Column('gevraagd_op', UtcDateTime(), nullable=False),
    sa.Column('contact_versleuteld', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['gesprek_id'], ['gesprekken.id'], name=op.f('fk_terugbelverzoeken_gesprek_id')),
    sa.PrimaryKeyConstraint('gesprek_id', name=op.f('pk_terugbelverzoeken'))
    )
    with op.batch_alter_table('terugbelverzoeken') as changed:
        changed.create_index(changed.f('ix_terugbelverzoeken_gevraagd_op'), ['gevraagd_op'])


def downgrade() -> None:
    op.drop_table('terugbelverzoeken')
