"""case files, the whole weging, and where each melding stands"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from bot.store.tables import UtcDateTime

revision = '0009'
down_revision = '0008'

# What was recorded of a weging and of a melding's steps is never changed, and taken away only when it
# is older than the shortest term that may be set for a melding (bot/casework/retention.py). One change is
# let through: to seal by the key of its conversation what an earlier version sealed by the master key.
SHORTEST = 15 * 365
TIMES = {'wegingen': 'besloten_op', 'wegingbevestigingen': 'bevestigd_op', 'meldingstappen': 'gezet_op'}
# What was written in a zaak is never changed, and taken away only when its key was destroyed.
OF_ZAAK = ('deelnemers', 'zaaknotities')
REFUSAL = 'is only added to'


def sqlite_guards() -> Iterator[str]:
    for table, time in TIMES.items():
        moved = " AND ".join(
            f"old.{column} IS new.{column}" for column in UNSEALED[table]
        ) + " AND hex(substr(old.reden_versleuteld, 1, 1)) <> '00' AND hex(substr(new.reden_versleuteld, 1, 1)) = '00'"
        yield (f"CREATE TRIGGER {table}_wijzigt_niet BEFORE UPDATE ON {table} WHEN NOT COALESCE({moved}, 0) "
               f"BEGIN SELECT RAISE(ABORT, '{table} {REFUSAL}'); END")
        yield (f"CREATE TRIGGER {table}_blijft BEFORE DELETE ON {table} "
               f"WHEN old.{time} > datetime('now', '-{SHORTEST} days') "
               f"BEGIN SELECT RAISE(ABORT, '{table} {REFUSAL}'); END")
    for table in OF_ZAAK:
        yield (f"CREATE TRIGGER {table}_wijzigt_niet BEFORE UPDATE ON {table} "
               f"BEGIN SELECT RAISE(ABORT, '{table} {REFUSAL}'); END")
        yield (f"CREATE TRIGGER {table}_blijft BEFORE DELETE ON {table} WHEN EXISTS "
               f"(SELECT 1 FROM zaaksleutels WHERE zaak_id = old.zaak_id AND sleutel_versleuteld IS NOT NULL) "
               f"BEGIN SELECT RAISE(ABORT, '{table} {REFUSAL}'); END")


def postgresql_guards() -> Iterator[str]:
    for table, time in TIMES.items():
        moved = " AND ".join(
            f"OLD.{column} IS NOT DISTINCT FROM NEW.{column}" for column in UNSEALED[table]
        ) + r" AND get_byte(OLD.reden_versleuteld, 0) <> 0 AND get_byte(NEW.reden_versleuteld, 0) = 0"
        yield from _postgresql_guard(
            table,
            f"IF TG_OP = 'DELETE' THEN IF OLD.{time} <= (now() AT TIME ZONE 'UTC') - interval '{SHORTEST} days' "
            f"THEN RETURN OLD; END IF; ELSIF TG_OP = 'UPDATE' THEN IF {moved} THEN RETURN NEW; END IF; END IF; ",
        )
    for table in OF_ZAAK:
        yield from _postgresql_guard(
            table,
            "IF TG_OP = 'DELETE' THEN IF NOT EXISTS (SELECT 1 FROM zaaksleutels WHERE zaak_id = OLD.zaak_id "
            "AND sleutel_versleuteld IS NOT NULL) THEN RETURN OLD; END IF; END IF; ",
        )


def _postgresql_guard(table: str, allowed: str) -> Iterator[str]:
    yield (f"CREATE FUNCTION {table}_bewaak() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {allowed}"
           f"RAISE EXCEPTION '{table} {REFUSAL}'; END $$")
    yield (f"CREATE TRIGGER {table}_bewaakt BEFORE UPDATE OR DELETE ON {table} "
           f"FOR EACH ROW EXECUTE FUNCTION {table}_bewaak()")
    yield (f"CREATE TRIGGER {table}_bewaakt_heel BEFORE TRUNCATE ON {table} "
           f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_bewaak()")


UNSEALED = {
    'wegingen': ('melding_id', 'versie', 'besluit', 'medewerker_id', 'besloten_op', 'voorstel', 'formulier_versleuteld'),
    'wegingbevestigingen': ('melding_id', 'versie', 'akkoord', 'medewerker_id', 'bevestigd_op'),
    'meldingstappen': ('melding_id', 'nummer', 'naar', 'medewerker_id', 'gezet_op'),
}


def upgrade() -> None:
    op.add_column('wegingen', sa.Column('formulier_versleuteld', sa.LargeBinary(), nullable=True))
    op.add_column('wegingen', sa.Column('voorstel', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table('wegingbevestigingen',
    sa.Column('melding_id', sa.Integer(), nullable=False),
    sa.Column('versie', sa.Integer(), nullable=False),
    sa.Column('akkoord', sa.Boolean(), nullable=False),
    sa.Column('reden_versleuteld', sa.LargeBinary(), nullable=False),
    sa.Column('medewerker_id', sa.Integer(), nullable=False),
    sa.Column('bevestigd_op', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['medewerker_id'], ['medewerkers.id'], name=op.f('fk_wegingbevestigingen_medewerker_id')),
    sa.ForeignKeyConstraint(['melding_id', 'versie'], ['wegingen.melding_id', 'wegingen.versie'], name='fk_wegingbevestigingen_weging'),
    sa.PrimaryKeyConstraint('melding_id', 'versie', name=op.f('pk_wegingbevestigingen'))
    )
    op.create_table('wegingconcepten',
    sa.Column('melding_id', sa.Integer(), nullable=False),
    sa.Column('medewerker_id', sa.Integer(), nullable=False),
    sa.Column('formulier_versleuteld', sa.LargeBinary(), nullable=False),
    sa.Column('bewaard_op', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['medewerker_id'], ['medewerkers.id'], name=op.f('fk_wegingconcepten_medewerker_id')),
    sa.ForeignKeyConstraint(['melding_id'], ['meldingen.id'], name=op.f('fk_wegingconcepten_melding_id')),
    sa.PrimaryKeyConstraint('melding_id', 'medewerker_id', name=op.f('pk_wegingconcepten'))
    )
    op.create_table('meldingstappen',
    sa.Column('melding_id', sa.Integer(), nullable=False),
    sa.Column('nummer', sa.Integer(), nullable=False),
    sa.Column('naar', sa.String(length=32), nullable=False),
    sa.Column('reden_versleuteld', sa.LargeBinary(), nullable=True),
    sa.Column('medewerker_id', sa.Integer(), nullable=True),
    sa.Column('gezet_op', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['medewerker_id'], ['medewerkers.id'], name=op.f('fk_meldingstappen_medewerker_id')),
    sa.ForeignKeyConstraint(['melding_id'], ['meldingen.id'], name=op.f('fk_meldingstappen_melding_id')),
    sa.PrimaryKeyConstraint('melding_id', 'nummer', name=op.f('pk_meldingstappen'))
    )
    op.create_table('zaken',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('organisatie_id', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(length=16), nullable=False),
    sa.Column('geopend_op', UtcDateTime(), nullable=False),
    sa.Column('geopend_door', sa.Integer(), nullable=False),
    sa.Column('gesloten_op', UtcDateTime(), nullable=True),
    sa.Column('gesloten_door', sa.Integer(), nullable=True),
    sa.Column('sluitreden_versleuteld', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['geopend_door'], ['medewerkers.id'], name=op.f('fk_zaken_geopend_door')),
    sa.ForeignKeyConstraint(['gesloten_door'], ['medewerkers.id'], name=op.f('fk_zaken_gesloten_door')),
    sa.ForeignKeyConstraint(['organisatie_id'], ['organisaties.id'], name=op.f('fk_zaken_organisatie_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_zaken'))
    )
    op.create_index(op.f('ix_zaken_organisatie_id'), 'zaken', ['organisatie_id'])
    op.create_table('zaaksleutels',
    sa.Column('zaak_id', sa.String(length=36), nullable=False),
    sa.Column('doel', sa.String(length=16), nullable=False),
    sa.Column('sleutel_versleuteld', sa.LargeBinary(), nullable=True),
    sa.Column('gewist_op', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['zaak_id'], ['zaken.id'], name=op.f('fk_zaaksleutels_zaak_id')),
    sa.PrimaryKeyConstraint('zaak_id', 'doel', name=op.f('pk_zaaksleutels'))
    )
    op.create_table('zaakmeldingen',
    sa.Column('melding_id', sa.Integer(), nullable=False),
    sa.Column('zaak_id', sa.String(length=36), nullable=False),
    sa.Column('medewerker_id', sa.Integer(), nullable=False),
    sa.Column('toegevoegd_op', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['medewerker_id'], ['medewerkers.id'], name=op.f('fk_zaakmeldingen_medewerker_id')),
    sa.ForeignKeyConstraint(['melding_id'], ['meldingen.id'], name=op.f('fk_zaakmeldingen_melding_id')),
    sa.ForeignKeyConstraint(['zaak_id'], ['zaken.id'], name=op.f('fk_zaakmeldingen_zaak_id')),
    sa.PrimaryKeyConstraint('melding_id', name=op.f('pk_zaakmeldingen'))
    )
    op.create_index(op.f('ix_zaakmeldingen_zaak_id'), 'zaakmeldingen', ['zaak_id'])
    op.create_table('deelnemers',
    sa.Column('zaak_id', sa.String(length=36), nullable=False),
    sa.Column('nummer', sa.Integer(), nullable=False),
    sa.Column('versie', sa.Integer(), nullable=False),
    sa.Column('gegevens_versleuteld', sa.LargeBinary(), nullable=False),
    sa.Column('medewerker_id', sa.Integer(), nullable=False),
    sa.Column('geschreven_op', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['medewerker_id'], ['medewerkers.id'], name=op.f('fk_deelnemers_medewerker_id')),
    sa.ForeignKeyConstraint(['zaak_id'], ['zaken.id'], name=op.f('fk_deelnemers_zaak_id')),
    sa.PrimaryKeyConstraint('zaak_id', 'nummer', 'versie', name=op.f('pk_deelnemers'))
    )
    op.create_table('zaaknotities',
    sa.Column('zaak_id', sa.String(length=36), nullable=False),
    sa.Column('nummer', sa.Integer(), nullable=False),
    sa.Column('tekst_versleuteld', sa.LargeBinary(), nullable=False),
    sa.Column('medewerker_id', sa.Integer(), nullable=False),
    sa.Column('geschreven_op', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['medewerker_id'], ['medewerkers.id'], name=op.f('fk_zaaknotities_medewerker_id')),
    sa.ForeignKeyConstraint(['zaak_id'], ['zaken.id'], name=op.f('fk_zaaknotities_zaak_id')),
    sa.PrimaryKeyConstraint('zaak_id', 'nummer', name=op.f('pk_zaaknotities'))
    )
    _steps_of_earlier_meldingen()
    is_sqlite = op.get_bind().dialect.name == 'sqlite'
    for guard in sqlite_guards() if is_sqlite else postgresql_guards():
        op.execute(guard)


def _steps_of_earlier_meldingen() -> None:
    """Every melding was submitted; what was weighed before was decided by its first weging."""
    op.execute("INSERT INTO meldingstappen (melding_id, nummer, naar, gezet_op) "
               "SELECT id, 1, 'INGEDIEND', ingediend_op FROM meldingen")
    for number, to in enumerate(('ONTVANGST_BEVESTIGD', 'IN_BEOORDELING', 'BESLOTEN'), start=2):
        op.execute("INSERT INTO meldingstappen (melding_id, nummer, naar, medewerker_id, gezet_op) "
                   f"SELECT melding_id, {number}, '{to}', medewerker_id, besloten_op FROM wegingen WHERE versie = 1")


def downgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == 'sqlite'
    if is_sqlite:
        op.execute('DROP TRIGGER wegingen_wijzigt_niet')
        op.execute('DROP TRIGGER wegingen_blijft')
    else:
        op.execute('DROP TRIGGER wegingen_bewaakt ON wegingen')
        op.execute('DROP TRIGGER wegingen_bewaakt_heel ON wegingen')
    for name in ('zaaknotities', 'deelnemers', 'zaakmeldingen', 'zaaksleutels', 'zaken', 'meldingstappen',
                 'wegingconcepten', 'wegingbevestigingen'):
        op.drop_table(name)
    if not is_sqlite:
        for name in (*TIMES, *OF_ZAAK):
            op.execute(f'DROP FUNCTION {name}_bewaak')
    with op.batch_alter_table('wegingen') as changed:
        changed.drop_column('formulier_versleuteld')
        changed.drop_column('voorstel')
