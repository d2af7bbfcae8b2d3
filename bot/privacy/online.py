"""Web addresses and accounts on social media."""

import re
from collections.abc import Iterator

from bot.privacy.lexicon import Kind
from bot.privacy.message import Message, Word
from bot.privacy.spans import Label, Span
from bot.privacy.wordlists import group

_WEB = re.compile(
    r"(?<![\w@.-])(?:https?://(?:www\.)?|www\.)?+((?:[\w-]{1,62}\.){1,4}"
    # Only endings that are no word: after a full stop without a space comes "de" or "nu".
    r"(?:(?<=\.)(?:com|net|org|nl|be|eu|info|online|io|tv|example)))\b"
    r"(?:/[\w.?=&%#@/+-]*+)?",
    re.IGNORECASE,
)
_PUBLIC_SITE = re.compile(
    r"(?:^|\.)(?:veiligthuis\w*|politie|overheid|rijksoverheid|belastingdienst|kindertelefoon|"
    r"slachtofferhulp|113|digid|huiselijkgeweld|fier|ggd\w*|google|bol|marktplaats|vinted|booking|"
    r"funda|thuisbezorgd|wikipedia|youtube|gmail|hotmail)\.\w+$",
    re.IGNORECASE,
)
_HANDLES = (
    re.compile(r"(?<![\w@.])@\w++(?:\.\w++)*+"),
    re.compile(r"(?<![\w.])\w++(?:\.\w++)*+#\d{3,5}(?!\w)"),
)
_ACCOUNT = re.compile(r"(?<![\w@.])\w++(?:\.\w++)*+")
# Dots or digits inside: no word is spelled so.
_SHAPED = re.compile(r"[\w.]*(?:\w\.\w|\d)[\w.]*")
_SENTENCE_END = re.compile(r"[.!?;\n]")
_MOST_FILLERS = 9


def find_web_addresses(message: Message) -> Iterator[Span]:
    """Every site but the public ones: a page or a firm leads to a person."""
    for found in _WEB.finditer(message.text):
        if not _PUBLIC_SITE.search(found[1]):
            yield Span(*found.span(), Label.SOCIAL)


def find_handles(message: Message) -> Iterator[Span]:
    """What is shaped as an account: @naam, naam#1234, naam_met_streepje."""
    for pattern in _HANDLES:
        for found in pattern.finditer(message.text):
            yield Span(*found.span(), Label.SOCIAL)
    for found in _ACCOUNT.finditer(message.text):
        if "_" in found[0] and any(char.isalpha() for char in found[0]):
            yield Span(*found.span(), Label.SOCIAL)


def find_accounts(message: Message) -> Iterator[Span]:
    """ "insta lisa.x.vdb", "snap onder de naam jaydon99": a platform and then no known word."""
    for position, word in enumerate(message.words):
        low = word.low.removesuffix("naam").removesuffix("-")
        if word.low in group("platforms") or low in group("platforms"):
            yield from _account_after(message, position)


def _account_after(message: Message, position: int) -> Iterator[Span]:
    fillers: list[str] = []
    for word in message.words[position + 1 : position + 1 + _MOST_FILLERS]:
        if word.is_veil or _SENTENCE_END.search(word.gap):
            return
        if word.low not in group("account_fillers"):
            found = _ACCOUNT.match(message.text, word.start)
            if found and _is_account(word, found[0], fillers):
                yield Span(*found.span(), Label.SOCIAL)
            return
        fillers.append(word.low)


def _is_account(word: Word, account: str, fillers: list[str]) -> bool:
    if len(account) < 3:
        return False
    if _SHAPED.fullmatch(account) and not account[0].isdigit() and len(account) > 4:
        return True
    is_introduced = ":" in word.gap or not group("account_words").isdisjoint(fillers)
    return is_introduced and word.kind is not Kind.KNOWN and not word.is_capital
