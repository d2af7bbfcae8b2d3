"""a conversation about which a request is open"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'


def upgrade() -> None:
    with op.batch_alter_table('gesprekken') as changed:
        changed.add_column(sa.Column('vastgehouden_om', sa.String(length=32), nullable=True))
        changed.create_index(changed.f('ix_gesprekken_beeindigd_op'), ['beeindigd_op'])


def downgrade() -> None:
    with op.batch_alter_table('gesprekken') as changed:
        changed.drop_index(changed.f('ix_gesprekken_beeindigd_op'))
        changed.drop_column('vastgehouden_om')
