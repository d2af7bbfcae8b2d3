"""What a message means at this point of the conversation: an answer, a story, or something else.

The model says what a message looks like on its own; here the open question is taken into
account. "nee" answers the question that is open, and "wat doen jullie met mijn gegevens?" does
not become the answer to "wat is er gebeurd?".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.melding.choices import is_doubtful
from bot.melding.correction import corrects_earlier, find_correction, sounds_like_correction
from bot.melding.elsewhere import NEVER_A_MOMENT, answer_elsewhere, is_moment
from bot.melding.facts import tells_of_violence
from bot.melding.fields import fields_by_name
from bot.melding.kind import LONGEST_TEXT, Unclear
from bot.melding.kinds import of_button, read
from bot.melding.route import wants_melding
from bot.melding.schema import DECLINED, MORE, UNKNOWN, Answers, Choice, Field, Stage
from bot.melding.words import plain, tells_besides

ANSWER = "antwoord"  # answers the open question
STORY = "verhaal"  # tells what happened while something else was asked
UNCLEAR = "onduidelijk"
CORRECTION = "corrigeren"

STORIES = frozenset(
    {"vertel_eigen_situatie", "vertel_zorg", "vertel_eigen_gedrag", "gevaar_nu", "suicide"}
)
PLAIN_ANSWERS = frozenset(
    {"gegeven", "bevestigen", "ontkennen", "weet_niet", "liever_niet", "nu_veilig"}
)
ANSWERING = PLAIN_ANSWERS | STORIES
SOCIAL = frozenset({"groet", "bedankt", "afscheid", "ben_je_er", "wacht_even"})

# Heard by mistake these end a conversation, or blame the visitor for being angry.
PARTING = frozenset({"stoppen", "afscheid", "boos"})

# Free text takes anything for an answer, so there the model must say what is none. The other
# kinds recognise their own answers and are asked first.
TAKES_ANYTHING = (
    *("tekst", "naam", "lijst", "personen"),
    *("tekst_erbij", "lijst_erbij", "persoon_erbij"),
)
LISTS = ("lijst", "personen", "lijst_erbij", "persoon_erbij")
# Names look like nothing that the model knows: these intents say nothing about one.
OUT_OF_SCOPE, WORRY = "buiten_scope", "vertel_zorg"
NOT_OF_NAMES = frozenset(
    {
        OUT_OF_SCOPE,
        "boos",
        "groet",
        "onleesbaar",
        "andere_taal",
        "afscheid",
        "bedankt",
        "wacht_even",
    }
)

# Confidence of the model, 0..1; chosen on the dialogues in tests/dialogue.
CERTAIN = 0.9
SAFE_YES = 0.8  # for a yes that cannot be undone, or that means danger
RATHER_SURE = 0.7
SURE = 0.6
LIKELY = 0.45
WEAK = 0.35

# Said at one of the questions for who wants to tell more: it is enough, on to the read-back.
ENOUGH = frozenset(
    {
        "klaar",
        "ik ben klaar",
        "genoeg",
        "genoeg vragen",
        "nalezen",
        "laat het nalezen",
        "zo is het genoeg",
    }
)
AGES_SAID = re.compile(
    r"\bvan \d|\b(?:is|wordt|bijna) \d|\d+ ?(?:jaar|jr)\b|\b\d{1,2}(?:, ?| en )\d{1,2}\b"
)
LONG_STORY = 25  # words: from here a text is a story, whatever else is in it
WHOLE_STORY = 14  # words: from here an answer to a choice tells a story besides
SHORT = 4  # words
TOLD = 8  # words: fewer may be anything
SOCIAL_WORDS = 8


@dataclass(frozen=True)
class Heard:
    """The intent to go on with, and the answers that the message gives."""

    intent: str
    answers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class _Said:
    """A text with what the model makes of it."""

    text: str
    intent: str
    confidence: float

    @property
    def words(self) -> int:
        return len(plain(self.text).split())

    @property
    def is_question(self) -> bool:
        return "?" in self.text


def hear(
    asked: Field | None,
    text: str,
    intent: str,
    confidence: float,
    answers: Answers,
    role: str | None = None,
) -> Heard:
    """The meaning of `text` now that `asked` is open (None: no question is open). `role` is that
    of the writer, as a choice of the field rol, where the model is certain of it."""
    said = _Said(text, intent, confidence)
    if intent == OUT_OF_SCOPE and (tells_of_violence(text) or _is_told_here(asked, said, answers)):
        said = replace(said, intent=WORRY)
        intent = WORRY
    if corrects_earlier(text, answers, asked):
        return Heard(CORRECTION)
    if asked is None:
        return _without_question(said, answers)
    if aside := _no_answer_but(asked, text):
        return Heard(ANSWER, aside)
    steers = intent not in ANSWERING and not any(intent in c.intents for c in asked.choices)
    try:
        answer = Heard(ANSWER, {asked.name: _answer(asked, said, answers)})
    except Unclear:
        return _no_answer_heard(asked, said, answers, steers, role)
    if steers and _outweighs(asked, said):
        return Heard(intent)
    if answer.answers.get(asked.name) == "aanpassen" and find_correction(text, answers):
        return Heard(CORRECTION)  # it says at once what is wrong
    if asked.name == "kinderen":
        answer = Heard(ANSWER, {**answer.answers, **_ages(text, answer.answers)})
    tells = intent in STORIES and confidence >= RATHER_SURE and said.words >= WHOLE_STORY
    if tells and asked.choices and asked.kind not in TAKES_ANYTHING:
        return Heard(ANSWER, {**answer.answers, **tell(text, answers)})
    return answer


def _no_answer_but(asked: Field, text: str) -> dict[str, Any]:
    """What words say that cannot be meant as an answer to this question: enough, or a moment."""
    if asked.extra_for and not asked.adds_to and plain(text) in ENOUGH:
        return {MORE: "nee"}
    if asked.name in NEVER_A_MOMENT and is_moment(text):
        return {"wanneer": text.strip()}
    return {}


def _is_told_here(asked: Field | None, said: _Said, answers: Answers) -> bool:
    """Whether this answers "wat is er gebeurd?" of who chose a melding, though little in it seems
    to belong here: that is for a person to judge, unless it surely is something else."""
    is_asked = asked is not None and asked.name == "wat_gebeurd" and wants_melding(answers)
    return is_asked and said.confidence < CERTAIN and said.words >= TOLD and not said.is_question


def _ages(text: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """ "3 en 6" says that there are children, and how old they are; "ja, 2" only how many."""
    if answers.get("kinderen") != "ja" or not AGES_SAID.search(text):
        return {}
    try:
        return {"leeftijden": read(fields_by_name()["leeftijden"], text)}
    except Unclear:
        return {}


def _no_answer_heard(
    asked: Field, said: _Said, answers: Answers, steers: bool, role: str | None
) -> Heard:
    """A story, something else that the visitor wants, or nothing that can be understood."""
    is_story = said.intent in STORIES and said.words > SHORT
    story = tell(said.text, answers) if is_story else {}
    if role and asked.name == "rol":
        return Heard(ANSWER, {"rol": role, **story})
    if story and not _is_told(said.text, answers):
        return Heard(STORY, story)
    if said.intent == CORRECTION and not sounds_like_correction(said.text):
        return Heard(UNCLEAR)
    least = SURE if said.intent in PARTING else WEAK
    if steers and said.confidence >= max(least, SURE):
        return Heard(said.intent)
    if elsewhere := answer_elsewhere(asked, said.text, answers):
        return Heard(ANSWER, elsewhere)
    return Heard(said.intent) if steers and said.confidence >= least else Heard(UNCLEAR)


def _outweighs(asked: Field, said: _Said) -> bool:
    """Whether what the model heard counts for more than the answer that could be read."""
    if said.intent == CORRECTION and not sounds_like_correction(said.text):
        return False
    if asked.kind not in TAKES_ANYTHING:
        corrects = said.intent == CORRECTION and said.words > SHORT
        sure = LIKELY if said.is_question and said.words > SHORT else SURE
        return (said.is_question or corrects) and said.confidence >= sure
    if asked.personal and said.intent in NOT_OF_NAMES and not said.is_question:
        return False
    if said.words > LONG_STORY:
        return False
    if said.intent in SOCIAL:
        most = SOCIAL_WORDS if said.confidence >= CERTAIN else SHORT
        return said.words <= most and said.confidence >= SURE
    return said.confidence >= (LIKELY if said.is_question else RATHER_SURE)


def _answer(asked: Field, said: _Said, answers: Answers) -> Any:
    """The value that the text gives to the open question. Raises Unclear."""
    gives_none = said.confidence >= LIKELY and said.intent in {UNKNOWN, DECLINED}
    if gives_none and asked.kind in LISTS and tells_besides(said.text):
        gives_none = False
    if gives_none and asked.kind in TAKES_ANYTHING:
        return _no_answer(asked, said.intent, answers)
    try:
        return read(asked, said.text)
    except Unclear:
        for choice in asked.choices:
            if said.intent in choice.intents and _may_be_meant(asked, choice, said):
                return of_button(asked, choice.value)
        if gives_none:
            return _no_answer(asked, said.intent, answers)
        raise


def _may_be_meant(asked: Field, choice: Choice, said: _Said) -> bool:
    """Whether the model's word is enough for this choice."""
    if choice.danger or (asked.strict and "bevestigen" in choice.intents):
        return said.confidence >= SAFE_YES and not is_doubtful(said.text)
    if "nu_veilig" in choice.intents:  # "ik zit op de kamer van mijn dochter" only looks like it
        return said.confidence >= SURE
    return said.confidence >= (WEAK if choice.value == UNKNOWN else LIKELY)


def _no_answer(asked: Field, value: str, answers: Answers) -> str:
    """ "weet_niet" or "liever_niet" as an answer. Raises Unclear where it cannot be one."""
    if asked.required and wants_melding(answers):
        raise Unclear("nodig")
    if asked.stage is Stage.GESPREK:
        raise Unclear("kies")
    return value


def _without_question(said: _Said, answers: Answers) -> Heard:
    if said.intent in STORIES:
        return Heard(said.intent, tell(said.text, answers))
    return Heard(said.intent if said.confidence >= WEAK else UNCLEAR)


def tell(text: str, answers: Answers) -> dict[str, Any]:
    """The text is kept as (a further part of) what happened, so nobody tells it twice."""
    earlier = answers.get("wat_gebeurd")
    told = f"{earlier}\n{text}" if earlier and earlier not in {UNKNOWN, DECLINED} else text
    return {"wat_gebeurd": told.strip()[:LONGEST_TEXT]}


def _is_told(text: str, answers: Answers) -> bool:
    """Whether it is in the story already: who says a thing twice has not been understood."""
    return text.strip() in str(answers.get("wat_gebeurd") or "")


def why_unclear(asked: Field, text: str, intent: str, answers: Answers) -> Unclear:
    """Why the text did not answer the open question, for the words to ask it again with."""
    if asked.required and wants_melding(answers) and intent in {UNKNOWN, DECLINED}:
        return Unclear("nodig")
    try:
        read(asked, text)
    except Unclear as unclear:
        return unclear
    return Unclear("kies")
