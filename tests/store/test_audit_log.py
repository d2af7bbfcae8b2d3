"""The log is only added to; whoever changes it in the database is found out."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from bot.casework.audit import Act, Entry, by_command, entry
from bot.casework.staff import Role, Staff
from bot.store.audit import Verified
from bot.store.migrate import upgrade
from bot.store.service_keys import ServiceKeys, Use
from bot.store.work import Database
from tests.store.conftest import KEYS

NOW = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)
NOOR = Staff(7, "noor", "Noor", Role.COORDINATOR, organisation=3)


def write(database: Database, *entries: Entry) -> None:
    for one in entries:
        with database() as work:
            work.audit.add(one)


def lines(number: int) -> list[Entry]:
    return [
        entry(NOW + timedelta(seconds=i), Act.OVERGENOMEN, NOOR, uuid4()) for i in range(number)
    ]


def verified(database: Database, head: str | None = None) -> Verified:
    with database() as work:
        return work.audit.verify(head)


def without_guards(engine: Any, *statements: str) -> None:
    """Somebody with all rights on the database takes its guards away first."""
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("drop trigger auditlog_wijzigt_niet")
            connection.exec_driver_sql("drop trigger auditlog_blijft")
        else:
            connection.exec_driver_sql("drop trigger auditlog_bewaakt on auditlog")
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_a_line_comes_back_as_it_was_written(database: Database) -> None:
    subject = uuid4()
    written = entry(
        NOW, Act.GEWEIGERD, NOOR, subject, object_id="12", reason="klacht", allowed=False
    )
    write(database, written, Entry(NOW, Act.BEWAARTERMIJN, count=4))

    with database() as work:
        system, by_noor = work.audit.entries(organisation=3)

    assert by_noor == replace(written, number=1)
    assert (system.by, system.count, system.number) == (None, 4, 2)


def test_a_line_of_a_command_says_which_account_of_the_machine(database: Database) -> None:
    write(database, by_command(NOW, Act.ACCOUNT_TOEGEVOEGD, "jan (root)", "12", organisation=3))

    with database() as work:
        (line,) = work.audit.entries(organisation=3)

    assert (line.by, line.machine, line.reason) == (None, "jan (root)", "opdrachtregel")
    assert verified(database).broken_at is None


def test_lines_of_before_accounts_of_the_machine_were_named_still_fit(engine: Any) -> None:
    """Their seals are those of a version that had no such column."""
    upgrade(engine, revision="0008")
    database = Database(engine, KEYS)
    with engine.begin() as connection:
        row = {
            "nummer": 1, "tijd": NOW, "handeling": "ingelogd", "medewerker_id": 7,
            "rol": "coordinator", "organisatie_id": 3, "gesprek_id": None, "object_id": "",
            "reden": "", "toegestaan": True, "aantal": 1, "vorige_zegel": b"begin",
        }  # fmt: skip
        key = ServiceKeys(KEYS).get(connection, Use.LOGBOEK)
        sealed = {n: v.isoformat() if n == "tijd" else v for n, v in row.items()}
        text = json.dumps({n: v for n, v in sealed.items() if n != "vorige_zegel"}, sort_keys=True)
        seal = hmac.digest(key, b"begin" + text.encode(), hashlib.sha256)
        connection.execute(
            sa.text(
                "insert into auditlog (nummer, tijd, handeling, medewerker_id, rol, "
                "organisatie_id, gesprek_id, object_id, reden, toegestaan, aantal, vorige_zegel, "
                "zegel) values (:nummer, :tijd, :handeling, :medewerker_id, :rol, "
                ":organisatie_id, :gesprek_id, :object_id, :reden, :toegestaan, :aantal, "
                ":vorige_zegel, :zegel)"
            ),
            {**row, "tijd": NOW.replace(tzinfo=None), "zegel": seal},
        )

    upgrade(engine)

    write(database, *lines(1))
    assert (verified(database).lines, verified(database).broken_at) == (2, None)
    if engine.dialect.name == "sqlite":
        guards = sa.text(
            "select count(*) from sqlite_master where type = 'trigger' and tbl_name = 'auditlog'"
        )
        with engine.connect() as connection:
            assert connection.scalar(guards) == 2


def test_another_organisation_sees_only_what_the_system_did(database: Database) -> None:
    write(database, *lines(2), Entry(NOW, Act.BEWAARTERMIJN))

    with database() as work:
        assert [one.number for one in work.audit.entries(organisation=4)] == [3]
        assert [one.number for one in work.audit.entries(None, before=3, most=1)] == [2]


def test_lines_that_nobody_touched_fit_together(database: Database) -> None:
    write(database, *lines(5))

    found = verified(database)

    assert (found.lines, found.broken_at) == (5, None)
    assert found.head.startswith("5:")
    assert verified(database, found.head).broken_at is None


def test_an_empty_log_is_whole(database: Database) -> None:
    assert verified(database) == Verified(0, None, "")


@pytest.mark.parametrize(
    "statement",
    [
        "update auditlog set reden = 'x' where nummer = 2",
        "delete from auditlog where nummer = 2",
        "delete from auditlog",
    ],
)
def test_the_database_itself_refuses_to_change_the_log(
    database: Database, engine: Any, statement: str
) -> None:
    write(database, *(replace(one, at=datetime.now(UTC)) for one in lines(3)))

    with pytest.raises(DatabaseError, match="only added to"), engine.begin() as connection:
        connection.exec_driver_sql(statement)

    assert verified(database).lines == 3


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("update auditlog set reden = 'iets anders' where nummer = 3", 3),
        ("update auditlog set medewerker_id = 8 where nummer = 1", 1),
        ("update auditlog set tijd = '2026-03-01 09:00:00' where nummer = 2", 2),
        ("delete from auditlog where nummer = 3", 4),
        ("delete from auditlog where nummer < 5; update auditlog set nummer = 1", 1),
        ("update auditlog set zegel = vorige_zegel where nummer = 4", 4),
        ("update auditlog set machinegebruiker = 'iemand' where nummer = 2", 2),
        ("update auditlog set machinegebruiker = '' where nummer = 5", 5),
    ],
)
def test_tampering_is_found_where_it_was_done(
    database: Database, engine: Any, statement: str, broken_at: int
) -> None:
    write(database, *lines(4), by_command(NOW, Act.SLEUTEL_VERVANGEN, "jan", "2"))

    without_guards(engine, *statement.split(";"))

    assert verified(database).broken_at == broken_at


def test_a_line_put_in_by_somebody_without_the_key_is_found(
    database: Database, engine: Any
) -> None:
    write(database, *lines(3))
    copy = (
        "insert into auditlog (nummer, tijd, handeling, medewerker_id, rol, organisatie_id, "
        "gesprek_id, object_id, reden, toegestaan, aantal, vorige_zegel, zegel) "
        "select 4, tijd, handeling, medewerker_id, rol, organisatie_id, "
        "gesprek_id, object_id, reden, toegestaan, aantal, zegel, zegel from auditlog "
        "where nummer = 3"
    )

    with engine.begin() as connection:
        connection.exec_driver_sql(copy)

    assert verified(database).broken_at == 4


def test_lines_taken_off_the_end_are_found_by_who_kept_the_last_one(
    database: Database, engine: Any
) -> None:
    write(database, *lines(5))
    head = verified(database).head

    without_guards(engine, "delete from auditlog where nummer > 3")

    assert verified(database).broken_at is None
    assert verified(database, head).broken_at == 5


def test_a_log_written_anew_is_found_by_who_kept_the_last_line(
    database: Database, engine: Any
) -> None:
    write(database, *lines(3))
    head = verified(database).head
    without_guards(engine, "delete from auditlog")
    write(database, *lines(3))

    assert verified(database).broken_at is None
    assert verified(database, head).broken_at == 3


def test_what_is_older_than_its_term_is_taken_off_and_the_rest_still_fits(
    database: Database,
) -> None:
    now = datetime.now(UTC)
    old, young = lines(2)
    write(
        database,
        replace(old, at=now - timedelta(days=2000)),
        replace(young, at=now),
        replace(young, at=now),
    )

    with database() as work:
        assert work.audit.forget_before(now - timedelta(days=1900)) == 1

    assert (verified(database).lines, verified(database).broken_at) == (2, None)


def test_a_line_is_undone_with_what_it_was_about(database: Database) -> None:
    def fail_halfway() -> None:
        with database() as work:
            work.audit.add(lines(1)[0])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_halfway()

    assert verified(database).lines == 0
