"""Which open questions a story has answered already, and the sentence that says what was taken.

Only fields that describe what happened are filled. An answer that steers safety, consent or the
route (direct_gevaar, rol, wens, uitleg_gelezen, openheid, ...) is only ever given by the visitor.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from bot.melding.facts import Fact, facts_in
from bot.melding.fields import fields_by_name
from bot.melding.kinds import show
from bot.melding.route import open_fields
from bot.melding.schema import DECLINED, UNKNOWN, Answers, Field, Step, role_of

STORY_FIELD = "wat_gebeurd"
GOAL = "vraag_doel"
NOTE = "uit_verhaal"  # what the dialogue remembers: the fields that a story has filled once

# The facts that answer a field, the better first.
FILLED_BY: Mapping[str, tuple[str, ...]] = {
    "om_wie": ("om_wie",),
    "kinderen": ("kinderen",),
    "leeftijden": ("leeftijden",),
    "wanneer": ("wanneer", "duur"),
    "eerste_keer": ("eerste_keer",),
    "hoe_vaak": ("hoe_vaak",),
    "gemeente": ("gemeente",),
    "relatie": ("relatie",),
    GOAL: (GOAL,),
}
# "Wie doet dit?" is what a victim is asked.
OF_VICTIM = {"om_wie": ("door_wie",)}


def taken_from_story(step: Step, answers: Answers, before: Collection[str]) -> dict[str, Fact]:
    """The facts of the story for the open questions of this step, by field.

    A field in `before` was taken once: if it is open again, the visitor took it back.
    """
    story = answers.get(STORY_FIELD)
    if not story or story in (UNKNOWN, DECLINED):
        return {}
    told = {fact.name: fact for fact in facts_in(str(story))}
    known = dict(answers)
    taken: dict[str, Fact] = {}
    while True:  # an answer can open the next question: kinderen, then leeftijden
        found = _next(step, known, told, {*before, *taken})
        if found is None:
            return taken
        field, fact = found
        taken[field.name] = fact
        known[field.name] = fact.value


def _next(
    step: Step, answers: Answers, told: Mapping[str, Fact], done: Collection[str]
) -> tuple[Field, Fact] | None:
    for field in open_fields(step, answers):
        for name in _facts_for(field, answers):
            if name in told and field.name not in done:
                return field, told[name]
    return None


def _facts_for(field: Field, answers: Answers) -> tuple[str, ...]:
    if role_of(answers) == "zelf" and field.name in OF_VICTIM:
        return OF_VICTIM[field.name]
    return FILLED_BY.get(field.name, ())


def said_back(taken: Mapping[str, Fact]) -> str:
    """One sentence for the visitor, so that a mistake is seen at once; empty when there is nothing
    to check. What somebody asked for is not said back: the advice that follows answers it."""
    facts = {name: fact for name, fact in taken.items() if name != GOAL}
    if not facts:
        return ""
    return f"Ik heb al opgeschreven: {', '.join(_parts(facts))}. Klopt iets niet? Zeg het dan."


def _parts(taken: Mapping[str, Fact]) -> Iterator[str]:
    for name, fact in taken.items():
        said = show(fields_by_name()[name], fact.value)
        if name in ("om_wie", "relatie"):
            yield f"‘{said}’"
        elif name == "kinderen":
            if "leeftijden" not in taken:
                yield "er is iemand zwanger" if fact.value == "zwanger" else "er zijn kinderen"
        elif name == "leeftijden":
            yield f"kinderen van {said}" if len(fact.value) > 1 else f"een kind van {said}"
        elif name == "eerste_keer":
            if "hoe_vaak" not in taken:
                yield "het was de eerste keer" if fact.value == "ja" else "het is vaker gebeurd"
        elif name == "gemeente":
            yield f"gemeente {said}"
        else:
            yield said[0].lower() + said[1:]


def sentence_of(name: str, answers: Answers) -> str | None:
    """The sentence of the story that gave this field its value."""
    told = facts_in(str(answers.get(STORY_FIELD) or ""))
    names = _facts_for(fields_by_name()[name], answers)
    fitting = (f for f in told if f.name in names and f.value == answers.get(name))
    return next((fact.sentence for fact in fitting), None)
