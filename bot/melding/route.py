"""Which question comes next, and what some answers mean for the course of the conversation.

The dialogue engine asks `decide` at every turning point; nothing else chooses a route.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from bot.melding.fields import fields, fields_of
from bot.melding.schema import (
    CONSENT,
    DECLINED,
    MORE,
    PASSED_ON,
    UNKNOWN,
    Answers,
    Field,
    Stage,
    Step,
)


class Request(Enum):
    """What the dialogue asks of the service around it; it never does these things itself."""

    MENS = "mens"  # ask a colleague, or say honestly that nobody is there
    BEL_OF_MENS = "bel_of_mens"  # name the telephone, and a colleague if one is there
    INDIENEN = "indienen"  # submit the melding
    STOPPEN = "stoppen"  # end and erase
    TERUGBELLEN = "terugbellen"  # pass on how a colleague may call back
    CONTACT_WISSEN = "contact_wissen"  # forget it
    BEWAREN = "bewaren"  # end, and keep under a return code


@dataclass(frozen=True)
class Progress:
    """How far the conversation is: the answers, and whether advice and melding are done."""

    answers: Answers
    advice_given: bool = False
    submitted: bool = False


@dataclass(frozen=True)
class Decision:
    """The way on: answers to change first, what to say (names of responses), what to ask of the
    service, and the part of the conversation that follows; `step` None means wait."""

    step: Step | None
    changes: Mapping[str, Any] = field(default_factory=dict)
    say: tuple[str, ...] = ()
    requests: tuple[Request, ...] = ()


def wants_melding(answers: Answers) -> bool:
    return answers.get("wens") == "melding"


def is_answered(asked: Field, answers: Answers) -> bool:
    """Whether there is an answer; for what a melding needs, not knowing is none."""
    value = answers.get(asked.name)
    needed = asked.required and wants_melding(answers) and asked.choice(value) is None
    return value is not None and not (needed and value in (UNKNOWN, DECLINED))


def open_fields(step: Step, answers: Answers) -> list[Field]:
    """The questions of this part that apply and still have no answer, in order."""
    return [f for f in fields_of(step) if f.applies(answers) and not is_answered(f, answers)]


def next_step(progress: Progress) -> Step:
    for step in _plan(progress.answers):
        if step is Step.ADVIES:
            if not progress.advice_given:
                return step
        elif step is Step.KLAAR or open_fields(step, progress.answers):
            return step
    raise AssertionError("a plan ends with KLAAR")


def given(asked: Field, value: Any, answers: Answers) -> dict[str, Any]:
    """What changes when `asked` gets this answer. One about each person of a list is kept with the
    first who has none, and the question is open again for the next."""
    if not asked.of_each:
        return {asked.name: value}
    about = asked.lacking(answers)[0]
    listed = [{**p, asked.name: value} if p is about else p for p in answers[asked.of_each]]
    return {asked.of_each: listed, asked.name: None}


def _plan(answers: Answers) -> Iterator[Step]:
    yield Step.KENNISMAKING
    if wants_melding(answers):
        yield from (Step.UITLEG, Step.SITUATIE, Step.MELDER, Step.AANVULLING)
        if answers.get(MORE) == "ja":
            yield Step.MELDCODE  # of who is no professional it asks nothing
        yield Step.CONTROLE
    else:
        yield from (Step.SITUATIE, Step.ADVIES)
        if any(answers.get(f.name) is not None for f in fields_of(Step.MELDCODE)):
            yield Step.MELDCODE  # begun, and broken off by danger or by something else
        if answers.get(CONSENT) == "ja":
            yield Step.CONTACT
        yield Step.VERVOLG
    yield Step.KLAAR


def decide(progress: Progress) -> Decision:
    """What follows from the answers, the meaning of the last ones included."""
    if progress.answers.get("vervolg_wens") == "melding" and progress.answers.get("rol") == "kind":
        return child_wants_melding()
    if may_be_called(progress.answers):
        passed_on = {CONSENT: PASSED_ON}
        onward = _onward(replace(progress, answers={**progress.answers, **passed_on}), passed_on)
        return replace(onward, requests=(Request.TERUGBELLEN, *onward.requests))
    changes: dict[str, Any] = {}
    say: tuple[str, ...] = ()
    requests: tuple[Request, ...] = ()
    for (name, value), meaning in MEANINGS.items():
        if progress.answers.get(name) == value:
            changes = {name: None, **meaning.change(progress.answers)}
            requests = (meaning.request,) if meaning.request else ()
            if meaning.wait or meaning.then:
                return Decision(meaning.then, changes, meaning.say, requests)
            say = meaning.say
    wrong = progress.answers.get("te_corrigeren")
    if wrong is not None:
        changes = {"te_corrigeren": None, "samenvatting_akkoord": None, **ask_anew(wrong)}
    chosen = progress.answers.get("welke_vraag")
    if chosen is not None:
        changes = {"welke_vraag": None, "onderwerp_vraag": None}
        say = (answer_response(chosen),)
    onward = _onward(replace(progress, answers={**progress.answers, **changes}), changes, say)
    return replace(onward, requests=(*requests, *onward.requests))


def may_be_called(answers: Answers) -> bool:
    """Whether all is known that a colleague needs to call back, and it was not passed on yet."""
    return answers.get(CONSENT) == "ja" and not open_fields(Step.CONTACT, answers)


def forget_contact(answers: Answers) -> dict[str, Any]:
    """The questions of calling back, to be asked anew or not at all."""
    return {f.name: None for f in fields_of(Step.CONTACT) if answers.get(f.name) is not None}


def _onward(progress: Progress, changes: dict[str, Any], say: tuple[str, ...] = ()) -> Decision:
    if progress.submitted:  # the rest is up to colleagues; the visitor may go on talking
        return Decision(None, changes, say)
    step = next_step(progress)
    if step is not Step.KLAAR:
        return Decision(step, changes, say)
    submit = (Request.INDIENEN,) if wants_melding(progress.answers) else ()
    return Decision(None, changes, say, submit)


def child_wants_melding() -> Decision:
    """A child makes a melding together with a person, not with a program alone."""
    return Decision(None, {"vervolg_wens": None}, ("utter_kind_melden",), (Request.MENS,))


def start_melding(answers: Answers) -> dict[str, Any]:
    """What changes when the visitor wants a melding; what it needs and is unknown is asked anew."""
    wanting = {**answers, "wens": "melding"}
    unknown = {
        f.name: None
        for f in fields()
        if f.required and answers.get(f.name) is not None and not is_answered(f, wanting)
    }
    return {**unknown, "wens": "melding"}


def start_advice(answers: Answers) -> dict[str, Any]:
    """What changes when the visitor wants advice: what only a melding may hold is dropped."""
    dropped = {
        f.name: None
        for f in fields()
        if f.stage is Stage.MELDING and answers.get(f.name) is not None
    }
    return {**dropped, "wens": "advies"}


def may_stay_open(asked: Field, answers: Answers) -> bool:
    """Whether the conversation can go on without an answer: not whether there is danger, not where
    the visitor steers or agrees to something, and not what a melding cannot do without."""
    if asked.strict or asked.stage is Stage.GESPREK or asked.name == "direct_gevaar":
        return False
    return not (asked.required and wants_melding(answers))


def ask_anew(name: str) -> dict[str, Any]:
    """What changes when a question is asked again; a list also asks for more again."""
    return {name: None, **{f.name: None for f in fields() if f.adds_to == name}}


def walk_meldcode(answers: Answers) -> dict[str, Any]:
    """The questions of the meldcode, all of them also when they were answered before."""
    return {f.name: None for f in fields_of(Step.MELDCODE) if answers.get(f.name) is not None}


def still_to_ask(progress: Progress) -> list[Field]:
    """The questions that are still to come, in order."""
    if progress.submitted:
        return []
    plan = [step for step in _plan(progress.answers) if step not in (Step.ADVIES, Step.VERVOLG)]
    return [f for step in plan for f in open_fields(step, progress.answers)]


def remaining(progress: Progress) -> int:
    """About how many questions are still to come; an answer can add some or take some away."""
    asked = still_to_ask(progress)
    return sum(len(f.lacking(progress.answers)) if f.of_each else 1 for f in asked)


def _nothing(answers: Answers) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Meaning:
    """What a steering answer means. It is used once: `decide` empties it.

    `then` leads to a part of the conversation, `wait` to silence; else the route goes on.
    """

    say: tuple[str, ...] = ()
    request: Request | None = None
    then: Step | None = None
    wait: bool = False
    change: Callable[[Answers], dict[str, Any]] = _nothing


# Steering fields whose answer is one of a list that is made elsewhere.
LISTED = frozenset({"te_corrigeren", "welke_vraag"})

MEANINGS: Mapping[tuple[str, str], Meaning] = {
    ("stop_zeker", "ja"): Meaning(request=Request.STOPPEN, wait=True),
    ("stop_zeker", "bewaren"): Meaning(request=Request.BEWAREN, wait=True),
    ("stop_zeker", "nee"): Meaning(say=("utter_ga_door",)),
    ("nu_veilig", "ja"): Meaning(say=("utter_fijn_veilig",)),
    # Until somebody is safe there are no other questions.
    ("nu_veilig", "nee"): Meaning(say=("utter_ik_blijf",), then=Step.VEILIGHEID),
    ("nu_veilig", "weet_niet"): Meaning(say=("utter_bij_twijfel_112",), then=Step.VEILIGHEID),
    ("uitleg_gelezen", "nee"): Meaning(say=("utter_eerst_advies",), change=start_advice),
    ("uitleg_gelezen", "mens"): Meaning(request=Request.MENS, wait=True),
    ("samenvatting_akkoord", "aanpassen"): Meaning(then=Step.CORRECTIE),
    ("samenvatting_akkoord", "niet_versturen"): Meaning(
        say=("utter_niet_verstuurd",), change=start_advice
    ),
    ("vervolg_wens", "klaar"): Meaning(say=("utter_afscheid",), wait=True),
    ("vervolg_wens", "mens"): Meaning(request=Request.MENS, wait=True),
    ("vervolg_wens", "melding"): Meaning(change=start_melding),
    ("vervolg_wens", "terugbellen"): Meaning(then=Step.CONTACT, change=forget_contact),
    (CONSENT, "nee"): Meaning(
        say=("utter_niet_bellen",), request=Request.CONTACT_WISSEN, change=forget_contact
    ),
    ("vervolg_wens", "vraag"): Meaning(then=Step.VRAGEN),
    ("vervolg_wens", "meldcode"): Meaning(
        say=("utter_meldcode_nu",), then=Step.MELDCODE, change=walk_meldcode
    ),
    # A person first: what may not be read in the file must not be written down here.
    ("informatie_niet_delen", "ja"): Meaning(
        say=("utter_eerst_overleggen",), request=Request.MENS, wait=True
    ),
    ("onderwerp_vraag", "klaar"): Meaning(),
}


def is_steering(asked: Field) -> bool:
    """Whether an answer to this field is a choice of route, used once, and not only a fact."""
    if asked.adds_to or asked.of_each:
        return True
    return asked.name in LISTED or any(name == asked.name for name, _ in MEANINGS)


def answer_response(question: str) -> str:
    """The name of the response with the answer to a question of bot/answers."""
    return f"utter_antwoord_{question}"


def previous_field(current: str | None, answers: Answers) -> Field | None:
    """The last answered question before the open one, to go back to."""
    asked = [f for f in fields() if f.stage is not Stage.GESPREK and f.applies(answers)]
    names = [f.name for f in asked]
    before = asked[: names.index(current)] if current in names else asked
    done = [f for f in before if answers.get(f.name) is not None]
    return done[-1] if done else None
