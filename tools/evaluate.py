"""Measures how well the product understands Dutch, and writes docs/evaluatie.md.

make evaluate              (some minutes)
make evaluate DEFAULT=1    (also teaches and measures Rasa's default pipeline; much longer)
"""

from __future__ import annotations

import argparse
from datetime import date
from functools import cache
from pathlib import Path

from bot.privacy.mask import Label, mask
from bot.reference.places import place_names
from tests.nlu import masking
from tests.nlu.agreement import agreements
from tests.nlu.analyser import Analyser
from tests.nlu.intervals import Figure
from tests.nlu.messages import Message, read_marked, read_messages
from tests.nlu.seen import seen_among, training_texts
from tools.evaluation import rasa_default
from tools.evaluation.measure import Measured, measure
from tools.evaluation.page import Evaluation, page, targets_table

PROJECT = Path(__file__).parents[1]
PAGE = PROJECT / "docs/evaluatie.md"
ALL = "alles"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--default", action="store_true", help="Rasa's default pipeline as well")
    asked = parser.parse_args()
    every = read_messages()
    seen = seen_among({m.id: m.text for m in every}, training_texts())
    unseen = [m for m in every if m.id not in seen]
    if asked.default:
        rasa_default.train_and_measure(unseen)
    with Analyser() as analyser:
        measured = measure(unseen, analyser, analyser)
    masker = masker_figures()
    rasa, note = rasa_default.kept_results()
    found = Evaluation(
        day=date.today().isoformat(),
        measured=_with_masker(measured, masker),
        masker=masker,
        left_out=list(seen),
        agreement=_agreement(every),
        rasa=rasa,
        rasa_note=note,
    )
    PAGE.write_text(page(found), encoding="utf-8")
    print(targets_table(found))
    print(f"\nWritten: {PAGE.relative_to(PROJECT)}")


def masker_figures() -> dict[str, tuple[Figure, Figure]]:
    """Characters and whole pieces, of all kinds and of each; with the towns masked too, which the
    product leaves in the advice stage."""
    marked = read_marked()
    kinds = {ALL: None, **{kind: kind for kind in masking.kinds(marked)}}
    return {
        name: (
            masking.covered_characters(marked, masked_pieces, kind),
            masking.whole_spans(marked, masked_pieces, kind),
        )
        for name, kind in kinds.items()
    }


@cache
def masked_pieces(text: str) -> tuple[tuple[int, int], ...]:
    masked = mask(text, places=place_names(), replace=frozenset(Label))
    return tuple((span.start, span.end) for span in masked.spans)


def _with_masker(measured: Measured, masker: dict[str, tuple[Figure, Figure]]) -> Measured:
    wrong = masking.wrongly_masked_words(read_marked(), masked_pieces)
    more = {"gemaskeerd": masker[ALL][0], "ten onrechte gemaskeerd": wrong}
    return Measured(measured.judged, measured.figures | more, measured.either)


def _agreement(messages: list[Message]) -> str:
    same = {found.label: f"{found.same:.0%}" for found in agreements(messages)}
    return (
        f"Twee labellers waren het eens over de behoefte bij {same['behoefte']} van de berichten, "
        f"over de rol bij {same['rol']}. Veel beter dan dat is niet te meten."
    )


if __name__ == "__main__":
    main()
