"""What a colleague can put in the message field: standard answers and the next question. Nothing of
it is sent by itself, and no suggestion says what to decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from bot.casework.standard_answers import filled, standard_answers
from bot.conversation.conversation import Modus, Speaker
from bot.conversation.history import skipped
from bot.melding.by_colleague import next_questions
from bot.melding.schema import DECLINED, UNKNOWN, Field
from bot.reference.areas import gemeente, region_of
from bot.services.desk import Dossier

MOST_SUGGESTED = 3


@dataclass(frozen=True)
class Ready:
    """A standard answer with what this conversation tells filled in."""

    id: str
    title: str
    text: str
    english: str


@dataclass(frozen=True)
class Suggestion:
    """A question that has no answer yet. `by_program`: the program asked it just before a colleague
    took over."""

    field: Field
    question: str
    by_program: bool


def ready(dossier: Dossier) -> list[Ready]:
    """All standard answers, in the order of their file."""
    known = _known(dossier)
    return [
        Ready(answer.id, answer.title, filled(answer.text, known), filled(answer.english, known))
        for answer in standard_answers()
    ]


def found(answers: list[Ready], words: str) -> list[Ready]:
    """Those that hold every one of these words, anywhere in title or text."""
    wanted = words.casefold().split()
    return [a for a in answers if all(w in f"{a.title} {a.text}".casefold() for w in wanted)]


def suggestions(dossier: Dossier) -> list[Suggestion]:
    """The first questions that nobody answered, that the colleague did not ask in these words and
    did not skip. None when the melding was submitted."""
    return list(islice(_suggestions(dossier), MOST_SUGGESTED)) if not dossier.melding else []


def _suggestions(dossier: Dossier) -> Iterator[Suggestion]:
    asked = [m.text for m in dossier.messages if m.speaker is Speaker.MEDEWERKER]
    in_melding = dossier.conversation.modus is Modus.MELDING
    open_now = dossier.conversation.question
    for field, question in next_questions(dossier.values, in_melding, skipped(dossier.history)):
        if not any(question in text for text in asked):
            by_program = open_now is not None and open_now.field == field.name
            yield Suggestion(field, question, by_program)


def _known(dossier: Dossier) -> dict[str, str]:
    """The variables of standard answers that this conversation tells."""
    known = {}
    code = dossier.values.get("gemeente")
    if code not in (None, UNKNOWN, DECLINED):
        place = gemeente(code)
        known = {"gemeente": place.name, "regio": region_of(place).organisation}
    if dossier.melding:
        known["nummer_melding"] = str(dossier.melding.number)
    return known
