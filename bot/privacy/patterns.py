"""All detectors in order: where two claim the same letters, the earlier one names the kind."""

from collections.abc import Callable, Iterable, Iterator

from bot.privacy.accounts import find_bank_accounts
from bot.privacy.addresses import find_addresses
from bot.privacy.birthdates import find_birthdates
from bot.privacy.emails import find_emails
from bot.privacy.employers import find_employers
from bot.privacy.message import Message
from bot.privacy.names import find_persons
from bot.privacy.numbers import find_numbers
from bot.privacy.online import find_accounts, find_handles, find_web_addresses
from bot.privacy.places import find_places
from bot.privacy.plates import find_plates
from bot.privacy.postcodes import find_postcodes
from bot.privacy.schools import find_schools
from bot.privacy.spans import Span

Detector = Callable[[Message], Iterable[Span]]

DETECTORS: tuple[Detector, ...] = (
    find_emails,
    find_web_addresses,
    find_handles,
    find_bank_accounts,
    find_birthdates,
    find_postcodes,
    find_plates,
    find_numbers,
    find_accounts,
    find_addresses,
    find_schools,
    find_employers,
    find_persons,
    find_places,
)


def find_all(message: Message) -> Iterator[Span]:
    """Everything that is found, with overlaps, the most certain kinds first."""
    for detector in DETECTORS:
        yield from detector(message)
