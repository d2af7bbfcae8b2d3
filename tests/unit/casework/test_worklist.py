"""The order and the parts of a work list."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from bot.casework.terms import Deadlines
from bot.casework.worklist import NOBODY, Line, of_staff, sorted_out

WEDNESDAY = date(2026, 11, 25)


def line(day: int | None, month: int = 11, staff: int | None = None) -> Line:
    clock = Deadlines().clock(date(2026, month, day), WEDNESDAY) if day else None
    since = None if day else datetime(2026, 11, 20, tzinfo=UTC)
    return Line("Wegen", f"M{day}", UUID(int=day or 0), staff, clock, since)


def test_every_line_is_in_one_part_in_order_of_its_term() -> None:
    waits = line(None)
    lines = [line(30), waits, line(27), line(26), line(25), line(24), line(20), line(1, 12)]

    work = sorted_out(lines, WEDNESDAY, None)

    parts = (work.overdue, work.today, work.this_week, work.later)
    assert [[one.clock.due.day for one in part if one.clock] for part in parts] == [
        [20, 24], [25], [26, 27], [30, 1],
    ]  # fmt: skip
    assert work.without_term == [waits]
    assert work.missed == []


def test_what_ends_in_the_weekend_must_be_ready_on_friday() -> None:
    friday, sunday = date(2026, 11, 27), date(2026, 11, 29)
    one = Line("Wegen", "M1", UUID(int=1), clock=Deadlines().clock(sunday, friday))

    assert sorted_out([one], friday, None).today == [one]


def test_who_asked_first_to_be_called_comes_first() -> None:
    first, second = (
        Line("Terugbellen", None, UUID(int=n), since=datetime(2026, 11, n, tzinfo=UTC))
        for n in (3, 4)
    )

    assert sorted_out([second, first], WEDNESDAY, None).without_term == [first, second]


def test_a_list_is_of_a_colleague_of_nobody_or_of_the_team() -> None:
    of_noor, of_sam, loose = line(25, staff=1), line(26, staff=2), line(27)

    lines = [of_noor, of_sam, loose]
    assert of_staff(lines, 1) == [of_noor]
    assert of_staff(lines, NOBODY) == [loose]
    assert of_staff(lines, None) == lines
