"""A correction in the visitor's own words: which earlier answer it is about, and the new value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.melding.kind import Unclear
from bot.melding.kinds import read
from bot.melding.melding import recorded_fields
from bot.melding.schema import Answers, Field
from bot.melding.words import plain

# Kinds that recognise their own answers; free text cannot tell which question it answers.
PRECISE = ("plaats", "telefoon", "leeftijden", "keuze")

MARKER = re.compile(
    r"\b(?:sorry|oeps|fout|foutje|typfout|tikfout|wacht|bedoel\w*|vergis\w*|verkeerd\w*|klopt niet|"
    r"moet zijn|nee toch|toch niet|ik zei|(?:niet|geen) .+ maar (?!niet|toch))\b"
)
AROUND = re.compile(
    r"\b(?:nee|neen|sorry|oeps|foutje|typfout|tikfout|wacht|ik bedoel(?:de)?|bedoel(?:de)?|het is|"
    r"het was|het zijn|er zijn|ik heb me vergist|klopt niet|moet zijn|niet|maar|met|de|het|is"
    r"|was)\b",
    re.I,
)
_PRONOUN = re.compile(r"\b(?:hij|zij|ze|o|oh|geen|toch)\b")
LONGEST = 20  # words: a longer text tells something new
AGES = re.compile(r"\b(?:oud|jaar|leeftijd\w*|oudste|jongste|jr)\b")


@dataclass(frozen=True)
class Correction:
    """The field that is corrected; `value` None when the new answer is still to be asked."""

    field: Field
    value: Any = None


def sounds_like_correction(text: str) -> bool:
    return MARKER.search(plain(text)) is not None


def corrects_earlier(text: str, answers: Answers, asked: Field | None) -> bool:
    """Whether the text gives, in so many words, a new value to an answer that was given before.
    Told from the words alone: the model hardly knows a bare number or a place."""
    if not sounds_like_correction(text) or len(plain(text).split()) > LONGEST:
        return False
    found = find_correction(text, answers)
    if found is None or found.value is None or found.field is asked:
        return False
    # A choice is said in ordinary words, which may as well answer the open question.
    return found.field.kind != "keuze" or asked is None or not _answers(asked, text)


def _answers(asked: Field, text: str) -> bool:
    try:
        read(asked, text)
    except Unclear:
        return False
    return True


def find_correction(text: str, answers: Answers) -> Correction | None:
    """The correction in a text like "nee, ik bedoelde Zaandam" or "de leeftijd klopt niet".

    A field named in words wins; else a value that just one earlier answer can take.
    None when the text does not tell: then the visitor is asked which answer is wrong.
    """
    named = _named(text, answers)
    if named:
        told = named.kind in (*PRECISE, "moment")
        return Correction(named, _new_value(named, text, answers) if told else None)
    fits = [Correction(f, v) for f, v in _fitting(text, answers)]
    return fits[0] if len(fits) == 1 else None


def _named(text: str, answers: Answers) -> Field | None:
    said = f" {plain(text)} "
    found = [
        (len(word), field)
        for field in recorded_fields(answers)
        for word in field.also
        if f" {plain(word)} " in said
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _fitting(text: str, answers: Answers) -> Iterator[tuple[Field, Any]]:
    for field in recorded_fields(answers):
        if field.kind not in PRECISE:
            continue
        if field.kind == "leeftijden" and not _speaks_of_ages(text):
            continue
        value = _new_value(field, text, answers)
        if value is not None:
            yield field, value


def _speaks_of_ages(text: str) -> bool:
    """Numbers are ages only when the text says so, or holds nothing else."""
    bare = _PRONOUN.sub(" ", AROUND.sub(" ", plain(text)))
    return (
        AGES.search(plain(text)) is not None
        or re.fullmatch(r"[\d\s]*(?:en[\d\s]+)*", bare) is not None
    )


def _new_value(field: Field, text: str, answers: Answers) -> Any:
    """The value that differs from the present answer, from the part that says what it should be.

    Ages of some of the children ("de oudste is 12") are asked again: which are the others?
    """
    before = answers.get(field.name)
    if field.kind == "leeftijden" and isinstance(before, list):
        one = _age_of_one(text, before)
        if one:
            return one
    for part in _parts(field, text):
        try:
            value = read(field, part)
        except Unclear:
            continue
        if field.kind == "leeftijden" and isinstance(before, list) and len(value) != len(before):
            return None
        if value != before:
            return value
    return None


def _age_of_one(text: str, before: list[int]) -> list[int] | None:
    """The ages with that of the oldest or youngest child replaced."""
    said = re.search(r"\b(oudste|jongste)\b\D*(\d{1,2})\b", plain(text))
    if said is None or not before:
        return None
    extreme = max(before) if said.group(1) == "oudste" else min(before)
    changed = list(before)
    changed[before.index(extreme)] = int(said.group(2))
    return changed


def _parts(field: Field, text: str) -> Iterator[str]:
    """The parts of a text that may hold the new value, the likeliest first."""
    meant = re.search(r"\b(?:niet|geen)\b.+?\bmaar\b(.+)", text, re.I | re.S)
    # "Zaandam, niet Purmerend": what follows "niet" is what it should not be.
    wanted = re.split(r"\b(?:in plaats van|en (?:niet|geen)|niet|geen)\b", text, flags=re.I)
    candidates = ([meant.group(1)] if meant else []) + wanted
    for part in [*candidates, text] if len(candidates) > 1 else candidates:
        yield from _bare(field, part)


def _bare(field: Field, part: str) -> Iterator[str]:
    bare = AROUND.sub(" ", part)
    for name in field.also:
        bare = re.sub(rf"\b{re.escape(name)}\b", " ", bare, flags=re.I)
    # The name of a field can be its answer too: "er zijn wel kinderen".
    for words in dict.fromkeys((bare, AROUND.sub(" ", part))):
        if re.search(r"\w", words):
            yield words.strip()
