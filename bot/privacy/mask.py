"""Replace what identifies persons in a text by readable words."""

from bisect import bisect_right
from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass

from bot.privacy.message import NAME_VEIL, OTHER_VEIL
from bot.privacy.patterns import find_all
from bot.privacy.reading import read
from bot.privacy.spans import TOKENS, Label, Span, settle

__all__ = ["DEFAULT_REPLACED", "TOKENS", "Label", "Masked", "Span", "mask"]

# The municipality may be kept in the advice stage; it decides which Veilig Thuis can help.
DEFAULT_REPLACED: frozenset[Label] = frozenset(Label) - {Label.PLAATS}

# Ordinary messages settle in two rounds. The bound keeps the time linear in hostile ones.
_MOST_ROUNDS = 12


@dataclass(frozen=True)
class Masked:
    """A text without personal data, and where that stood in the ORIGINAL text."""

    text: str
    spans: tuple[Span, ...]


def mask(
    text: str,
    *,
    places: Container[str] = frozenset(),
    replace: Collection[Label] = DEFAULT_REPLACED,
) -> Masked:
    """`text` with every span of a label in `replace` turned into its token.

    `places` holds names of towns, in any case or in lower case, that are no persons.
    A token in `text` is left alone, so masking twice is the same as masking once.
    """
    masked = Masked(text, ())
    for _ in range(_MOST_ROUNDS):
        found = tuple(_find(masked.text, places, replace))
        if not found:
            break
        spans = settle((*masked.spans, *_in_original(found, masked.spans)))
        masked = Masked(_rendered(text, spans), spans)
    return masked


def _find(text: str, places: Container[str], replace: Collection[Label]) -> Iterator[Span]:
    message = read(text, places)
    wanted = (span for span in find_all(message) if span.label in replace)
    for span in settle(wanted):
        yield from _without_veil(message.text, span)


def _without_veil(text: str, span: Span) -> Iterator[Span]:
    """The parts of a span outside tokens."""
    start = None
    for offset in range(span.start, span.end + 1):
        is_open = offset < span.end and text[offset] not in (NAME_VEIL, OTHER_VEIL)
        if is_open and start is None:
            start = offset
        elif not is_open and start is not None:
            yield Span(start, offset, span.label)
            start = None


def _in_original(found: tuple[Span, ...], masked: tuple[Span, ...]) -> Iterator[Span]:
    """Spans of the masked text as offsets in the original; none of them touches a token."""
    shifts, starts, shift = [0], [0], 0
    for span in masked:
        shift += span.end - span.start - len(TOKENS[span.label])
        starts.append(span.end - shift)
        shifts.append(shift)
    for span in found:
        moved = shifts[bisect_right(starts, span.start) - 1]
        yield Span(span.start + moved, span.end + moved, span.label)


def _rendered(text: str, spans: tuple[Span, ...]) -> str:
    parts, end = [], 0
    for span in spans:
        parts += [text[end : span.start], TOKENS[span.label]]
        end = span.end
    return "".join((*parts, text[end:]))
