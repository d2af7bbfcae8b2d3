"""The composition root: the only place that knows which storage, notifier and brain are used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from bot.casework.audit import Act, by_command
from bot.casework.retention import Term, terms
from bot.casework.terms import (
    Deadlines,
    TermUnreadable,
    read_closed_days,
    read_length,
    read_liberation_day,
)
from bot.identity.provider import OidcProvider, Registration
from bot.language.dutch import sentences
from bot.live.memory import MemoryNotifier
from bot.live.redis import RedisNotifier
from bot.reference.helplines import fill_numbers
from bot.reference.holidays import Calendar
from bot.services.account_rules import AccountRules
from bot.services.accounts import Accounts
from bot.services.cleanup import Cleanup
from bot.services.desk import Desk
from bot.services.identity import IdentityProvider
from bot.services.informing import TermsOfMelding
from bot.services.logbook import Logbook
from bot.services.lost_owner import LostOwner
from bot.services.office_storage import Organisation
from bot.services.outside import Office, Outside
from bot.services.ports import Brain, Notifier
from bot.services.presence import Lines
from bot.services.provider_sign_in import ProviderSignIn
from bot.services.retention import Counts, Retention
from bot.services.second_factor import SecondFactor
from bot.services.silence import Silence
from bot.services.staffing import Staffing
from bot.services.takeover import Takeover
from bot.services.teamwork import Teamwork
from bot.services.visit import Visit
from bot.services.weighing import Weighing
from bot.services.worklist import TodaysWork
from bot.services.writing_down import WritingDown
from bot.services.zaken import Zaken
from bot.settings import SettingInvalid, Settings
from bot.store.audit import Verified
from bot.store.keys import KeyRing, KeyUnusable, add_key, new_key, new_key_file, read_keys
from bot.store.migrate import upgrade
from bot.store.passwords import Argon2Passwords
from bot.store.rotation import KeyReport, check, rotate
from bot.store.totp import TimeCodes
from bot.store.work import Database, has_database, make_engine
from bot.texts.texts import Texts

T = TypeVar("T")


@dataclass(frozen=True)
class Services:
    """The use cases, wired. `provider_sign_in` is None when there is no provider."""

    outside: Outside
    visit: Visit
    desk: Desk
    takeover: Takeover
    teamwork: Teamwork
    writing_down: WritingDown
    terms: TermsOfMelding
    todays_work: TodaysWork
    weighing: Weighing
    zaken: Zaken
    accounts: Accounts
    second_factor: SecondFactor
    staffing: Staffing
    logbook: Logbook
    cleanup: Cleanup
    retention: Retention
    silence: Silence
    lost_owner: LostOwner
    lines: Lines
    provider_sign_in: ProviderSignIn | None = None


def now() -> datetime:
    return datetime.now(UTC)


def open_database(settings: Settings) -> Database:
    """The database, migrated, with its keys checked. Raises KeyUnusable, StorageDown."""
    settings.data.mkdir(parents=True, exist_ok=True)
    engine = make_engine(settings.database)
    database = Database(engine, _keys(settings, engine))
    if database.is_in_use():  # a migration may seal anew: not with keys of another database
        database.check_proof()
    upgrade(engine, database.keys)
    database.check_keys()
    return database


def _keys(settings: Settings, engine: Any) -> KeyRing:
    if settings.secret_keys:
        return read_keys(settings.secret_keys)
    if not settings.key_file.exists():
        if Database(engine, KeyRing({})).is_in_use():
            raise KeyUnusable(
                f"{settings.key_file} is missing, and the database was written with it; "
                "put it back, or start with another database"
            )
        new_key_file(settings.key_file)

    def reread() -> Mapping[int, bytes]:
        return read_keys(settings.key_file.read_text(encoding="ascii")).keys

    return KeyRing(reread(), reread)


def new_key_line(settings: Settings, machine: str) -> str:
    """A new key, with the number that follows. Where there is a database with keys its log says who
    asked for one. Raises KeyUnusable, StorageDown."""
    ring = None
    if settings.secret_keys:
        ring = read_keys(settings.secret_keys)
    elif settings.key_file.exists():
        ring = read_keys(settings.key_file.read_text(encoding="ascii"))
    number = ring.newest + 1 if ring else 1
    if ring and has_database(settings.database):
        _noted(open_database(settings), Act.SLEUTEL_GEMAAKT, machine, str(number))
    return new_key(number)


def rotate_keys(settings: Settings, machine: str) -> int:
    """Adds a key to the file, or takes the newest of the settings; what older keys have sealed is
    sealed anew. Returns how many values. Raises KeyUnusable, StorageDown."""
    database = open_database(settings)
    number = database.keys.newest + (0 if settings.secret_keys else 1)
    # Before the first of many transactions: who began it is known, also when it fails halfway.
    _noted(database, Act.SLEUTEL_VERVANGEN, machine, str(number))
    if not settings.secret_keys:
        add_key(settings.key_file)
    return rotate(open_database(settings))


def verify_audit_log(settings: Settings, head: str | None) -> Verified:
    """Raises KeyUnusable, StorageDown, CannotUnseal."""
    database = open_database(settings)
    with database() as work:
        return work.audit.verify(head)


def check_keys(settings: Settings) -> KeyReport:
    return check(open_database(settings))


def wire(settings: Settings, database: Database, brain: Brain) -> Services:
    outside = Outside(
        storage=database,
        brain=brain,
        notifier=_notifier(settings),
        texts=Texts(fill_numbers),
        now=now,
        sentences=sentences,
        deadlines=deadlines_of(settings),
    )
    idle = timedelta(minutes=settings.idle_minutes)
    passwords = Argon2Passwords()
    second_factor = SecondFactor(outside, TimeCodes())
    rules = rules_of(settings)
    accounts = Accounts(outside, passwords, second_factor, rules)
    return Services(
        outside=outside,
        visit=Visit(outside),
        desk=Desk(outside, timedelta(seconds=settings.alarm_coordinator_seconds)),
        takeover=Takeover(outside),
        teamwork=Teamwork(outside),
        weighing=Weighing(outside),
        zaken=Zaken(outside),
        writing_down=WritingDown(outside),
        terms=TermsOfMelding(outside),
        todays_work=TodaysWork(outside, settings.pace_days),
        accounts=accounts,
        second_factor=second_factor,
        staffing=Staffing(outside, passwords, rules),
        logbook=Logbook(outside),
        cleanup=Cleanup(outside, idle),
        retention=Retention(outside, terms(settings.retention)),
        silence=Silence(outside, idle),
        lost_owner=LostOwner(outside, timedelta(minutes=settings.owner_lost_minutes)),
        lines=Lines(outside),
        provider_sign_in=_provider_sign_in(settings, outside, second_factor, accounts),
    )


def rules_of(settings: Settings) -> AccountRules:
    return AccountRules(
        app_needed=settings.needs_second_factor,
        one_time=timedelta(hours=settings.one_time_password_hours),
        by_provider=timedelta(minutes=settings.oidc_session_minutes),
    )


def _provider_sign_in(
    settings: Settings, office: Office, second_factor: SecondFactor, accounts: Accounts
) -> ProviderSignIn | None:
    if not settings.oidc_issuer:
        return None
    rules = rules_of(settings)
    return ProviderSignIn(office, provider_of(settings), second_factor, accounts.proof, rules)


def provider_of(settings: Settings) -> IdentityProvider:
    """The organisation's own, of settings that name one."""
    registration = Registration(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        secret=settings.oidc_client_secret,
        redirect=settings.oidc_redirect,
        acr=tuple(settings.oidc_acr.split()),
        max_age=settings.oidc_max_age_minutes * 60,
    )
    return OidcProvider(registration)


def accounts_of(settings: Settings) -> Accounts:
    """Accounts alone, for the command line. Raises KeyUnusable, StorageDown."""
    office = Office(open_database(settings), MemoryNotifier(), now)
    second_factor = SecondFactor(office, TimeCodes())
    return Accounts(office, Argon2Passwords(), second_factor, rules_of(settings))


def add_organisation(settings: Settings, name: str, host: str, machine: str) -> Organisation:
    """Raises KeyUnusable, StorageDown."""
    with open_database(settings)() as work:
        added = work.organisations.add(name, host)
        act = Act.ORGANISATIE_TOEGEVOEGD
        work.audit.add(by_command(now(), act, machine, str(added.id), added.id))
        return added


def deadlines_of(settings: Settings) -> Deadlines:
    """Raises SettingInvalid, YearNotInTable."""
    within = _read("ADVIESLIJN_ASSESS_WITHIN", read_length, settings.assess_within)
    off_on_5_may = _read("ADVIESLIJN_LIBERATION_DAY", read_liberation_day, settings.liberation_day)
    closed = _read("ADVIESLIJN_CLOSED_DAYS", read_closed_days, settings.closed_days)
    return Deadlines(Calendar(off_on_5_may, closed), within)


def _read(name: str, read: Callable[[str], T], text: str) -> T:
    try:
        return read(text)
    except TermUnreadable as wrong:
        raise SettingInvalid(f"{name}: {wrong}") from None


def terms_of(settings: Settings) -> Mapping[str, Term]:
    """Raises TermInvalid."""
    return terms(settings.retention)


async def erase_now(settings: Settings) -> Counts:
    """What is older than its term. Raises TermInvalid, StorageDown."""
    office = Office(open_database(settings), MemoryNotifier(), now)
    return await Retention(office, terms_of(settings)).run()


def _noted(database: Database, act: Act, machine: str, object_id: str) -> None:
    with database() as work:
        work.audit.add(by_command(now(), act, machine, object_id))


def _notifier(settings: Settings) -> Notifier:
    return RedisNotifier(settings.redis_url) if settings.redis_url else MemoryNotifier()
