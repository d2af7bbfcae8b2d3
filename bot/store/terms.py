"""Which conversations and meldingen are older than their term, and are not needed any more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.casework.melding_status import MeldingStatus
from bot.conversation.conversation import Status
from bot.store.case_tables import meldingstappen, wegingbevestigingen, wegingen, zaakmeldingen
from bot.store.tables import (
    berichten,
    escalaties,
    gesprekken,
    gespreksleutels,
    meldingen,
    terugbelverzoeken,
)


def _nothing_open(gesprekken: Any = gesprekken) -> tuple[Any, ...]:
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


def decided(melding: Any) -> Any:
    """Whether a decision counts: from then on it is not to be weighed any more."""
    step = meldingstappen.c.naar == MeldingStatus.BESLOTEN.value
    return sa.exists().where(meldingstappen.c.melding_id == melding, step)


def waits_for_second(melding: Any) -> Any:
    """Whether a second colleague is to look at a proposal."""
    answered = sa.exists().where(
        wegingbevestigingen.c.melding_id == wegingen.c.melding_id,
        wegingbevestigingen.c.versie == wegingen.c.versie,
    )
    return sa.exists().where(
        wegingen.c.melding_id == melding, wegingen.c.voorstel.is_(sa.true()), ~answered
    )


def weighed(moment: datetime, most: int) -> Any:
    """Of a melding in a zaak, when it is so of every melding of that zaak."""
    of_same, other, talk = zaakmeldingen.alias(), zaakmeldingen.alias(), gesprekken.alias()
    sibling = meldingen.alias()
    kept = (
        sa.exists()
        .where(of_same.c.melding_id == meldingen.c.id)
        .where(other.c.zaak_id == of_same.c.zaak_id)
        .where(sibling.c.id == other.c.melding_id)
        .where(talk.c.id == sibling.c.gesprek_id)
        .where(~sa.and_(*_nothing_open(talk), *_over(sibling.c.id, moment)))
    )
    query = (
        sa.select(meldingen.c.gesprek_id)
        .join(gesprekken)
        .where(*_nothing_open(), *_over(meldingen.c.id, moment), ~kept)
    )
    return query.order_by(meldingen.c.id).limit(most)


def _over(melding: Any, moment: datetime) -> tuple[Any, ...]:
    """Decided, and nothing of it happened since that moment."""
    weging = sa.exists().where(wegingen.c.melding_id == melding, wegingen.c.besloten_op >= moment)
    step = sa.exists().where(
        meldingstappen.c.melding_id == melding, meldingstappen.c.gezet_op >= moment
    )
    return decided(melding), ~waits_for_second(melding), ~weging, ~step
