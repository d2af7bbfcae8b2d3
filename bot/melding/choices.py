"""Which of a field's choices a text means. Silence over a guess: no choice when it is not clear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.melding.schema import Choice, Field
from bot.melding.words import DENIAL, DOUBT, NO, YES, common, plain

LONGEST_CHOICE = 15  # words: in a longer text a phrase proves nothing
BEFORE = 2  # words in which a denial before a phrase cancels it: "niet elke dag"

# What people say around an answer without meaning anything by it.
FILLERS = frozenset(
    "hoor dat dit het is wel zo graag dank je u ok oke nu echt helemaal doe doet gewoon alles er "
    "ik wil eigenlijk dan nog even alsjeblieft aub met de hem toch".split()
)


@dataclass(frozen=True)
class _Match:
    choice: Choice
    phrase: str  # "" for a pattern
    start: int
    end: int


def choice_in(field: Field, text: str) -> Choice | None:
    said = common(text)
    whole = _as_whole(field, plain(text)) or _as_whole(field, said)
    if whole or not said:
        return whole
    if len(said.split()) > LONGEST_CHOICE:
        found = _among(field, said, list(_matches(field, said)))
        return found or _in_first_clause(field, text)
    if field.strict:
        return _strictly(field, said)
    return _among(field, said, list(_matches(field, said)))


def choices_in(field: Field, text: str) -> list[Choice]:
    """Every choice that a text names, in the order of the choices; none of what is denied."""
    said = common(text)
    if not said:
        return []
    whole = _as_whole(field, said)
    if whole:
        return [whole]
    found = list(_matches(field, said))
    named = {m.choice.value for m in found if not any(_is_inside(m, other) for other in found)}
    return [choice for choice in field.choices if choice.value in named]


def _in_first_clause(field: Field, text: str) -> Choice | None:
    """An answer that goes on as a story: "het gaat om iemand anders, ik pieker al weken ..."."""
    clause = common(re.split(r"[,.;:!?]", text)[0])
    if field.strict or not clause or len(clause.split()) > LONGEST_CHOICE:
        return None
    return _as_whole(field, clause) or _among(field, clause, list(_matches(field, clause)))


def is_doubtful(text: str) -> bool:
    """Whether a yes in this text may not be one: a denial, a "but", a question."""
    return "?" in text or DOUBT.search(re.sub(r"\bmaar$", "", plain(text))) is not None


def _as_whole(field: Field, said: str) -> Choice | None:
    """The choice that the text is, word for word."""
    for choice in field.choices:
        names = (choice.value, choice.label, *choice.also, *choice.alone)
        if said in map(plain, names) or said in map(common, names):
            return choice
    return _yes_or_no(field, said)


def _yes_or_no(field: Field, said: str) -> Choice | None:
    intent = "bevestigen" if said in YES else "ontkennen" if said in NO else None
    meant = [choice for choice in field.choices if intent and intent in choice.intents]
    return meant[0] if len(meant) == 1 else None


def _strictly(field: Field, said: str) -> Choice | None:
    """For what cannot be undone: a yes must be nothing but a yes; a no may be said in any way."""
    bare = " ".join(w for w in re.sub(r"\bmaar$", "", said).split() if w not in FILLERS)
    as_whole = _as_whole(field, bare) if bare else None
    if as_whole and not ("bevestigen" in as_whole.intents and DOUBT.search(bare)):
        return as_whole
    if bare and not DOUBT.search(bare):
        for choice in field.choices:
            words = {word for name in (*choice.also, *YES) for word in plain(name).split()}
            if "bevestigen" in choice.intents and set(bare.split()) <= words:
                return choice
    careful = [m for m in _matches(field, said) if "bevestigen" not in m.choice.intents]
    careful = [m for m in careful if "nu_veilig" not in m.choice.intents]
    found = {match.choice.value: match.choice for match in careful}
    return next(iter(found.values())) if len(found) == 1 else None


def _matches(field: Field, said: str) -> Iterator[_Match]:
    padded = f" {said} "
    is_short = len(said.split()) <= LONGEST_CHOICE
    for choice in field.choices:
        for phrase in (choice.label, *choice.also) if is_short else ():
            words = f" {common(phrase)} "
            start = padded.find(words) if words.strip() else -1
            if start >= 0 and not _is_denied(padded, start, words):
                yield _Match(choice, words.strip(), start, start + len(words))
        for pattern in choice.patterns:
            if found := re.search(pattern, said):
                yield _Match(choice, "", found.start(), found.end())


def _is_denied(said: str, start: int, words: str) -> bool:
    before = " ".join(said[:start].split()[-BEFORE:])
    return DENIAL.search(before) is not None and DENIAL.search(words) is None


def _among(field: Field, said: str, found: list[_Match]) -> Choice | None:
    first = said.split()[0]
    lead = _yes_or_no(field, first)
    kept = [m for m in found if m.phrase not in YES | NO]
    kept = [m for m in kept if not any(_is_inside(m, other) for other in kept)]
    if lead or first in YES | NO:
        specific = [m for m in kept if plain(m.choice.label).split()[0] == first]
        kept = specific if lead and not specific else specific or kept
        if lead and not kept:
            return lead
    values = {m.choice.value for m in kept}
    return kept[0].choice if len(values) == 1 else None


def _is_inside(one: _Match, other: _Match) -> bool:
    span, around = (one.start, one.end), (other.start, other.end)
    return span != around and around[0] <= span[0] and span[1] <= around[1]
