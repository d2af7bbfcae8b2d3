"""What the answers look like elsewhere: read-back, desk rows, JSON Schema, reference page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.melding.fields import fields
from bot.melding.kind import Tekst
from bot.melding.kinds import KINDS, show
from bot.melding.melding import recorded_fields
from bot.melding.people import Personen
from bot.melding.schema import ABOUT, Answers, Field
from bot.melding.several import Erbij, Lijst

IN_OWN_WORDS = (Tekst, Lijst, Personen, Erbij)
NOT_READ_BACK = {"direct_gevaar", "wens", "uitleg_gelezen", "samenvatting_akkoord"}


def rows(answers: Answers) -> Iterator[tuple[Field, str]]:
    """Field and answer in words, for every recorded answer, in the order of the questions."""
    for field in recorded_fields(answers):
        yield field, show(field, answers[field.name])


def read_back(answers: Answers) -> str:
    """The summary that the visitor agrees to, a line for each answer."""
    return "\n".join(
        f"• {field.label}: {said}"
        for field, said in rows(answers)
        if field.name not in NOT_READ_BACK
    )


def holds_own_words(field: Field) -> bool:
    """Whether the answer is what the visitor wrote, in which somebody may be named."""
    return field.personal or isinstance(KINDS[field.kind], IN_OWN_WORDS)


def without_own_words(text: str) -> str:
    """A text of the bot in which answers were read back, or somebody was named in a question,
    without what was in own words."""
    for field in fields():
        if field.of_each:
            named = re.escape(field.question).replace(re.escape(f"{{{ABOUT}}}"), ".+?")
            text = re.sub(named, field.question.replace(f"{{{ABOUT}}}", "…"), text)
    labels = "|".join(re.escape(field.label) for field in fields() if holds_own_words(field))
    said = rf"(?P<label>(?:• |(?:aangepast|opgeschreven)\. )(?:{labels}): ).*?(?=\n• |\Z)"
    return re.sub(said, r"\g<label>…", text, flags=re.DOTALL)


def json_schema() -> dict[str, Any]:
    """JSON Schema of a submitted melding's answers."""
    kept = [f for f in fields() if f.is_recorded]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {f.name: {"title": f.label, **_json_schema(f)} for f in kept},
        "required": [f.name for f in kept if f.required and not f.only_if and not f.asked_of],
        "additionalProperties": False,
    }


def _json_schema(field: Field) -> dict[str, Any]:
    exact = KINDS[field.kind].json_schema(field)
    return {"anyOf": [exact, {"enum": ["weet_niet", "liever_niet"]}]}


def reference_page() -> str:
    """docs/fields.md."""
    head = (
        "# Velden van het gesprek\n\n"
        "Deze pagina komt uit `bot/melding/fields.yml` (`advieslijn docs`). "
        "`advies`: mag al in de adviesfase worden bewaard; `melding`: pas na de uitleg en het "
        "akkoord; `contact`: alleen met toestemming om terug te bellen; "
        "`gesprek`: stuurt alleen het gesprek.\n\n"
        "Bewaartermijn: `gesprek` tot het gesprek eindigt, `dossier` met de melding, "
        "`verzoek` tot er gebeld is en hoogstens dertig dagen, `beurt` niet. "
        "*Extra* wordt alleen gevraagd aan wie meer wil vertellen.\n\n"
        "| veld | vraag | waarom | soort | bewaren | bewaartermijn | alleen als | gevraagd aan "
        "| bron |\n|---|---|---|---|---|---|---|---|---|\n"
    )
    return head + "".join(f"| {' | '.join(_reference_row(f))} |\n" for f in fields())


def _asked_of(field: Field) -> str:
    asked = ", ".join(field.asked_of) or "iedereen"
    extra = ", ".join(field.extra_for)
    return f"{asked}; extra voor {extra}" if extra else asked


def _reference_row(field: Field) -> list[str]:
    condition = ", ".join(f"{name} = {' of '.join(v)}" for name, v in field.only_if.items())
    if field.of_each:
        condition = f"voor ieder van {field.of_each}"
    kind = field.kind
    if field.choices and len(field.choices) < 12:
        kind += ": " + ", ".join(choice.label for choice in field.choices)
    return [
        f"`{field.name}`",
        field.question,
        field.why,
        kind,
        field.stage.value + (", verplicht bij melding" if field.required else ""),
        field.retention.value,
        condition,
        _asked_of(field),
        field.source,
    ]
