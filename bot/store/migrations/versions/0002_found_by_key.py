"""a conversation is found by its key: a visitor returns with a code"""

from alembic import op

revision = '0002'
down_revision = '0001'


def upgrade() -> None:
    with op.batch_alter_table('gesprekken') as changed:
        changed.create_index(changed.f('ix_gesprekken_sleutel_hash'), ['sleutel_hash'])


def downgrade() -> None:
    with op.batch_alter_table('gesprekken') as changed:
        changed.drop_index(changed.f('ix_gesprekken_sleutel_hash'))
