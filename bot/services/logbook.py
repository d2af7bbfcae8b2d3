"""The log of what colleagues did, for who checks it. Reading it is logged too."""

from __future__ import annotations

from dataclasses import dataclass

from bot.casework.audit import Act, Entry, entry
from bot.casework.staff import Right, Staff
from bot.services.outside import Office

ON_A_PAGE = 200


@dataclass(frozen=True)
class LogPage:
    """The newest lines first, with the names of the colleagues by their id; `older` is the number
    before which the next page begins, None when there is none."""

    entries: list[Entry]
    names: dict[int, str]
    older: int | None


class Logbook:
    def __init__(self, office: Office) -> None:
        self._office = office

    async def read(self, by: Staff, before: int | None = None) -> LogPage:
        """Of the own organisation. Raises NotAllowed."""
        by.must(Right.LOGBOEK)
        return await self._office.stored(self._read, by, before)

    async def refused(self, staff: Staff, right: Right) -> None:
        """Somebody asked for what the role does not allow."""

        def write() -> None:
            with self._office.storage() as work:
                now = self._office.now()
                tried = entry(now, Act.GEWEIGERD, staff, object_id=right.value, allowed=False)
                work.audit.add(tried)

        await self._office.stored(write)

    async def stopped(self, limit: str) -> None:
        """Somebody, nobody knows who, did something too often from one address."""

        def write() -> None:
            with self._office.storage() as work:
                now = self._office.now()
                work.audit.add(Entry(now, Act.LIMIET_BEREIKT, object_id=limit, allowed=False))

        await self._office.stored(write)

    def _read(self, by: Staff, before: int | None) -> LogPage:
        with self._office.storage() as work:
            found = work.audit.entries(by.organisation, before, ON_A_PAGE)
            work.audit.add(entry(self._office.now(), Act.LOGBOEK_GELEZEN, by))
            names = {staff.id: staff.name for staff in work.staff.of_organisation(by.organisation)}
            more = len(found) == ON_A_PAGE
            return LogPage(found, names, found[-1].number if more else None)
