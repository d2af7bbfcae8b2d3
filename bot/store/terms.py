"""Which conversations and meldingen are older than their term, and are not needed any more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.conversation.conversation import Status
from bot.store.tables import (
    berichten,
    escalaties,
    gesprekken,
    gespreksleutels,
    meldingen,
    terugbelverzoeken,
    wegingen,
)


def _nothing_open() -> tuple[Any, ...]:
    """Nobody waits, nobody is to be called, no request was noted."""
    of_it = gesprekken.c.id
    waits = sa.exists().where(escalaties.c.gesprek_id == of_it, escalaties.c.beeindigd_op.is_(None))
    to_call = sa.exists().where(terugbelverzoeken.c.gesprek_id == of_it)
    return (
        gesprekken.c.status == Status.GESLOTEN.value,
        gesprekken.c.vastgehouden_om.is_(None),
        ~waits,
        ~to_call,
    )


def _has_melding() -> Any:
    return sa.exists().where(meldingen.c.gesprek_id == gesprekken.c.id)


def closed_with_words(moment: datetime, most: int) -> Any:
    words = sa.exists().where(berichten.c.gesprek_id == gesprekken.c.id)
    query = sa.select(gesprekken.c.id).where(
        *_nothing_open(), gesprekken.c.beeindigd_op < moment, words, ~_has_melding()
    )
    return query.order_by(gesprekken.c.beeindigd_op).limit(most)


def erased(moment: datetime, most: int) -> Any:
    words = sa.exists().where(berichten.c.gesprek_id == gesprekken.c.id)
    of_it = gespreksleutels.c.gesprek_id == gesprekken.c.id
    had_no_key = ~sa.exists().where(of_it)  # erased before conversations had keys
    gone = sa.or_(
        sa.exists().where(of_it, gespreksleutels.c.gewist_op < moment),
        sa.and_(had_no_key, gesprekken.c.beeindigd_op < moment),
    )
    query = sa.select(gesprekken.c.id).where(*_nothing_open(), gone, ~words, ~_has_melding())
    return query.order_by(gesprekken.c.beeindigd_op).limit(most)


def weighed(moment: datetime, most: int) -> Any:
    last = (
        sa.select(sa.func.max(wegingen.c.besloten_op))
        .where(wegingen.c.melding_id == meldingen.c.id)
        .scalar_subquery()
    )
    query = (
        sa.select(meldingen.c.gesprek_id).join(gesprekken).where(*_nothing_open(), last < moment)
    )
    return query.order_by(meldingen.c.id).limit(most)
