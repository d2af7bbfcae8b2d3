"""Which account here belongs to whom the provider names (docs/decisions/0010).

The first time it is the one whose login the provider gives, if its password here is given too: who
may choose a name there has not that password. From then on only the subject counts: names can be
changed or given to somebody else, a subject cannot. And no password opens the account any more.
"""

from __future__ import annotations

from datetime import datetime

from bot.casework.audit import Act, entry
from bot.casework.staff import Staff
from bot.services.identity import Identity
from bot.services.storage import UnitOfWork

REASON = "oidc"  # as it stands in the log


def linked_to(work: UnitOfWork, identity: Identity) -> Staff | None:
    return work.links.staff_of(identity.issuer, identity.subject)


def to_link(work: UnitOfWork, identity: Identity) -> Staff | None:
    """The one account that has one of the names as its login. Nobody when the names are of two
    accounts, or when the account is linked to somebody else there."""
    found = [staff for login in identity.logins if (staff := work.staff.by_login(login))]
    if len({staff.id for staff in found}) != 1:
        return None
    (staff, *_) = found
    return None if staff.id in work.links.linked(staff.organisation) else staff


def link(work: UnitOfWork, staff: Staff, identity: Identity, at: datetime) -> None:
    work.links.add(staff.id, identity.issuer, identity.subject, at)
    work.staff.set_password(staff.id, "")
    linked = entry(at, Act.ACCOUNT_GEWIJZIGD, staff, object_id=str(staff.id), reason=REASON)
    work.audit.add(linked)
