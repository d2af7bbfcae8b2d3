"""The kinds of personal data, where they stand in a text, and the word that replaces each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType


class Label(Enum):
    """A kind of personal data."""

    PERSOON = "PERSOON"
    ADRES = "ADRES"
    PLAATS = "PLAATS"
    POSTCODE = "POSTCODE"
    TELEFOON = "TELEFOON"
    EMAIL = "EMAIL"
    BSN = "BSN"
    GEBOORTEDATUM = "GEBOORTEDATUM"
    SCHOOL = "SCHOOL"
    WERKGEVER = "WERKGEVER"
    KENTEKEN = "KENTEKEN"
    IBAN = "IBAN"
    SOCIAL = "SOCIAL"


# Words a visitor may read back and a model may read on: the sentence stays a sentence.
TOKENS: Mapping[Label, str] = MappingProxyType(
    {
        Label.PERSOON: "[naam]",
        Label.ADRES: "[adres]",
        Label.PLAATS: "[plaats]",
        Label.POSTCODE: "[postcode]",
        Label.TELEFOON: "[telefoon]",
        Label.EMAIL: "[e-mail]",
        Label.BSN: "[bsn]",
        Label.GEBOORTEDATUM: "[geboortedatum]",
        Label.SCHOOL: "[school]",
        Label.WERKGEVER: "[werkgever]",
        Label.KENTEKEN: "[kenteken]",
        Label.IBAN: "[rekening]",
        Label.SOCIAL: "[account]",
    }
)


@dataclass(frozen=True, order=True)
class Span:
    """Characters `start` up to `end` of the text as it was given."""

    start: int
    end: int
    label: Label = Label.PERSOON

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError("a span holds at least one character")


def settle(found: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in reading order without overlap; of `found` the earlier one names the kind.

    Overlapping spans are joined and never cut: cutting would uncover letters of one of them.
    """
    ranked = sorted(enumerate(found), key=lambda item: item[1].start)
    settled: list[tuple[int, Span]] = []
    for rank, span in ranked:
        if settled and span.start < settled[-1][1].end:
            settled[-1] = _joined(settled[-1], (rank, span))
        else:
            settled.append((rank, span))
    return tuple(span for _, span in settled)


def _joined(first: tuple[int, Span], second: tuple[int, Span]) -> tuple[int, Span]:
    rank, named = min(first, second, key=lambda item: item[0])
    start = min(first[1].start, second[1].start)
    end = max(first[1].end, second[1].end)
    return rank, Span(start, end, named.label)
