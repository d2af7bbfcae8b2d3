"""The page that goes with the pipeline: what it is, how good, and what it is not for."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from spacy.tokens import Doc

from tools.taalmodel.evaluate import GRAMMAR, RULE, NameScore, Scores
from tools.taalmodel.messages import Messages
from tools.taalmodel.train import LICENCE, VERSION
from tools.taalmodel.treebank import Treebank

# Published with nl_core_news_sm 3.4.0, trained on the whole of both treebanks.
OFFICIAL = {
    "tag_acc": 0.942, "pos_acc": 0.959, "morph_acc": 0.952, "lemma_acc": 0.951,
    "dep_uas": 0.852, "dep_las": 0.801,
}  # fmt: skip
HEADS = ("token", "tag", "pos", "morph", "lemma", "UAS", "LAS")


def card(scores: Scores, treebank: Treebank, messages: Messages, folder: Path) -> str:
    """In Markdown; `folder` is weighed without this page."""
    size = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file() and f.suffix != ".md")
    facts = {
        "version": VERSION,
        "licence": LICENCE,
        "simplemma": version("simplemma"),
        "size": f"{size / 1e6:.1f}",
        "milliseconds": f"{scores.milliseconds:.1f}",
        "learn_words": _words(treebank.learn),
        "alpino_words": _words(treebank.alpino),
        "lassy_words": _words(treebank.lassy),
        "learn_messages": f"{len(messages.learn):,}",
        "scored": len(messages.scored),
        "stop": len(messages.stop),
        "quiet": len(messages.quiet),
        "grammar": _table(("", *HEADS), _grammar(scores)),
        "sentences": _table(("", "parser", "rule"), _sentences(scores)),
        "lemmas_by_pos": _table(
            ("", "words", *next(iter(scores.lemmas.values()))), _lemmas_by_pos(scores)
        ),
        "lemmas": _table(("", *next(iter(scores.lemmas.values()))), _lemmas(scores)),
        "names": _table(
            ("", "names", "exact", "all letters covered", "wrong per 1,000 words"), _names(scores)
        ),
    }
    return (Path(__file__).parent / "card.md").read_text(encoding="utf-8").format(**facts)


def _grammar(scores: Scores) -> Iterable[tuple[str, ...]]:
    official = [f"{OFFICIAL[m]:.3f}" if m in OFFICIAL else "–" for m in GRAMMAR]
    yield ("*nl_core_news_sm 3.4.0, as published, on its own test set*", *official)
    for name, found in scores.grammar.items():
        yield (name, *(f"{found[measure]:.3f}" for measure in GRAMMAR))


def _sentences(scores: Scores) -> Iterable[tuple[str, ...]]:
    for name, found in scores.grammar.items():
        if RULE in found:
            yield name, f"{found['sents_f']:.3f}", f"{found['sents_f of the rule']:.3f}"


def _lemmas(scores: Scores) -> Iterable[tuple[str, ...]]:
    for name, found in scores.lemmas.items():
        yield (name, *(f"{share:.3f}" for share in found.values()))


def _lemmas_by_pos(scores: Scores) -> Iterable[tuple[str, ...]]:
    for pos, (words, *shares) in scores.lemmas_by_pos.items():
        yield (pos, f"{words:.0f}", *(f"{share:.3f}" for share in shares))


def _names(scores: Scores) -> Iterable[tuple[str, ...]]:
    for name, by_label in scores.names.items():
        for label, score in by_label.items():
            yield f"{name}: {label}", *_name_score(score)


def _name_score(score: NameScore) -> tuple[str, ...]:
    wrong = f"{1000 * score.wrong / score.words:.1f}"
    if not score.marked:
        return "0", "–", "–", wrong
    shares = (f"{part / score.marked:.2f}" for part in (score.exact, score.covered))
    return str(score.marked), *shares, wrong


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _words(docs: list[Doc]) -> str:
    return f"{sum(map(len, docs)):,}"
