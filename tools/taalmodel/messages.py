"""What the recogniser of names learns from, and what it is scored on.

* data/taal_namen: messages in which a person marked the names; a fifth is only scored on.
* data/taal: messages with few names. The masking rules say where; a finding of which they cannot
  be sure is taught neither as a name nor as none.
* The learning part of the treebanks: most words there are no names, in newspapers neither.
* Copies of all of these with (other) names put in, and copies without capitals.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from random import Random

from spacy.language import Language
from spacy.tokens import Doc

from bot.privacy.lexicon import Kind, fold
from bot.privacy.mask import Label, mask
from bot.privacy.wordlists import load_lexicon
from bot.reference.gazetteer import place_names
from tools.taalmodel.insertion import with_names, with_other_names
from tools.taalmodel.marked import PERSOON, PLAATS, UNSURE, Mark, Marked
from tools.taalmodel.name_lists import NameLists, name_lists

DATA = Path(__file__).parents[2] / "data"
FIFTH, KEPT_BACK = 5, 20
COPIES_OF_MARKED = 8


@dataclass(frozen=True)
class Messages:
    """`stop` has names that are in none of `learn`; `quiet` are messages in which neither the
    masking rules nor a list sees a name."""

    learn: list[Marked]
    stop: list[Marked]
    scored: list[Marked]
    quiet: list[Marked]


def read_messages(treebank: list[Doc], chance: Random) -> Messages:
    by_hand = list(_marked_by_hand(DATA / "taal_namen/persoonsgegevens.jsonl"))
    scored = by_hand[::FIFTH]
    known = [m for i, m in enumerate(by_hand) if i % FIFTH]
    talk = [m for path in sorted((DATA / "taal").glob("*.jsonl")) for m in _by_rules(path)]
    kept_back = talk[::KEPT_BACK]
    talk = [m for i, m in enumerate(talk) if i % KEPT_BACK]
    learnt, unseen = name_lists(learnt=True), name_lists(learnt=False)
    return Messages(
        learn=_copies(known, talk, [_newspaper(d) for d in treebank], learnt, chance),
        stop=[with_names(m, unseen, chance) for m in kept_back if not m.marks],
        scored=scored,
        quiet=[m for m in kept_back if not m.marks],
    )


def docs(messages: list[Marked], nlp: Language) -> list[Doc]:
    return [message.doc(nlp) for message in messages]


def _copies(
    known: list[Marked],
    talk: list[Marked],
    newspapers: list[Marked],
    names: NameLists,
    chance: Random,
) -> list[Marked]:
    made = [m for m in known for m in (m, m.lowered())]
    made += [with_other_names(m, names, chance) for m in known for _ in range(COPIES_OF_MARKED)]
    made += [m.lowered() if chance.random() < 0.4 else m for m in talk]
    made += [with_names(m, names, chance) for m in talk for _ in range(2)]
    made += [m for m in newspapers for m in (m, m.lowered())]
    chance.shuffle(made)
    return made


def _marked_by_hand(path: Path) -> list[Marked]:
    """Schools, employers and the like are no names here; most have a name in them, though, and
    nothing is learnt from those."""
    read = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        marks = (
            Mark(start, end, label if label in (PERSOON, PLAATS) else UNSURE)
            for start, end, label in row["spans"]
        )
        read.append(Marked(row["text"], tuple(sorted(marks))))
    return read


def _by_rules(path: Path) -> list[Marked]:
    places = place_names()
    read = []
    for line in path.read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"].strip()
        found = mask(text, places=places, replace=frozenset(Label)).spans
        marks = (Mark(s.start, s.end, _label(s.label, text[s.start : s.end])) for s in found)
        read.append(Marked(text, tuple(sorted(marks))))
    return read


def _label(label: Label, name: str) -> str:
    if label is Label.PLAATS:
        return PLAATS if name.casefold() in place_names() else UNSURE
    is_listed = any(load_lexicon().kind(fold(word)) is Kind.NAME for word in name.split())
    return PERSOON if label is Label.PERSOON and is_listed else UNSURE


def _newspaper(doc: Doc) -> Marked:
    """Names of the treebank by the lists; other names are neither taught nor untaught."""
    lexicon, places = load_lexicon(), place_names()
    marks, at = [], 0
    while at < len(doc):
        end = at
        while end < len(doc) and (doc[end].pos_ == "PROPN" or doc[end].tag_.startswith("SPEC")):
            end += 1
        if end == at:
            at += 1
            continue
        span = doc[at:end]
        is_person = lexicon.kind(fold(span[0].text)) is Kind.NAME
        label = PLAATS if span.text.casefold() in places else PERSOON if is_person else UNSURE
        marks.append(Mark(span.start_char, span.end_char, label))
        at = end
    return Marked(doc.text, tuple(marks))
