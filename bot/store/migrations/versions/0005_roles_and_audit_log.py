"""organisations, roles, a second factor, and the log of what colleagues do"""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import UtcDateTime

revision = '0005'
down_revision = '0004'

# A line of the log is never changed, and taken away only when it is old enough for the shortest term
# that may be set (a year): the database refuses anything else, whoever asks.
SQLITE_GUARDS = {
    'auditlog_wijzigt_niet': "CREATE TRIGGER auditlog_wijzigt_niet BEFORE UPDATE ON auditlog "
        "BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END",
    'auditlog_blijft': "CREATE TRIGGER auditlog_blijft BEFORE DELETE ON auditlog "
        "WHEN old.tijd > datetime('now', '-1 year') "
        "BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END",
}
POSTGRESQL_GUARD = (
    "CREATE FUNCTION auditlog_bewaak() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "IF TG_OP = 'DELETE' AND OLD.tijd <= (now() AT TIME ZONE 'UTC') - interval '1 year' "
    "THEN RETURN OLD; END IF; "
    "RAISE EXCEPTION 'the audit log is only added to'; END $$",
    "CREATE TRIGGER auditlog_bewaakt BEFORE UPDATE OR DELETE ON auditlog "
    "FOR EACH ROW EXECUTE FUNCTION auditlog_bewaak()",
    "CREATE TRIGGER auditlog_bewaakt_heel BEFORE TRUNCATE ON auditlog "
    "FOR EACH STATEMENT EXECUTE FUNCTION auditlog_bewaak()",
)


def upgrade() -> None:
    organisaties = op.create_table('organisaties',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('naam', sa.String(length=128), nullable=False),
    sa.Column('host', sa.String(length=253), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisaties')),
    sa.UniqueConstraint('host', name=op.f('uq_organisaties_host'))
    )
    op.execute(organisaties.insert().values(naam='Veilig Thuis'))
    with op.batch_alter_table('gesprekken') as changed:
        changed.add_column(sa.Column('organisatie_id', sa.Integer(), nullable=False, server_default='1'))
        changed.create_foreign_key(changed.f('fk_gesprekken_organisatie_id'), 'organisaties', ['organisatie_id'], ['id'])
        changed.create_index(changed.f('ix_gesprekken_organisatie_id'), ['organisatie_id'])
    with op.batch_alter_table('medewerkers') as changed:
        changed.add_column(sa.Column('organisatie_id', sa.Integer(), nullable=False, server_default='1'))
        changed.add_column(sa.Column('rol', sa.String(length=16), nullable=False, server_default='medewerker'))
        changed.add_column(sa.Column('totp_versleuteld', sa.LargeBinary(), nullable=True))
        changed.add_column(sa.Column('totp_bevestigd', sa.Boolean(), nullable=False, server_default=sa.false()))
        changed.add_column(sa.Column('totp_stap', sa.Integer(), nullable=False, server_default='0'))
        changed.add_column(sa.Column('actief', sa.Boolean(), nullable=False, server_default=sa.true()))
        changed.create_foreign_key(changed.f('fk_medewerkers_organisatie_id'), 'organisaties', ['organisatie_id'], ['id'])
    op.execute('DELETE FROM sessies')  # everybody signs in once more
    op.execute('UPDATE gesprekken SET sleutel_hash = NULL')  # they are keyed hashes from now on
    with op.batch_alter_table('sessies') as changed:
        changed.add_column(sa.Column('actief_op', UtcDateTime(), nullable=False))
    op.create_table('herstelcodes',
    sa.Column('medewerker_id', sa.Integer(), nullable=False),
    sa.Column('code_hash', sa.LargeBinary(length=32), nullable=False),
    sa.ForeignKeyConstraint(['medewerker_id'], ['medewerkers.id'], name=op.f('fk_herstelcodes_medewerker_id')),
    sa.PrimaryKeyConstraint('medewerker_id', 'code_hash', name=op.f('pk_herstelcodes'))
    )
    op.create_table('apparaten',
    sa.Column('token_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('medewerker_id', sa.Integer(), nullable=False),
    sa.Column('gezien_op', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['medewerker_id'], ['medewerkers.id'], name=op.f('fk_apparaten_medewerker_id')),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_apparaten'))
    )
    with op.batch_alter_table('apparaten') as changed:
        changed.create_index(changed.f('ix_apparaten_gezien_op'), ['gezien_op'])
    op.create_table('inzages',
    sa.Column('medewerker_id', sa.Integer(), nullable=False),
    sa.Column('gesprek_id', sa.String(length=36), nullable=False),
    sa.Column('reden', sa.String(length=32), nullable=False),
    sa.Column('sinds', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['medewerker_id'], ['medewerkers.id'], name=op.f('fk_inzages_medewerker_id')),
    sa.PrimaryKeyConstraint('medewerker_id', 'gesprek_id', name=op.f('pk_inzages'))
    )
    op.create_table('dienstsleutels',
    sa.Column('doel', sa.String(length=16), nullable=False),
    sa.Column('sleutel_versleuteld', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('doel', name=op.f('pk_dienstsleutels'))
    )
    op.create_table('auditlog',
    sa.Column('nummer', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('tijd', UtcDateTime(), nullable=False),
    sa.Column('handeling', sa.String(length=32), nullable=False),
    sa.Column('medewerker_id', sa.Integer(), nullable=True),
    sa.Column('rol', sa.String(length=16), nullable=False),
    sa.Column('organisatie_id', sa.Integer(), nullable=True),
    sa.Column('gesprek_id', sa.String(length=36), nullable=True),
    sa.Column('object_id', sa.String(length=64), nullable=False),
    sa.Column('reden', sa.String(length=32), nullable=False),
    sa.Column('toegestaan', sa.Boolean(), nullable=False),
    sa.Column('aantal', sa.Integer(), nullable=False),
    sa.Column('vorige_zegel', sa.LargeBinary(length=32), nullable=False),
    sa.Column('zegel', sa.LargeBinary(length=32), nullable=False),
    sa.PrimaryKeyConstraint('nummer', name=op.f('pk_auditlog'))
    )
    with op.batch_alter_table('auditlog') as changed:
        changed.create_index(changed.f('ix_auditlog_tijd'), ['tijd'])
        changed.create_index(changed.f('ix_auditlog_organisatie_id'), ['organisatie_id'])
    guards = SQLITE_GUARDS.values() if op.get_bind().dialect.name == 'sqlite' else POSTGRESQL_GUARD
    for guard in guards:
        op.execute(guard)


def downgrade() -> None:
    op.drop_table('auditlog')
    if op.get_bind().dialect.name != 'sqlite':
        op.execute('DROP FUNCTION auditlog_bewaak')
    for name in ('dienstsleutels', 'inzages', 'apparaten', 'herstelcodes'):
        op.drop_table(name)
    with op.batch_alter_table('sessies') as changed:
        changed.drop_column('actief_op')
    with op.batch_alter_table('medewerkers') as changed:
        changed.drop_constraint(changed.f('fk_medewerkers_organisatie_id'), type_='foreignkey')
        for name in ('organisatie_id', 'rol', 'totp_versleuteld', 'totp_bevestigd', 'totp_stap', 'actief'):
            changed.drop_column(name)
    with op.batch_alter_table('gesprekken') as changed:
        changed.drop_index(changed.f('ix_gesprekken_organisatie_id'))
        changed.drop_constraint(changed.f('fk_gesprekken_organisatie_id'), type_='foreignkey')
        changed.drop_column('organisatie_id')
    op.drop_table('organisaties')
