"""The composition root: the only place that knows which storage, notifier and brain are used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.casework.audit import Act, Entry
from bot.casework.retention import Term, terms
from bot.identity.provider import OidcProvider, Registration
from bot.language.dutch import sentences
from bot.live.memory import MemoryNotifier
from bot.live.redis import RedisNotifier
from bot.reference.helplines import fill_numbers
from bot.services.accounts import Accounts
from bot.services.cleanup import Cleanup
from bot.services.desk import Desk
from bot.services.identity import IdentityProvider
from bot.services.logbook import Logbook
from bot.services.lost_owner import LostOwner
from bot.services.outside import Office, Outside
from bot.services.ports import Brain, Notifier
from bot.services.provider_sign_in import ProviderSignIn
from bot.services.retention import Counts, Retention
from bot.services.second_factor import SecondFactor
from bot.services.silence import Silence
from bot.services.staffing import Staffing
from bot.services.takeover import Takeover
from bot.services.teamwork import Teamwork
from bot.services.visit import Visit
from bot.services.weighing import Weighing
from bot.services.zaken import Zaken
from bot.settings import Settings
from bot.store.audit import Verified
from bot.store.keys import KeyRing, KeyUnusable, add_key, new_key, new_key_file, read_keys
from bot.store.migrate import upgrade
from bot.store.passwords import Argon2Passwords
from bot.store.rotation import KeyReport, check, rotate
from bot.store.totp import TimeCodes
from bot.store.work import Database, make_engine
from bot.texts.texts import Texts


@dataclass(frozen=True)
class Services:
    """The use cases, wired. `provider_sign_in` is None when there is no provider."""

    outside: Outside
    visit: Visit
    desk: Desk
    takeover: Takeover
    teamwork: Teamwork
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
    provider_sign_in: ProviderSignIn | None = None


def now() -> datetime:
    return datetime.now(UTC)


def open_database(settings: Settings) -> Database:
    """The database, migrated, with its keys checked. Raises KeyUnusable, StorageDown."""
    settings.data.mkdir(parents=True, exist_ok=True)
    engine = make_engine(settings.database)
    upgrade(engine)
    database = Database(engine, _keys(settings, engine))
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


def new_key_line(settings: Settings) -> str:
    """A new key, with the number that follows. Raises KeyUnusable."""
    if settings.secret_keys:
        return new_key(read_keys(settings.secret_keys).newest + 1)
    known = settings.key_file.exists()
    ring = read_keys(settings.key_file.read_text(encoding="ascii")) if known else None
    return new_key(ring.newest + 1 if ring else 1)


def rotate_keys(settings: Settings) -> int:
    """Adds a key to the file, or takes the newest of the settings; what older keys have sealed is
    sealed anew. Returns how many values. Raises KeyUnusable, StorageDown."""
    open_database(settings)
    if not settings.secret_keys:
        add_key(settings.key_file)
    database = open_database(settings)
    done = rotate(database)
    noted(database, Act.SLEUTEL_VERVANGEN, str(database.keys.newest))
    return done


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
    )
    idle = timedelta(minutes=settings.idle_minutes)
    passwords = Argon2Passwords()
    second_factor = SecondFactor(outside, TimeCodes())
    return Services(
        outside=outside,
        visit=Visit(outside),
        desk=Desk(outside, timedelta(seconds=settings.alarm_coordinator_seconds)),
        takeover=Takeover(outside),
        teamwork=Teamwork(outside),
        weighing=Weighing(outside),
        zaken=Zaken(outside),
        accounts=Accounts(outside, passwords, second_factor),
        second_factor=second_factor,
        staffing=Staffing(outside, passwords),
        logbook=Logbook(outside),
        cleanup=Cleanup(outside, idle),
        retention=Retention(outside, terms(settings.retention)),
        silence=Silence(outside, idle),
        lost_owner=LostOwner(outside, timedelta(minutes=settings.owner_lost_minutes)),
        provider_sign_in=_provider_sign_in(settings, outside, second_factor),
    )


def _provider_sign_in(
    settings: Settings, office: Office, second_factor: SecondFactor
) -> ProviderSignIn | None:
    provider = provider_of(settings) if settings.oidc_issuer else None
    return ProviderSignIn(office, provider, second_factor) if provider else None


def provider_of(settings: Settings) -> IdentityProvider:
    """The organisation's own, of settings that name one."""
    registration = Registration(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        secret=settings.oidc_client_secret,
        redirect=settings.oidc_redirect,
        acr=tuple(settings.oidc_acr.split()),
    )
    return OidcProvider(registration)


def accounts_of(database: Database) -> Accounts:
    """Accounts alone, for the command line."""
    office = Office(database, MemoryNotifier(), now)
    return Accounts(office, Argon2Passwords(), SecondFactor(office, TimeCodes()))


def terms_of(settings: Settings) -> Mapping[str, Term]:
    """Raises TermInvalid."""
    return terms(settings.retention)


async def erase_now(settings: Settings) -> Counts:
    """What is older than its term. Raises TermInvalid, StorageDown."""
    office = Office(open_database(settings), MemoryNotifier(), now)
    return await Retention(office, terms_of(settings)).run()


def noted(database: Database, act: Act, object_id: str, organisation: int | None = None) -> None:
    """Writes in the log what an operator did by a command; who that was, the machine knows."""
    with database() as work:
        work.audit.add(
            Entry(
                now(), act, organisation=organisation, object_id=object_id, reason="opdrachtregel"
            )
        )


def _notifier(settings: Settings) -> Notifier:
    return RedisNotifier(settings.redis_url) if settings.redis_url else MemoryNotifier()
