"""passwords that others made, sessions by the provider, and who gave a command

Going back, lines of the log that name an account of the machine do not fit their seal any more.
"""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import UtcDateTime

revision = '0013'
down_revision = '0012'


def upgrade() -> None:
    with op.batch_alter_table('medewerkers') as changed:
        changed.add_column(sa.Column('wachtwoord_tot', UtcDateTime(), nullable=True))
    # Who is linked signs in by the provider only.
    op.execute("UPDATE medewerkers SET wachtwoord_hash = '' "
               "WHERE id IN (SELECT medewerker_id FROM koppelingen)")
    with op.batch_alter_table('sessies') as changed:
        changed.add_column(sa.Column('aanbieder_sessie', sa.String(length=255), nullable=True))
    with op.batch_alter_table('inlogpogingen') as changed:
        changed.add_column(sa.Column('tweede_factor', sa.Boolean(), nullable=False, server_default=sa.false()))
        changed.add_column(sa.Column('aanbieder_sessie', sa.String(length=255), nullable=False, server_default=''))
    # Not by a copy of the table, which would take its triggers away.
    op.execute("ALTER TABLE auditlog ADD COLUMN machinegebruiker VARCHAR(64) DEFAULT '' NOT NULL")


def downgrade() -> None:
    op.execute('ALTER TABLE auditlog DROP COLUMN machinegebruiker')
    with op.batch_alter_table('inlogpogingen') as changed:
        changed.drop_column('aanbieder_sessie')
        changed.drop_column('tweede_factor')
    with op.batch_alter_table('sessies') as changed:
        changed.drop_column('aanbieder_sessie')
    with op.batch_alter_table('medewerkers') as changed:
        changed.drop_column('wachtwoord_tot')
