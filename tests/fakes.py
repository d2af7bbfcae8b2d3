"""Stand-ins for the outside: a brain that says what it is told, a clock, passwords and codes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.bootstrap import Services
from bot.casework.retention import terms
from bot.danger.assess import Level
from bot.live.memory import MemoryNotifier
from bot.reference.helplines import fill_numbers
from bot.services.account_rules import AccountRules
from bot.services.accounts import Accounts
from bot.services.cleanup import Cleanup
from bot.services.desk import Desk
from bot.services.identity import Identity, IdentityProvider, SignedOut
from bot.services.informing import TermsOfMelding
from bot.services.logbook import Logbook
from bot.services.lost_owner import LostOwner
from bot.services.outside import Outside
from bot.services.ports import BrainFailed, Reply, Talk, Understanding
from bot.services.presence import Lines
from bot.services.provider_sign_in import ProviderSignIn
from bot.services.retention import Retention
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
from bot.texts.texts import Texts
from tests.fake_storage import FakeStorage


class FakeClock:
    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday

    def __call__(self) -> datetime:
        return self.time

    def pass_(self, **time: float) -> None:
        self.time += timedelta(**time)


@dataclass
class FakeBrain:
    """Answers every message with the next of `replies`, or else with a plain question."""

    replies: list[Reply] = field(default_factory=list)
    understanding: Understanding = field(
        default_factory=lambda: Understanding("gegeven", "gegeven", 0.9)
    )
    broken: bool = False
    has_encoder: bool = True
    heard: list[tuple[Talk, str, Level]] = field(default_factory=list)

    async def open(self) -> Reply:
        return self._next("Hallo. Ik ben een computerprogramma.")

    async def understand(self, talk: Talk, text: str) -> Understanding:
        if self.broken:
            raise BrainFailed("broken")
        return self.understanding

    def as_story(self, talk: Talk, text: str, understood: Understanding) -> Understanding:
        return understood

    async def reply(self, talk: Talk, text: str, understood: Understanding, level: Level) -> Reply:
        self.heard.append((talk, text, level))
        return self._next("Vertel verder.")

    async def go_on(self, talk: Talk) -> Reply:
        self.heard.append((talk, "", Level.GEEN))
        return self._next("Verder.")

    async def choose(self, talk: Talk, field: str, value: str, level: Level) -> Reply:
        self.heard.append((talk, f"{field}={value}", level))
        return self._next("Goed.")

    def _next(self, otherwise: str) -> Reply:
        if self.broken:
            raise BrainFailed("broken")
        return self.replies.pop(0) if self.replies else saying(otherwise)


def saying(*said: Any, open_field: str | None = None, **changes: Any) -> Reply:
    return Reply(tuple(said), changes, {}, open_field)


class FakeCodes:
    """Codes that are the last six digits of the step of time."""

    def new_secret(self) -> str:
        return "GEHEIM"

    def address(self, secret: str, login: str) -> str:
        return f"otpauth://totp/{login}?secret={secret}"

    def step_of(self, secret: str, code: str, at: datetime) -> int | None:
        now = int(at.timestamp() // 30)
        return next((step for step in (now, now - 1, now + 1) if code == self.code(step)), None)

    def code(self, step: int) -> str:
        return f"{step % 1_000_000:06d}"

    def of(self, at: datetime) -> str:
        return self.code(int(at.timestamp() // 30))


@dataclass
class FakeProvider:
    """Everybody is who it is told, whatever the code."""

    identity_of_everybody: Identity
    issuer: str = "https://inloggen.voorbeeld.nl"

    async def address(self, state: str, nonce: str, verifier: str) -> str:
        return f"{self.issuer}/?state={state}"

    async def identity(self, code: str, nonce: str, verifier: str) -> Identity:
        return self.identity_of_everybody

    async def signed_out(self, token: str) -> SignedOut:
        who = self.identity_of_everybody
        return SignedOut(who.issuer, who.subject, token)


class FakePasswords:
    decoy = "hash:"

    def hash(self, password: str) -> str:
        return f"hash:{password}"

    def verify(self, hashed: str, password: str) -> bool:
        return hashed == f"hash:{password}" and hashed != self.decoy


def fake_outside(
    storage: FakeStorage | None = None, brain: FakeBrain | None = None, clock: Any = None
) -> Outside:
    return Outside(
        storage=storage or FakeStorage(),
        notifier=MemoryNotifier(),
        now=clock or FakeClock(),
        brain=brain or FakeBrain(),
        texts=Texts(fill_numbers),
        sentences=lambda text: [s.strip() for s in text.replace("!", ".").split(".") if s.strip()],
    )


def fake_accounts(office: Any, rules: AccountRules | None = None) -> Accounts:
    return Accounts(office, FakePasswords(), SecondFactor(office, FakeCodes()), rules)


def fake_services(
    outside: Outside,
    provider: IdentityProvider | None = None,
    rules: AccountRules | None = None,
) -> Services:
    """Everything that is served, with nothing real behind it but the provider."""
    idle = timedelta(minutes=30)
    second_factor = SecondFactor(outside, FakeCodes())
    accounts = fake_accounts(outside, rules)
    return Services(
        outside=outside,
        visit=Visit(outside),
        desk=Desk(outside),
        takeover=Takeover(outside),
        teamwork=Teamwork(outside),
        weighing=Weighing(outside),
        zaken=Zaken(outside),
        writing_down=WritingDown(outside),
        terms=TermsOfMelding(outside),
        todays_work=TodaysWork(outside),
        accounts=accounts,
        second_factor=second_factor,
        staffing=Staffing(outside, FakePasswords(), rules),
        logbook=Logbook(outside),
        cleanup=Cleanup(outside, idle),
        retention=Retention(outside, terms()),
        silence=Silence(outside, idle),
        lost_owner=LostOwner(outside),
        lines=Lines(outside),
        provider_sign_in=ProviderSignIn(outside, provider, second_factor, accounts.proof, rules)
        if provider
        else None,
    )
