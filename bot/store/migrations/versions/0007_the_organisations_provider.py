"""signing in by the organisation's own provider"""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import UtcDateTime

revision = '0007'
down_revision = '0006'


def upgrade() -> None:
    with op.batch_alter_table('sessies') as changed:
        changed.add_column(sa.Column('tweede_factor', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table('koppelingen',
    sa.Column('medewerker_id', sa.Integer(), nullable=False),
    sa.Column('uitgever', sa.String(length=255), nullable=False),
    sa.Column('onderwerp', sa.String(length=255), nullable=False),
    sa.Column('gekoppeld_op', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['medewerker_id'], ['medewerkers.id'], name=op.f('fk_koppelingen_medewerker_id')),
    sa.PrimaryKeyConstraint('medewerker_id', name=op.f('pk_koppelingen')),
    sa.UniqueConstraint('uitgever', 'onderwerp', name=op.f('uq_koppelingen_uitgever'))
    )
    op.create_table('inlogpogingen',
    sa.Column('kaartje_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('state', sa.String(length=64), nullable=False),
    sa.Column('nonce', sa.String(length=64), nullable=False),
    sa.Column('verifier', sa.String(length=128), nullable=False),
    sa.Column('begonnen_op', UtcDateTime(), nullable=False),
    sa.Column('vorige_sessie_hash', sa.LargeBinary(length=32), nullable=True),
    sa.Column('medewerker_id', sa.Integer(), nullable=True),
    sa.Column('onderwerp', sa.String(length=255), nullable=False),
    sa.ForeignKeyConstraint(['medewerker_id'], ['medewerkers.id'], name=op.f('fk_inlogpogingen_medewerker_id')),
    sa.PrimaryKeyConstraint('kaartje_hash', name=op.f('pk_inlogpogingen'))
    )
    with op.batch_alter_table('inlogpogingen') as changed:
        changed.create_index(changed.f('ix_inlogpogingen_begonnen_op'), ['begonnen_op'])


def downgrade() -> None:
    op.drop_table('inlogpogingen')
    op.drop_table('koppelingen')
    with op.batch_alter_table('sessies') as changed:
        changed.drop_column('tweede_factor')
