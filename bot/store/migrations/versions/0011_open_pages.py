"""whether the page of a visitor is open, as long as the conversation is"""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import UtcDateTime

revision = '0011'
down_revision = '0010'


def upgrade() -> None:
    op.create_table('verbindingen',
    sa.Column('gesprek_id', sa.String(length=36), nullable=False),
    sa.Column('gezien_op', UtcDateTime(), nullable=False),
    sa.Column('verbroken_op', UtcDateTime(), nullable=True),
    sa.Column('terug_op', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['gesprek_id'], ['gesprekken.id'], name=op.f('fk_verbindingen_gesprek_id')),
    sa.PrimaryKeyConstraint('gesprek_id', name=op.f('pk_verbindingen'))
    )


def downgrade() -> None:
    op.drop_table('verbindingen')
