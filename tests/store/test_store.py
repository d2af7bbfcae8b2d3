"""What is stored comes back the same, sealed on disk, whole or not at all."""

from __future__ import annotations

import sqlite3
import threading
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from bot.casework.audit import ReadingReason
from bot.casework.callback import Callback
from bot.casework.melding_status import MeldingStatus, MeldingStep
from bot.casework.notes import Note, NoteKind
from bot.casework.queue import Reason, Waiting
from bot.casework.staff import Role, Staff
from bot.casework.weging import Besluit, Second, Weging
from bot.casework.weging_form import WegingForm
from bot.casework.zaak import Participant, Person, Zaak, ZaakNote
from bot.conversation.conversation import (
    Answer,
    Conversation,
    Message,
    MessageKind,
    Modus,
    Question,
    Speaker,
    Status,
)
from bot.danger.assess import Level
from bot.services.case_storage import Draft
from bot.services.office_storage import Credentials, Session
from bot.services.storage import NoSuchConversation, StorageDown
from bot.store.keys import KeyRing, KeyUnusable
from bot.store.work import Database
from tests.store.conftest import KEYS

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SECRET = "het-woord-dat-nergens-mag-staan"


def a_conversation(**more: Any) -> Conversation:
    return Conversation(id=uuid4(), started_at=NOW, last_at=NOW, **more)


def added(database: Database, **more: Any) -> Conversation:
    conversation = a_conversation(**more)
    with database() as work:
        work.conversations.add(conversation, b"hash")
    return conversation


def test_a_conversation_comes_back_as_it_was(database: Database) -> None:
    with database() as work:
        staff = work.staff.add("balie", "Balie", "x")
    stored = added(
        database,
        status=Status.MENS,
        modus=Modus.MELDING,
        danger=Level.ACUUT,
        turn=7,
        owner=staff.id,
        question=Question("gemeente", (("GM0373", "Bergen (NH.)"), ("GM0893", "Bergen (L.)"))),
        notes={"advies_gegeven": ["a", "b"], "misverstanden": 1},
    )

    with database() as work:
        assert work.conversations.get(stored.id) == stored
        assert work.conversations.opens(stored.id, b"hash")
        assert not work.conversations.opens(stored.id, b"other")


def test_a_changed_conversation_is_saved(database: Database) -> None:
    stored = added(database)
    changed = replace(stored, status=Status.GESLOTEN, turn=3, ended_at=NOW)

    with database() as work:
        work.conversations.save(changed)
    with database() as work:
        assert work.conversations.get(stored.id) == changed


def test_an_unknown_conversation_is_not_found(database: Database) -> None:
    with database() as work:
        with pytest.raises(NoSuchConversation):
            work.conversations.get(uuid4())
        with pytest.raises(NoSuchConversation):
            work.conversations.opens(uuid4(), b"hash")


def test_messages_are_numbered_and_come_back_in_order(database: Database) -> None:
    id = added(database).id
    with database() as work:
        for text in ("een", "twee", "drie"):
            work.conversations.add_message(
                id,
                Message(0, Speaker.BEZOEKER, text, NOW, MessageKind.KEUZE, ("wapen", "nu")),
            )

    with database() as work:
        messages = work.conversations.messages(id)
        assert [(m.number, m.text) for m in messages] == [(1, "een"), (2, "twee"), (3, "drie")]
        assert messages[0].signals == ("wapen", "nu")
        assert messages[0].kind is MessageKind.KEUZE
        assert messages[0].said_at == NOW
        assert [m.number for m in work.conversations.messages(id, after=2)] == [3]


def test_an_answer_is_replaced_by_a_later_one(database: Database) -> None:
    id = added(database).id
    first = Answer("leeftijden", [4, 7], "ze zijn 4 en 7", 2, NOW)
    second = replace(first, value=[5, 8], source="nee 5 en 8", message=4, confirmed=True)

    with database() as work:
        work.conversations.put_answer(id, first)
        work.conversations.put_answer(id, second)
    with database() as work:
        assert work.conversations.answers(id) == {"leeftijden": second}
        work.conversations.drop_answer(id, "leeftijden")
    with database() as work:
        assert work.conversations.answers(id) == {}


def test_erasing_leaves_no_words(database: Database) -> None:
    stored = added(database, notes={"x": SECRET})
    with database() as work:
        said = Message(0, Speaker.BEZOEKER, SECRET, NOW, signals=(SECRET,))
        work.conversations.add_message(stored.id, said)
        work.conversations.put_answer(stored.id, Answer("wat_gebeurd", SECRET, SECRET, 1, NOW))
        work.conversations.erase_words(stored.id, NOW)
        work.conversations.forget_key(stored.id)

    with database() as work:
        assert work.conversations.messages(stored.id) == []
        assert work.conversations.answers(stored.id) == {}
        assert work.conversations.get(stored.id).notes == {}
        with pytest.raises(NoSuchConversation):
            work.conversations.opens(stored.id, b"hash")


def test_only_idle_conversations_without_a_colleague_are_found(database: Database) -> None:
    old = NOW - timedelta(hours=1)
    idle = replace(a_conversation(), last_at=old)
    taken = replace(a_conversation(), last_at=old, status=Status.MENS)
    with database() as work:
        for one in (idle, taken, a_conversation()):
            work.conversations.add(one, b"x")

    with database() as work:
        assert work.conversations.idle_since(NOW - timedelta(minutes=30)) == [idle.id]


def test_who_is_quiet_for_a_while_is_found_but_not_who_talks_to_a_colleague(
    database: Database,
) -> None:
    quiet = replace(a_conversation(), last_at=NOW - timedelta(minutes=7))
    taken = replace(a_conversation(), last_at=quiet.last_at, status=Status.MENS)
    gone = replace(a_conversation(), last_at=NOW - timedelta(minutes=20))
    with database() as work:
        for one in (quiet, taken, gone, a_conversation()):
            work.conversations.add(one, b"x")

    with database() as work:
        since, until = NOW - timedelta(minutes=10), NOW - timedelta(minutes=5)
        assert work.conversations.quiet_between(since, until) == [quiet.id]


def test_what_was_put_away_is_found_by_its_code_and_by_its_age(database: Database) -> None:
    old = NOW - timedelta(days=8)
    kept = replace(a_conversation(), last_at=old, status=Status.BEWAARD)
    with database() as work:
        work.conversations.add(kept, b"a key")
        work.conversations.add(a_conversation(), b"another")
        work.conversations.give_key(kept.id, b"a code")

    with database() as work:
        assert work.conversations.opened_by(b"a code") == kept.id
        assert work.conversations.opened_by(b"a key") is None
        assert work.conversations.put_away_before(NOW - timedelta(days=7)) == [kept.id]
        assert work.conversations.put_away_before(old) == []


def test_how_to_call_back_is_kept_replaced_and_erased(database: Database) -> None:
    conversation = a_conversation()
    first = Callback(conversation.id, NOW - timedelta(days=40), {"contact_naam": "Mirthe"})
    with database() as work:
        work.conversations.add(conversation, b"x")
        work.callbacks.put(first)
        work.callbacks.put(replace(first, contact={"contact_telefoon": "0611122233"}))

    with database() as work:
        assert work.callbacks.open(1) == [
            replace(first, contact={"contact_telefoon": "0611122233"})
        ]
        assert work.callbacks.of_conversation(conversation.id) is not None
        assert work.callbacks.erase_before(NOW - timedelta(days=50)) == 0
        assert work.callbacks.erase_before(NOW - timedelta(days=30)) == 1
        assert work.callbacks.of_conversation(conversation.id) is None


def test_the_queue_keeps_the_place_and_takes_the_new_reason(database: Database) -> None:
    id = added(database).id
    with database() as work:
        work.queue.enter(Waiting(id, Reason.WENS_MENS, NOW))
        work.queue.enter(Waiting(id, Reason.DIRECT_GEVAAR, NOW + timedelta(minutes=5)))

    with database() as work:
        assert work.queue.waiting(1) == [Waiting(id, Reason.DIRECT_GEVAAR, NOW)]
        assert work.queue.reason_of(id) is Reason.DIRECT_GEVAAR
        work.queue.leave(id, None, NOW)
    with database() as work:
        assert work.queue.waiting(1) == []
        assert work.queue.reason_of(id) is None


def test_a_conversation_can_wait_again(database: Database) -> None:
    id = added(database).id
    with database() as work:
        work.queue.enter(Waiting(id, Reason.WENS_MENS, NOW))
        work.queue.leave(id, None, NOW)
        work.queue.enter(Waiting(id, Reason.HERHAALD, NOW))

    with database() as work:
        assert [w.reason for w in work.queue.waiting(1)] == [Reason.HERHAALD]


def test_a_melding_gets_a_number_and_stays_to_be_weighed_until_it_is(database: Database) -> None:
    id = added(database).id
    document = {"versie": 1, "antwoorden": {"melder_naam": "Anna", "leeftijden": [4]}}
    with database() as work:
        staff = work.staff.add("balie", "Balie", "x")
        melding = work.meldingen.add(id, document, NOW, date(2026, 3, 9))

    with database() as work:
        assert work.meldingen.of_conversation(id) == melding
        assert work.meldingen.to_weigh(1) == [melding]
        weging = Weging(melding.id, 1, Besluit.ONDERZOEK, "omdat het moet", staff.id, "Balie", NOW)
        work.wegingen.add(weging)
        step = MeldingStep(MeldingStatus.BESLOTEN, NOW, staff.id, "Balie", "besloten")
        work.wegingen.add_step(melding.id, step)
    with database() as work:
        assert work.meldingen.to_weigh(1) == []
        assert work.meldingen.get(melding.id) == melding
        assert work.wegingen.of_melding(melding.id) == [weging]
    assert melding.number == f"M2026-{melding.id:05d}"


def test_a_conversation_has_one_melding_at_most(database: Database) -> None:
    id = added(database).id
    with database() as work:
        work.meldingen.add(id, {}, NOW, date(2026, 3, 9))

    with pytest.raises(StorageDown), database() as work:
        work.meldingen.add(id, {}, NOW, date(2026, 3, 9))


def test_colleagues_and_their_sessions(database: Database) -> None:
    with database() as work:
        staff = work.staff.add("balie", "Balie", "hash")
        work.sessions.add(b"t" * 32, staff.id, NOW)

    with database() as work:
        assert work.staff.by_login("balie") == staff
        assert work.staff.credentials(staff.id).password_hash == "hash"
        assert work.staff.by_login("niemand") is None
        assert work.sessions.get(b"t" * 32) == Session(staff, NOW, NOW)
        assert work.sessions.present(NOW - timedelta(seconds=1), 1, Role) == [staff]
        assert work.sessions.present(NOW + timedelta(seconds=1), 1, Role) == []
        later = NOW + timedelta(minutes=1)
        work.sessions.seen(b"t" * 32, later, active=False)
        assert work.sessions.present(NOW + timedelta(seconds=1), 1, Role) == [staff]
        assert work.sessions.present(NOW, 2, Role) == []
        assert work.sessions.present(NOW, 1, [Role.AUDITOR]) == []
        assert work.sessions.get(b"t" * 32) == Session(staff, NOW, NOW)
        work.sessions.seen(b"t" * 32, later, active=True)
        assert work.sessions.get(b"t" * 32) == Session(staff, NOW, later)
        work.sessions.end(b"t" * 32)
        assert work.sessions.get(b"t" * 32) is None


def test_the_secret_of_an_app_and_its_codes_are_kept_and_used_once(database: Database) -> None:
    with database() as work:
        staff = work.staff.add("balie", "Balie", "hash")
        work.staff.set_secret(staff.id, SECRET)
        assert not work.staff.get(staff.id).has_second_factor
        work.staff.confirm_secret(staff.id, [b"a" * 32, b"b" * 32])

    with database() as work:
        assert work.staff.credentials(staff.id) == Credentials("hash", SECRET, confirmed=True)
        assert work.staff.get(staff.id).has_second_factor
        assert [work.staff.use_step(staff.id, step) for step in (5, 5, 4, 6)] == [
            True, False, False, True,
        ]  # fmt: skip
        assert [work.staff.use_recovery(staff.id, b"a" * 32) for _ in range(2)] == [True, False]
        work.staff.set_secret(staff.id, None)
        assert not work.staff.use_recovery(staff.id, b"b" * 32)
        assert not work.staff.get(staff.id).has_second_factor


def test_an_account_is_changed_and_its_sessions_are_ended(database: Database) -> None:
    with database() as work:
        staff = work.staff.add("balie", "Balie", "hash", Role.BEHEERDER)
        other = work.organisations.add("Veilig Thuis Voorbeeld", "chat.voorbeeld.nl")
        work.staff.add("elders", "Elders", "hash", organisation=other.id)
        work.sessions.add(b"t" * 32, staff.id, NOW)
        work.staff.change(replace(staff, name="Bea", role=Role.AUDITOR, is_active=False))
        assert work.sessions.end_of(staff.id) == 1

    with database() as work:
        assert work.staff.get(staff.id) == Staff(
            staff.id, "balie", "Bea", Role.AUDITOR, is_active=False
        )
        assert [one.login for one in work.staff.of_organisation(1)] == ["balie"]
        assert work.sessions.get(b"t" * 32) is None


def test_the_address_of_a_chat_tells_whose_it_is(database: Database) -> None:
    with database() as work:
        other = work.organisations.add("Veilig Thuis Voorbeeld", "chat.voorbeeld.nl")

    with database() as work:
        assert work.organisations.of_host("chat.voorbeeld.nl") == other.id
        assert work.organisations.of_host("iets.anders.nl") == 1
        assert [one.name for one in work.organisations.all()] == [
            "Veilig Thuis", "Veilig Thuis Voorbeeld",
        ]  # fmt: skip


def test_another_organisation_finds_none_of_it(database: Database) -> None:
    with database() as work:
        other = work.organisations.add("Veilig Thuis Voorbeeld", "chat.voorbeeld.nl").id
    id = added(database).id
    with database() as work:
        work.queue.enter(Waiting(id, Reason.WENS_MENS, NOW))
        work.callbacks.put(Callback(id, NOW, {"contact_telefoon": "0612"}))
        work.meldingen.add(id, {"x": 1}, NOW, date(2026, 3, 9))

        assert len(work.queue.waiting(1)) == len(work.meldingen.to_weigh(1)) == 1
        assert work.queue.waiting(other) == []
        assert work.queue.owned(other) == {}
        assert work.meldingen.to_weigh(other) == []
        assert work.callbacks.open(other) == []


def test_who_gave_a_reason_may_read_and_that_is_forgotten(database: Database) -> None:
    id = uuid4()
    with database() as work:
        staff = work.staff.add("balie", "Balie", "hash").id
        work.readings.allow(staff, id, ReadingReason.KLACHT, NOW)
        work.readings.allow(staff, id, ReadingReason.OVERLEG, NOW + timedelta(hours=1))

        assert work.readings.allowed(staff, id) == (
            ReadingReason.OVERLEG, NOW + timedelta(hours=1),
        )  # fmt: skip
        assert work.readings.allowed(staff, uuid4()) is None
        assert work.readings.forget_before(NOW + timedelta(hours=2)) == 1


def test_a_browser_is_known_and_forgotten(database: Database) -> None:
    with database() as work:
        staff = work.staff.add("balie", "Balie", "hash").id
        work.staff.add_device(b"d" * 32, staff, NOW)

        assert work.staff.device_of(b"d" * 32) == staff
        assert work.staff.device_of(b"e" * 32) is None
        assert work.staff.forget_devices_before(NOW + timedelta(days=1)) == 1


def test_what_an_exception_leaves_is_undone(database: Database) -> None:
    stored = added(database)

    def fails_halfway() -> None:
        with database() as work:
            work.conversations.add_message(stored.id, Message(0, Speaker.BEZOEKER, "half", NOW))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails_halfway()

    with database() as work:
        assert work.conversations.messages(stored.id) == []


def test_two_colleagues_at_once_take_turns(database: Database) -> None:
    stored = added(database)
    finished: list[int] = []

    def add_ten(worker: int) -> None:
        for _ in range(10):
            with database() as work:
                now = work.conversations.get(stored.id)
                work.conversations.save(replace(now, turn=now.turn + 1))
        finished.append(worker)

    workers = [threading.Thread(target=add_ten, args=(n,)) for n in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    with database() as work:
        assert work.conversations.get(stored.id).turn == 40
    assert len(finished) == 4


def fill(database: Database) -> UUID:
    stored = added(database, question=Question("x", ((SECRET, SECRET),)), notes={"x": SECRET})
    with database() as work:
        staff = work.staff.add("balie", "Balie", "x")
        work.conversations.add_message(stored.id, Message(0, Speaker.BEZOEKER, SECRET, NOW))
        work.conversations.put_answer(stored.id, Answer("wat_gebeurd", SECRET, SECRET, 1, NOW))
        melding = work.meldingen.add(
            stored.id, {"antwoorden": {"gemeente": SECRET}}, NOW, date(2026, 3, 9)
        )
        form = WegingForm(bekend=SECRET)
        work.wegingen.add(
            Weging(melding.id, 1, Besluit.ONDERZOEK, SECRET, staff.id, "Balie", NOW, True, form)
        )
        work.wegingen.answer(melding.id, 1, Second(True, SECRET, staff.id, "Balie", NOW))
        work.wegingen.put_draft(melding.id, Draft(form, staff.id, "Balie", NOW))
        step = MeldingStep(MeldingStatus.BESLOTEN, NOW, staff.id, "Balie", SECRET)
        work.wegingen.add_step(melding.id, step)
        zaak = Zaak(uuid4(), 1, NOW, staff.id)
        work.zaken.add(zaak)
        work.zaken.put_in(zaak.id, melding.id, staff.id, NOW)
        person = Participant(1, 1, Person(SECRET), SECRET, staff.id, "Balie", NOW)
        work.zaken.add_participant(zaak.id, person)
        work.zaken.add_note(zaak.id, ZaakNote(0, SECRET, staff.id, "Balie", NOW))
        work.zaken.close(replace(zaak, closed_why=SECRET))
        work.notes.add(stored.id, Note(NoteKind.NOTITIE, SECRET, staff.id, "Balie", NOW))
    return stored.id


def test_no_word_of_a_person_stands_in_the_files_of_sqlite(database: Database, url: str) -> None:
    if not url.startswith("sqlite"):
        pytest.skip("PostgreSQL's files are not ours to read; see the next test")
    fill(database)

    path = Path(url.removeprefix("sqlite:///"))
    for file in path.parent.glob(f"{path.name}*"):
        assert SECRET.encode() not in file.read_bytes(), file.name


def test_no_word_of_a_person_stands_in_any_column(database: Database, engine: Any) -> None:
    from bot.store.tables import metadata

    fill(database)

    with engine.connect() as connection:
        for table in metadata.tables.values():
            for row in connection.execute(table.select()):
                assert SECRET not in repr([bytes(v) if isinstance(v, memoryview) else v
                                           for v in row]), table.name  # fmt: skip


def test_what_was_erased_is_not_left_in_the_files_of_sqlite(tmp_path: Path) -> None:
    """Even the sealed bytes are overwritten (secure_delete) once the log has been folded in."""
    from bot.store.migrate import upgrade
    from bot.store.work import make_engine

    path = tmp_path / "erased.db"
    engine = make_engine(f"sqlite:///{path}")
    upgrade(engine)
    database = Database(engine, KEYS)
    stored = added(database)
    with database() as work:
        work.conversations.add_message(stored.id, Message(0, Speaker.BEZOEKER, SECRET, NOW))
    with sqlite3.connect(path) as plain:
        (sealed,) = plain.execute("select tekst_versleuteld from berichten").fetchone()
    with database() as work:
        work.conversations.erase_words(stored.id, NOW)
    engine.dispose()

    with sqlite3.connect(path) as plain:
        plain.execute("pragma wal_checkpoint(truncate)")
    assert sealed not in path.read_bytes()


def test_the_wrong_key_is_noticed_at_start(database: Database, engine: Any) -> None:
    database.check_keys()
    database.check_keys()

    with pytest.raises(KeyUnusable, match="not the key that the database was written with"):
        Database(engine, KeyRing({1: bytes(32)})).check_keys()


def test_a_database_that_cannot_be_reached_is_down(tmp_path: Path) -> None:
    from bot.store.work import make_engine

    nowhere = make_engine(f"sqlite:///{tmp_path}/geen/map/test.db")

    with pytest.raises(StorageDown):
        Database(nowhere, KEYS).check()


def test_a_locked_database_is_down_and_nothing_is_stored_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.store import work as store
    from bot.store.migrate import upgrade

    monkeypatch.setattr(store, "LOCK_WAIT", 0.1)
    path = tmp_path / "locked.db"
    engine = store.make_engine(f"sqlite:///{path}")
    upgrade(engine)
    database = Database(engine, KEYS)
    stored = added(database)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("begin immediate")

    with pytest.raises(StorageDown), database() as work:
        work.conversations.add_message(stored.id, Message(0, Speaker.BEZOEKER, "x", NOW))

    other.execute("rollback")
    with database() as work:
        assert work.conversations.messages(stored.id) == []


def test_of_many_visitors_at_once_none_waits_in_vain(tmp_path: Path) -> None:
    """SQLite lets who waits ask again at random; some asked for five seconds and then failed."""
    from bot.store.migrate import upgrade
    from bot.store.work import make_engine

    engine = make_engine(f"sqlite:///{tmp_path / 'druk.db'}")
    upgrade(engine)
    database = Database(engine, KEYS)
    failed: list[StorageDown] = []

    def visit() -> None:
        id = added(database).id
        for number in range(25):
            try:
                with database() as work:
                    work.conversations.add_message(
                        id, Message(0, Speaker.BEZOEKER, f"{number}", NOW)
                    )
                    time.sleep(0.005)
            except StorageDown as down:
                failed.append(down)

    visitors = [threading.Thread(target=visit) for _ in range(12)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()

    assert failed == []


def test_a_read_only_database_is_down(tmp_path: Path) -> None:
    from bot.store.migrate import upgrade
    from bot.store.work import make_engine

    path = tmp_path / "read-only.db"
    upgrade(make_engine(f"sqlite:///{path}"))
    read_only = make_engine(f"sqlite:///file:{path}?mode=ro&uri=true")

    with pytest.raises(StorageDown):
        Database(read_only, KEYS).check()
