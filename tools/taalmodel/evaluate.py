"""Scores the pipeline on what it never learnt from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from spacy.language import Language
from spacy.tokens import Doc, DocBin, Token
from spacy.training import Example

from bot.language.lemmas import lemma_of
from bot.language.pipelines import with_our_sentences
from tools.taalmodel.marked import PERSOON, PLAATS, UNSURE, Mark, Marked
from tools.taalmodel.messages import Messages
from tools.taalmodel.treebank import Treebank

LASSY, ALPINO = "LassySmall, tail", "Alpino test"
RULE = "sents_f of the rule"
ATTRIBUTES = ["TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP"]
GRAMMAR = ("token_acc", "tag_acc", "pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las")


@dataclass(frozen=True)
class NameScore:
    """`exact` and `covered` of `marked` names were found: with the same borders and label, and
    with every letter in some finding. `wrong` findings overlap no name at all, in `words` words."""

    marked: int
    exact: int
    covered: int
    wrong: int
    words: int


@dataclass(frozen=True)
class Scores:
    """Grammar by test set and measure, lemmas by test set and source, names by test set.
    `lemmas_by_pos` are of LassySmall: the number of words and then the share right by source."""

    grammar: dict[str, dict[str, float]]
    lemmas: dict[str, dict[str, float]]
    lemmas_by_pos: dict[str, list[float]]
    names: dict[str, dict[str, NameScore]]
    milliseconds: float


def evaluate(nlp: Language, treebank: Treebank, messages: Messages) -> Scores:
    """`nlp` as it was trained; the time is that of one message of visitors, in the median."""
    sets = {LASSY: _known_to(nlp, treebank.lassy), ALPINO: _known_to(nlp, treebank.alpino)}
    grammar, right = {}, {}
    for name, gold in sets.items():
        grammar[name] = _grammar(nlp, gold)
        grammar[f"{name}, no capitals"] = _grammar(nlp, [_lowered(doc) for doc in gold])
        right[name] = _lemmas([Example(nlp(doc.text), doc) for doc in gold])
    names = {
        "marked by hand": _names(nlp, messages.scored),
        "marked by hand, no capitals": _names(nlp, [m.lowered() for m in messages.scored]),
        "names never learnt, put in": _names(nlp, messages.stop),
        "without names": _names(nlp, messages.quiet),
        "without names or capitals": _names(nlp, [m.lowered() for m in messages.quiet]),
    }
    with_our_sentences(nlp)
    for name, gold in sets.items():
        grammar[name][RULE] = _grammar(nlp, gold)["sents_f"]
    return Scores(
        grammar=grammar,
        lemmas={name: _shares(found.values()) for name, found in right.items()},
        lemmas_by_pos={
            pos: [found["all"], *_shares([found]).values()] for pos, found in right[LASSY].items()
        },
        names=names,
        milliseconds=_milliseconds(nlp, messages.quiet),
    )


def _known_to(nlp: Language, docs: list[Doc]) -> list[Doc]:
    """With the strings of the pipeline, which the scorer looks up in them."""
    return list(DocBin(docs=docs).get_docs(nlp.vocab))


def _grammar(nlp: Language, gold: list[Doc]) -> dict[str, float]:
    scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in gold])
    return {measure: scores[measure] for measure in (*GRAMMAR, "sents_f")}


LEMMAS: dict[str, Callable[[Token], str]] = {
    "the pipeline": lambda token: token.lemma_,
    "simplemma (bot/language)": lambda token: lemma_of(token.text),
}


def _lemmas(examples: list[Example]) -> dict[str, Counter[str]]:
    """How many words, and how many right lemmas of each source, by the part of speech that the
    pipeline found; punctuation left out."""
    counts: dict[str, Counter[str]] = {}
    for example in examples:
        for token in example.predicted:
            (at, *more) = example.alignment.x2y[token.i] if token.text.strip() else (0, 1)
            gold = example.reference[int(at)]
            if more or {gold.pos_, token.pos_} & {"PUNCT", "SYM"}:
                continue
            found = counts.setdefault(token.pos_, Counter())
            found["all"] += 1
            found.update(name for name, way in LEMMAS.items() if way(token) == gold.lemma_)
    return counts


def _shares(counts: Iterable[Counter[str]]) -> dict[str, float]:
    total = sum(counts, Counter[str]())
    return {name: total[name] / total["all"] for name in LEMMAS}


def _lowered(doc: Doc) -> Doc:
    low = Doc(doc.vocab, [t.text.lower() for t in doc], [bool(t.whitespace_) for t in doc])
    return low.from_array(ATTRIBUTES, doc.to_array(ATTRIBUTES))


def _names(nlp: Language, messages: list[Marked]) -> dict[str, NameScore]:
    """By label. Findings in parts of which nothing is known (schools, streets) do not count."""
    counts: dict[str, Counter[str]] = {PERSOON: Counter(), PLAATS: Counter()}
    words = 0
    for message in messages:
        doc = nlp(message.text)
        words += len(doc)
        found = [Mark(e.start_char, e.end_char, e.label_) for e in doc.ents]
        for mark in message.marks:
            if mark.label != UNSURE:
                counts[mark.label]["marked"] += 1
                counts[mark.label]["exact"] += mark in found
                counts[mark.label]["covered"] += _is_covered(message.text, mark, found)
        for wrong in found:
            if not any(wrong.start < m.end and m.start < wrong.end for m in message.marks):
                counts[wrong.label]["wrong"] += 1
    return {
        label: NameScore(c["marked"], c["exact"], c["covered"], c["wrong"], words)
        for label, c in counts.items()
    }


def _is_covered(text: str, mark: Mark, found: list[Mark]) -> bool:
    hidden = {i for f in found for i in range(f.start, f.end)}
    return all(i in hidden or not text[i].isalnum() for i in range(mark.start, mark.end))


def _milliseconds(nlp: Language, messages: list[Marked]) -> float:
    taken = []
    for message in messages:
        began = perf_counter()
        nlp(message.text)
        taken.append((perf_counter() - began) * 1000)
    return median(taken)
