"""Colleagues in two processes claim the same conversations at once, while answers of the bot are
under way: each has one owner, and the bot says nothing after that."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from bot.casework.queue import Reason, Waiting
from bot.casework.staff import Staff
from bot.conversation.conversation import Answer, Message, Speaker, Status
from bot.services.recording import Recorder
from bot.services.takeover import Takeover
from bot.store.tables import berichten, gesprekken
from bot.store.work import Database
from tests.fakes import fake_outside
from tests.store.claimer import ANSWER, ASKED, NOW, QUESTION, heard, waiting

# Ten thousand together; in SQLite who waits looks now and then, so that it takes longer.
CLAIMS = {"postgresql": 8_000, "sqlite": 2_000}
COLLEAGUES = 20  # half of them in each process


def waiting_conversations(database: Database, many: int) -> tuple[list[Staff], list[UUID]]:
    ids = [uuid4() for _ in range(many)]
    with database() as work:
        staff = [work.staff.add(f"m{i}", f"Medewerker {i}", "x") for i in range(COLLEAGUES)]
        for id in ids:
            work.conversations.add(waiting(id), id.bytes)
            work.conversations.add_message(id, Message(0, Speaker.BEZOEKER, ASKED, NOW))
            work.queue.enter(Waiting(id, Reason.WENS_MENS, NOW))
    return staff, ids


def raced(url: str, staff: list[Staff], ids: list[UUID]) -> list[list[int | None]]:
    """Who won each conversation, as each process says."""
    command = [sys.executable, "-m", "tests.store.claimer", url]
    processes = [
        subprocess.Popen(
            [*command, str(me), *(str(one.id) for one in staff[me::2])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for me in (0, 1)
    ]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    won: list[list[int | None]] = [[], []]
    for turn, id in enumerate(ids):
        for process in processes if turn % 2 else processes[::-1]:
            process.stdin.write(f"{id}\n")
            process.stdin.flush()
        for process, of_one in zip(processes, won, strict=True):
            of_one.append(json.loads(process.stdout.readline()))
    for process in processes:
        process.communicate()
        assert process.returncode == 0
    return won


def said(database: Database) -> tuple[Counter[str], int]:
    """How many messages there are of each speaker, and how many of the bot came after the visitor
    was told of the takeover: the one text of the system here."""
    columns = berichten.c.gesprek_id, berichten.c.van, berichten.c.nummer
    with database.transaction() as connection:
        rows = list(connection.execute(sa.select(*columns)))
    taken = {id: number for id, by, number in rows if by == Speaker.SYSTEEM.value}
    late = [id for id, by, number in rows if by == Speaker.BOT.value and number > taken[id]]
    return Counter(by for _, by, _ in rows), len(late)


def test_ten_thousand_raced_claims_give_one_owner_each_and_no_word_of_the_bot_after_it(
    database: Database, engine: Any, url: str
) -> None:
    many = CLAIMS[engine.dialect.name] // COLLEAGUES
    staff, ids = waiting_conversations(database, many)

    here, there = raced(url, staff, ids)

    columns = gesprekken.c.id, gesprekken.c.medewerker_id, gesprekken.c.status
    with database.transaction() as connection:
        rows = list(connection.execute(sa.select(*columns)))
    assert {status for _, _, status in rows} == {Status.MENS.value}
    owners = {UUID(id): owner for id, owner, _ in rows}
    for id, *claims in zip(ids, here, there, strict=True):
        assert [one for one in claims if one] == [owners[id]]
    assert min(map(len, map(set, (here, there)))) > 1  # both processes won some: it was a race
    by, late = said(database)
    assert late == 0
    assert by[Speaker.SYSTEEM.value] == many  # each visitor was told once
    assert 0 < by[Speaker.BOT.value] < many  # some answers came in time, the others were dropped


async def test_the_bot_goes_on_where_it_was_and_not_with_what_it_computed_before(
    database: Database,
) -> None:
    (noor, *_), (id,) = waiting_conversations(database, 1)
    outside = fake_outside(database)  # type: ignore[arg-type]
    takeover, recorder = Takeover(outside), Recorder(outside)
    age = Answer("leeftijden", [4], "Hij is 4.", 1, NOW)
    with database() as work:
        work.conversations.put_answer(id, age)
    before = heard(waiting(id))

    await takeover.take(noor, id)
    await takeover.hand_back(noor, id)
    recorder.record(before, ANSWER)  # its turn is over, also when nobody has it any more

    with database() as work:
        now = work.conversations.get(id)
        assert (now.status, now.owner, now.question) == (Status.BOT, None, QUESTION)
        assert work.conversations.answers(id) == {age.field: age}
        assert not [m for m in work.conversations.messages(id) if m.speaker is Speaker.BOT]
    recorder.record(heard(now), ANSWER)
    with database() as work:
        assert work.conversations.messages(id)[-1].text == ANSWER.said[0]
