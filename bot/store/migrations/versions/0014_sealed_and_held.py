"""which signals were heard is sealed, where it plays stands in the sealed melding alone, and who was
called back may be known for as long as a request is open

What was in clear must also leave the pages that a database keeps for itself: SQLite overwrites what
is dropped (secure_delete), PostgreSQL has to write the tables anew.
"""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import context, op

from bot.store.data_keys import DataKeys
from bot.store.keys import KeyUnusable
from bot.store.sealed import DOCUMENT, SIGNALS
from bot.store.tables import UtcDateTime

revision = '0014'
down_revision = '0013'

berichten = sa.table('berichten',
    sa.column('gesprek_id', sa.String), sa.column('nummer', sa.Integer),
    sa.column('signalen', sa.JSON), sa.column('signalen_versleuteld', sa.LargeBinary),
)
meldingen = sa.table('meldingen',
    sa.column('gesprek_id', sa.String), sa.column('gemeente', sa.String),
    sa.column('document_versleuteld', sa.LargeBinary),
)


def upgrade() -> None:
    with op.batch_alter_table('berichten') as changed:
        changed.add_column(sa.Column('signalen_versleuteld', sa.LargeBinary(), nullable=True))
    for row, id, keys in _rows(berichten):
        sealed = keys.seal(json.dumps(row.signalen), SIGNALS, id, id, row.nummer)
        op.execute(_message(row).values(signalen_versleuteld=sealed))
    with op.batch_alter_table('berichten') as changed:
        changed.alter_column('signalen_versleuteld', existing_type=sa.LargeBinary(), nullable=False)
        changed.drop_column('signalen')
    with op.batch_alter_table('meldingen') as changed:
        changed.drop_column('gemeente')
    with op.batch_alter_table('terugbelverzoeken') as changed:
        changed.add_column(sa.Column('gebeld_op', UtcDateTime(), nullable=True))
    _write_anew('berichten', 'meldingen')


def downgrade() -> None:
    op.execute('DELETE FROM terugbelverzoeken WHERE gebeld_op IS NOT NULL')  # nobody is called twice
    with op.batch_alter_table('terugbelverzoeken') as changed:
        changed.drop_column('gebeld_op')
    with op.batch_alter_table('berichten') as changed:
        changed.add_column(sa.Column('signalen', sa.JSON(), nullable=True))
    for row, id, keys in _rows(berichten):
        signals = keys.unseal(bytes(row.signalen_versleuteld), SIGNALS, id, id, row.nummer)
        op.execute(_message(row).values(signalen=json.loads(signals)))
    with op.batch_alter_table('berichten') as changed:
        changed.alter_column('signalen', existing_type=sa.JSON(), nullable=False)
        changed.drop_column('signalen_versleuteld')
    with op.batch_alter_table('meldingen') as changed:
        changed.add_column(sa.Column('gemeente', sa.String(length=8), nullable=True))
    for row, id, keys in _rows(meldingen):
        document = keys.unseal(bytes(row.document_versleuteld), DOCUMENT, id, id)
        gemeente = json.loads(document).get('antwoorden', {}).get('gemeente')
        op.execute(meldingen.update().where(meldingen.c.gesprek_id == row.gesprek_id).values(gemeente=gemeente))


def _data_keys() -> DataKeys:
    """The tables of the keys are as they were in 0004: who changes them, changes this as well."""
    keys = context.config.attributes['keys']
    if keys is None:
        raise KeyUnusable('this migration seals what is stored, and needs the keys of the database')
    return DataKeys(op.get_bind(), keys)


def _rows(table: sa.sql.TableClause) -> Iterator[tuple[Any, UUID, DataKeys]]:
    """With the columns that are there now, the conversation and the keys."""
    there = {column['name'] for column in sa.inspect(op.get_bind()).get_columns(table.name)}
    rows = op.get_bind().execute(sa.select(*(c for c in table.c if c.name in there))).all()
    if rows:
        keys = _data_keys()
        yield from ((row, UUID(row.gesprek_id), keys) for row in rows)


def _message(row: Any) -> Any:
    return berichten.update().where(
        berichten.c.gesprek_id == row.gesprek_id, berichten.c.nummer == row.nummer
    )


def _write_anew(*tables: str) -> None:
    if op.get_bind().dialect.name != 'postgresql':
        return
    with op.get_context().autocommit_block():
        for table in tables:
            op.execute(f'VACUUM (FULL) {table}')
