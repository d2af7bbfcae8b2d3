"""Bank accounts: IBAN, card numbers and account numbers of the old kind."""

import re
from collections.abc import Iterator

from bot.privacy.message import Message
from bot.privacy.spans import Label, Span

# A Dutch IBAN is masked by its shape alone: a mistyped or half given one leads there too.
_SHAPES = re.compile(
    r"(?<!\w)(?:"
    r"NL[ .-]?\d\d[ .-]?[A-Z]{4}(?:[ .-]?\d){2,10}"
    r"|BE[ .-]?\d\d(?:[ .-]?\d){12}"
    r"|DE[ .-]?\d\d(?:[ .-]?\d){18}"
    r"|\d{4}(?:[ .-]?\d{4}){3}"
    r")(?!\w)",
    re.IGNORECASE,
)
_OTHER_IBAN = re.compile(
    r"(?<!\w)[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)", re.IGNORECASE
)
_AFTER_WORD = re.compile(
    r"(?:rekening(?:nummer|nr)?|\brek|\bgiro(?:nummer)?|\biban)\b[^\w\n]{0,3}"
    r"(?:\w{1,8}[^\w\n]{1,3}){0,3}(\d(?:[ .-]?\d){4,9})(?![\w,]|\s?(?:euro|eur\b|€))",
    re.IGNORECASE,
)


def find_bank_accounts(message: Message) -> Iterator[Span]:
    for found in _SHAPES.finditer(message.text):
        yield Span(*found.span(), Label.IBAN)
    for found in _OTHER_IBAN.finditer(message.text):
        end = _iban_end(found[0])
        if end:
            yield Span(found.start(), found.start() + end, Label.IBAN)
    for found in _AFTER_WORD.finditer(message.text):
        yield Span(*found.span(1), Label.IBAN)


def _iban_end(written: str) -> int | None:
    """Where the IBAN in front of `written` ends: the next word may look like its tail."""
    blocks = written.split(" ")
    for count in range(len(blocks), 0, -1):
        if len("".join(blocks[:count])) >= 15 and passes_mod97("".join(blocks[:count])):
            return len(" ".join(blocks[:count]))
    return None


def passes_mod97(iban: str) -> bool:
    """The check of ISO 13616: first four to the back, letters as numbers, modulo 97 is 1."""
    turned = iban[4:] + iban[:4]
    return turned.isascii() and int("".join(str(int(char, 36)) for char in turned)) % 97 == 1
