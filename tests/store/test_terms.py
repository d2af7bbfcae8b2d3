"""What is older than its term is erased from the database, and nothing that is still open."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from bot.casework.audit import Act, Entry, ReadingReason
from bot.casework.callback import Callback
from bot.casework.melding_status import MeldingStatus, MeldingStep
from bot.casework.queue import Reason, Waiting
from bot.casework.retention import terms
from bot.casework.weging import Besluit, Weging
from bot.conversation.conversation import Answer, Conversation, Message, Speaker, Status
from bot.live.memory import MemoryNotifier
from bot.services.outside import Office
from bot.services.retention import Counts, Retention
from bot.store.tables import escalaties, gesprekken, gespreksleutels
from bot.store.work import Database

NOW = datetime.now(UTC).replace(microsecond=0)
DAY = timedelta(days=1)


class Archive:
    """Conversations that ended some time ago."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.now = NOW

    async def erase(self, own: str = "") -> Counts:
        office = Office(self.database, MemoryNotifier(), lambda: self.now)
        return await Retention(office, terms(own)).run()

    def closed(self, ago: timedelta, status: Status = Status.GESLOTEN) -> UUID:
        ended = self.now - ago
        conversation = Conversation(
            id=uuid4(), started_at=ended, last_at=ended, status=status, ended_at=ended
        )
        with self.database() as work:
            work.conversations.add(conversation, b"hash")
            said = Message(0, Speaker.BEZOEKER, "hij gooit met borden", ended)
            work.conversations.add_message(conversation.id, said)
            answer = Answer("gemeente", "GM0363", "in Amsterdam", 1, ended)
            work.conversations.put_answer(conversation.id, answer)
        return conversation.id

    def melding(self, id: UUID, weighed: timedelta | None) -> int:
        with self.database() as work:
            submitted = self.now - (weighed or 50 * 365 * DAY) - 40 * DAY
            melding = work.meldingen.add(id, {"x": 1}, submitted, date(2026, 3, 9))
            if weighed is None:
                return melding.id
            staff = work.staff.by_login("noor") or work.staff.add("noor", "Noor", "x")
            for version, ago in ((1, weighed + 30 * DAY), (2, weighed)):
                at = self.now - ago
                weging = Weging(
                    melding.id, version, Besluit.ONDERZOEK, "reden", staff.id, "Noor", at
                )
                work.wegingen.add(weging)
            decided = MeldingStep(MeldingStatus.BESLOTEN, self.now - weighed, staff.id, "Noor")
            work.wegingen.add_step(melding.id, decided)
            return melding.id

    def words(self, id: UUID) -> int:
        with self.database() as work:
            return len(work.conversations.messages(id)) + len(work.conversations.answers(id))


@pytest.fixture
def archive(database: Database) -> Archive:
    return Archive(database)


async def test_words_with_a_colleague_are_erased_a_day_after_closing(archive: Archive) -> None:
    old, young = archive.closed(2 * DAY), archive.closed(timedelta(hours=20))

    counts = await archive.erase()

    assert counts == {"adviesgesprek": 1}
    assert (archive.words(old), archive.words(young)) == (0, 2)


async def test_an_own_term_counts(archive: Archive) -> None:
    id = archive.closed(2 * DAY)

    assert await archive.erase("adviesgesprek=3") == {}
    assert archive.words(id) == 2


async def test_nothing_is_erased_while_somebody_waits_is_to_be_called_or_a_request_is_open(
    archive: Archive,
) -> None:
    waits, called, held, talks = (archive.closed(5 * DAY) for _ in range(4))
    with archive.database() as work:
        work.queue.enter(Waiting(waits, Reason.WENS_MENS, archive.now))
        work.callbacks.put(Callback(called, archive.now, {"contact_telefoon": "0612"}))
        work.conversations.hold(held, ReadingReason.INZAGEVERZOEK)
        going_on = work.conversations.get(talks)
        work.conversations.save(replace(going_on, status=Status.MENS, ended_at=None))

    assert await archive.erase() == {}
    assert [archive.words(id) for id in (waits, called, held, talks)] == [2, 2, 2, 2]
    with archive.database() as work:
        work.conversations.hold(held, None)
    assert await archive.erase() == {"adviesgesprek": 1}


async def test_who_asked_to_be_called_is_kept_past_the_term_while_a_request_is_open(
    archive: Archive,
) -> None:
    called, waits = archive.closed(DAY), archive.closed(DAY)
    with archive.database() as work:
        for id in (called, waits):
            asked = Callback(id, archive.now - 40 * DAY, {"contact_telefoon": "0612"})
            work.callbacks.put(asked)
            work.conversations.hold(id, ReadingReason.KLACHT)
        work.callbacks.put(replace(asked, conversation=called, called_at=archive.now))

    assert await archive.erase() == {}

    with archive.database() as work:
        assert [one.conversation for one in work.callbacks.open(1)] == [waits]
        kept = work.callbacks.of_conversation(called)
        assert kept is not None
        assert kept.called_at == archive.now
        work.conversations.hold(waits, None)
    assert await archive.erase("adviesgesprek=9") == {"terugbelverzoek": 1}


async def test_a_melding_that_was_not_weighed_is_kept_for_ever(archive: Archive) -> None:
    id = archive.closed(40 * 365 * DAY)
    archive.melding(id, weighed=None)

    assert await archive.erase() == {}
    assert archive.words(id) == 2


async def test_a_melding_is_kept_for_its_term_after_the_last_weging(archive: Archive) -> None:
    old, young = archive.closed(30 * 365 * DAY), archive.closed(30 * 365 * DAY)
    archive.melding(old, weighed=21 * 365 * DAY)
    archive.melding(young, weighed=19 * 365 * DAY)

    counts = await archive.erase()

    assert counts == {"melding": 1}
    with archive.database() as work:
        assert work.meldingen.of_conversation(old) is None
        assert work.meldingen.of_conversation(young) is not None
    assert (archive.words(old), archive.words(young)) == (0, 2)


async def test_of_an_erased_conversation_nothing_is_left_after_its_term(
    archive: Archive, engine: Any
) -> None:
    id = archive.closed(2 * DAY)
    with archive.database() as work:
        work.queue.enter(Waiting(id, Reason.WENS_MENS, archive.now))
        work.queue.leave(id, None, archive.now)
    await archive.erase()
    archive.now += 89 * DAY
    assert await archive.erase() == {}

    archive.now += 2 * DAY

    assert await archive.erase() == {"leeg_gesprek": 1}
    with engine.connect() as connection:
        for table in (gesprekken, gespreksleutels, escalaties):
            assert connection.execute(sa.select(table)).all() == [], table.name


async def test_requests_readings_browsers_sessions_and_old_lines_of_the_log_go(
    archive: Archive,
) -> None:
    id = archive.closed(timedelta(hours=1))
    with archive.database() as work:
        staff = work.staff.add("noor", "Noor", "x").id
        for ago in (31 * DAY, timedelta(0)):
            other = id if ago else archive_other(work, archive)
            work.callbacks.put(Callback(other, archive.now - ago, {"contact_telefoon": "0612"}))
        work.readings.allow(staff, id, ReadingReason.KLACHT, archive.now - 2 * DAY)
        work.staff.add_device(b"d" * 32, staff, archive.now - 200 * DAY)
        work.sessions.add(b"s" * 32, staff, archive.now - timedelta(hours=11))
        work.audit.add(Entry(archive.now - 6 * 365 * DAY, Act.INGELOGD))
        work.audit.add(Entry(archive.now, Act.INGELOGD))

    counts = await archive.erase()

    assert counts == {"terugbelverzoek": 1, "inzage": 1, "apparaat": 1, "logboek": 1}
    with archive.database() as work:
        assert len(work.callbacks.open(1)) == 1
        assert work.sessions.get(b"s" * 32) is None
        assert work.audit.verify().broken_at is None


def archive_other(work: Any, archive: Archive) -> UUID:
    other = Conversation(id=uuid4(), started_at=archive.now, last_at=archive.now)
    work.conversations.add(other, b"other")
    return other.id


async def test_what_was_erased_is_counted_in_the_log(archive: Archive) -> None:
    for _ in range(3):
        archive.closed(2 * DAY)

    await archive.erase()

    with archive.database() as work:
        [line] = work.audit.entries(None)
    assert (line.act, line.object_id, line.count, line.by) == (
        Act.BEWAARTERMIJN, "adviesgesprek", 3, None,
    )  # fmt: skip
