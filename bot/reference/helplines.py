"""National helplines: the only place where a telephone number comes from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ruamel.yaml import YAML

from bot.reference.helpline_table import Certainty, Helpline, HelplinesBroken, read_helplines
from bot.reference.phone_numbers import digits_of, numbers_in
from bot.reference.tables import FOLDER

__all__ = [
    "Certainty",
    "Helpline",
    "HelplineUnknown",
    "HelplinesBroken",
    "NoNumber",
    "NotConfirmed",
    "fill_numbers",
    "helpline",
    "helplines",
    "is_known_number",
    "numbers_in",
    "shown_helplines",
    "tel_uri",
]

HELPLINES_FILE = FOLDER / "helplines.yml"

_TOKEN = re.compile(r"\[\[([^\[\]]*)\]\]")
_FREE = "-gratis"


class HelplineUnknown(LookupError):
    """An id that is not in helplines.yml."""


class NoNumber(LookupError):
    """A line without a number, or with one that was never confirmed."""


class NotConfirmed(NoNumber):
    """A line of certainty laag: it is never shown."""


@cache
def helplines() -> Mapping[str, Helpline]:
    """Every line by id, in the order of the file. Raises HelplinesBroken."""
    table = YAML(typ="safe").load(HELPLINES_FILE)
    return MappingProxyType(read_helplines(table["lines"], wrong_numbers=table["wrong_numbers"]))


def shown_helplines() -> tuple[Helpline, ...]:
    """The lines that may be told to anybody, in the order of the file."""
    lines = helplines().values()
    return tuple(line for line in lines if line.may_be_shown and not line.for_professionals)


def helpline(id: str) -> Helpline:
    """Raises HelplineUnknown."""
    try:
        return helplines()[id]
    except KeyError:
        raise HelplineUnknown(
            f"no helpline {id!r} in helplines.yml; add it there, or mend the id"
        ) from None


def tel_uri(line: Helpline) -> str:
    """The address behind a call button. Raises NoNumber."""
    return f"tel:{digits_of(_number(line))}"


def fill_numbers(text: str) -> str:
    """The text with each [[id]] replaced by its number, and [[id-gratis]] by its free number.

    Raises HelplineUnknown or NoNumber: a text never appears with a hole where a number belongs.
    """
    return _TOKEN.sub(lambda token: _number_for(token[1]), text)


def is_known_number(number: str) -> bool:
    """Whether a number, in any notation, is that of a line that may be shown."""
    lines = (line for line in helplines().values() if line.may_be_shown)
    known = {
        digits_of(known) for line in lines for known in (line.number, line.free_number) if known
    }
    return digits_of(number) in known


def _number_for(token: str) -> str:
    if token.endswith(_FREE) and token not in helplines():
        return _number(helpline(token.removesuffix(_FREE)), is_free=True)
    return _number(helpline(token))


def _number(line: Helpline, *, is_free: bool = False) -> str:
    if not line.may_be_shown:
        raise NotConfirmed(
            f"{line.id} has certainty laag; confirm it in helplines.yml or leave it out"
        )
    number = line.free_number if is_free else line.number
    if number is None:
        raise NoNumber(f"{line.id} has no such number in helplines.yml; name its website instead")
    return number
