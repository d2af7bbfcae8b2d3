"""What is older than its term is erased. Nothing is erased while something about it is open: a
melding that was not weighed, a person who waits or is to be called, a request that was noted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.casework.audit import Act, Entry
from bot.casework.retention import Term
from bot.logs import event
from bot.services.account_rules import LONGEST_SESSION
from bot.services.departing import WITHIN as TO_COME_BACK
from bot.services.outside import Office
from bot.services.storage import UnitOfWork

Counts = Mapping[str, int]
AT_ONCE = 500  # conversations in one transaction, so that nobody waits for long


class Retention:
    def __init__(self, office: Office, terms: Mapping[str, Term]) -> None:
        self._office = office
        self._terms = terms

    async def run(self) -> Counts:
        """How many of each record were erased; records of which there were none are left out."""
        counts: Counts = await self._office.stored(self._erase)
        await self._office.stored(self._office.storage.scrub)
        if counts:
            event("bewaartermijn", **counts)
        return counts

    def _erase(self) -> Counts:
        now = self._office.now()
        counts: dict[str, int] = {}
        for one in (self._words, self._meldingen, self._empty, self._small):
            with self._office.storage() as work:
                for record, count in one(work).items():
                    if count:
                        counts[record] = counts.get(record, 0) + count
                        act = Act.BEWAARTERMIJN
                        work.audit.add(Entry(now, act, object_id=record, count=count))
        return counts

    def _words(self, work: UnitOfWork) -> Counts:
        now = self._office.now()
        over = work.conversations.closed_before(self._before("adviesgesprek"), AT_ONCE)
        for id in over:
            work.conversations.erase_words(id, now)
        return {"adviesgesprek": len(over)}

    def _meldingen(self, work: UnitOfWork) -> Counts:
        now = self._office.now()
        over = work.meldingen.weighed_before(self._before("melding"), AT_ONCE)
        for id in over:
            work.meldingen.erase(id)
            work.conversations.erase_words(id, now)
        return {"melding": len(over), "zaak": work.zaken.erase_empty(now)}

    def _empty(self, work: UnitOfWork) -> Counts:
        erased = work.conversations.erased_before(self._before("leeg_gesprek"), AT_ONCE)
        for id in erased:
            work.conversations.remove(id)
        return {"leeg_gesprek": len(erased)}

    def _small(self, work: UnitOfWork) -> Counts:
        now = self._office.now()
        work.sessions.end_before(now - LONGEST_SESSION)
        work.departures.forget_before(now - TO_COME_BACK)
        return {
            "terugbelverzoek": work.callbacks.erase_before(self._before("terugbelverzoek")),
            "inzage": work.readings.forget_before(self._before("inzage")),
            "apparaat": work.staff.forget_devices_before(self._before("apparaat")),
            "logboek": work.audit.forget_before(self._before("logboek")),
        }

    def _before(self, record: str) -> datetime:
        return self._office.now() - self._terms[record].kept
