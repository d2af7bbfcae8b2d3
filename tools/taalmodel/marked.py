"""A text with the names in it marked, and what may be changed in it without losing the marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span

PERSOON, PLAATS = "PERSOON", "PLAATS"
UNSURE = "?"  # nothing is learnt from these words


class Mark(NamedTuple):
    """Characters `start` up to `end`."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Marked:
    text: str
    marks: tuple[Mark, ...] = ()

    def put(self, start: int, end: int, new: str, label: str | None = None) -> Marked:
        """With `new` in the place of the characters there, marked when `label` is given. A mark
        that overlaps these characters is lost."""
        shift = len(new) - (end - start)
        marks = [m for m in self.marks if m.end <= start]
        if label:
            marks.append(Mark(start, start + len(new), label))
        marks += [
            Mark(m.start + shift, m.end + shift, m.label) for m in self.marks if m.start >= end
        ]
        return Marked(self.text[:start] + new + self.text[end:], tuple(marks))

    def after(self, end: int, before: str, new: str, label: str, behind: str = "") -> Marked:
        """With `before`, the name `new` and `behind` put in at `end`."""
        with_name = self.put(end, end, new, label)
        with_end = with_name.put(end + len(new), end + len(new), behind) if behind else with_name
        return with_end.put(end, end, before)

    def touches(self, start: int, end: int) -> bool:
        return any(m.start < end + 1 and start - 1 < m.end for m in self.marks)

    def lowered(self) -> Marked:
        """Without capitals; as it is when that would move the letters."""
        low = self.text.lower()
        return Marked(low, self.marks) if len(low) == len(self.text) else self

    def doc(self, nlp: Language) -> Doc:
        """A mark that does not fit the tokens is one to learn nothing from."""
        doc = nlp.make_doc(self.text)
        sure, unsure = [], []
        for mark in self.marks:
            fits = doc.char_span(mark.start, mark.end, label=mark.label)
            span = fits or doc.char_span(mark.start, mark.end, alignment_mode="expand")
            (sure if fits is not None and mark.label != UNSURE else unsure).append(span)
        doc.set_ents(_apart(sure), missing=_apart(unsure), default="outside")
        return doc


def _apart(spans: list[Span]) -> list[Span]:
    """Without spans of which a token is in an earlier one."""
    kept: list[Span] = []
    for span in sorted((s for s in spans if s is not None), key=lambda s: s.start):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
