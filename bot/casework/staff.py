"""A colleague of Veilig Thuis who works at the desk, and what each role may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

FIRST_ORGANISATION = 1  # made with the database; the others are added


class Right(Enum):
    """What somebody may do; the values stand in the log."""

    WACHTRIJ = "wachtrij"  # see who waits, who is helped and who is present
    DOSSIER = "dossier"  # read a conversation
    GESPREK = "gesprek"  # take over, talk, hand back, close
    WEGING = "weging"
    TERUGBELLEN = "terugbellen"
    ALARM = "alarm"  # be told who waits too long in danger
    WISSEN = "wissen"  # erase a conversation on request
    ACCOUNTS = "accounts"
    LOGBOEK = "logboek"


class Role(Enum):
    MEDEWERKER = "medewerker"
    COORDINATOR = "coordinator"
    BEHEERDER = "beheerder"  # of accounts; reads no conversation
    AUDITOR = "auditor"  # reads the log; reads no conversation


_CASEWORK = frozenset(
    {Right.WACHTRIJ, Right.DOSSIER, Right.GESPREK, Right.WEGING, Right.TERUGBELLEN}
)
RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.MEDEWERKER: _CASEWORK,
    Role.COORDINATOR: _CASEWORK | {Right.WISSEN, Right.ALARM},
    Role.BEHEERDER: frozenset({Right.ACCOUNTS}),
    Role.AUDITOR: frozenset({Right.LOGBOEK}),
}


class NotAllowed(PermissionError):
    """The role of this colleague does not give this right."""


@dataclass(frozen=True)
class Staff:
    """`name` is shown to colleagues, never to visitors; `login` is what they sign in with. Somebody
    sees the conversations and colleagues of their own `organisation` only. `has_second_factor`: an
    app, or in a session one that the provider asked. `given_password`: somebody else made it, so it
    is still to be replaced."""

    id: int
    login: str
    name: str
    role: Role = Role.MEDEWERKER
    organisation: int = FIRST_ORGANISATION
    has_second_factor: bool = False
    is_active: bool = True
    given_password: bool = False

    def may(self, right: Right) -> bool:
        return right in RIGHTS[self.role]

    def must(self, right: Right) -> None:
        """Raises NotAllowed."""
        if not self.may(right):
            raise NotAllowed(right.value)


def who_may(right: Right) -> list[Role]:
    return [role for role in Role if right in RIGHTS[role]]
