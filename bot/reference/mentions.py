"""The places that a visitor names in a text, and what each can mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.reference.areas import gemeente
from bot.reference.gazetteer import Caution, Codes, gazetteer
from bot.reference.place_words import Word, listed

# Around these the name is still the whole answer: "ik woon in best".
FILLERS = listed(
    "in uit gemeente plaats woonplaats dorp stad postcode provincie kom komen wonen woon woont "
    "ik wij we hij zij ze"
)
# "regio Utrecht" and "Oost-Groningen" are not the city.
WIDENERS = listed("provincie regio noord oost zuid west")
SURNAME_MARKS = listed("de den der het ten ter van heer mevrouw meneer mw dhr familie")


@dataclass(frozen=True)
class Mention:
    """One place named in a text, at words `start` to `end`.

    `possible` is what it can mean, `likely` what it means when nothing else is said;
    `province` is set when the name is also that of a province ("Utrecht").
    """

    start: int
    end: int
    possible: Codes
    likely: Codes
    province: Codes = frozenset()


@dataclass(frozen=True)
class Provincie:
    """A province named in a text: too wide for an answer, but it tells two places apart."""

    start: int
    end: int
    codes: Codes


def named_in(said: Sequence[Word]) -> list[Mention | Provincie]:
    """Places and provinces from left to right; at each word the longest name wins."""
    found: list[Mention | Provincie] = []
    start = 0
    while start < len(said):
        name = _longest_at(said, start)
        if name:
            found.append(name)
        start = name.end if name else start + 1
    return found


def mention_of(
    key: str, start: int, end: int, *, before: str = "", province: Codes = frozenset()
) -> Mention:
    """What the name `key` can mean, standing after the word `before`."""
    known = gazetteer()
    as_gemeente = known.by_gemeente.get(key, frozenset())
    if before == "gemeente" and as_gemeente:
        return Mention(start, end, as_gemeente, as_gemeente)
    possible = known.by_name[key]
    # Voorst is a municipality and a hamlet in the same region: whoever says Voorst means the first.
    is_one_region = len({gemeente(code).region_code for code in possible}) == 1
    likely = as_gemeente if as_gemeente and is_one_region else possible
    return Mention(start, end, possible, likely, province)


def _longest_at(said: Sequence[Word], start: int) -> Mention | Provincie | None:
    known = gazetteer()
    for end in range(min(len(said), start + known.longest_name), start, -1):
        key = " ".join(word.key for word in said[start:end])
        province = known.by_province.get(key, frozenset())
        before = said[start - 1].key if start else ""
        if province and (key not in known.by_name or before in WIDENERS):
            return Provincie(start, end, province)
        if key in known.by_name and _counts(key, said, start, end):
            return mention_of(key, start, end, before=before, province=province)
    return None


def _counts(key: str, said: Sequence[Word], start: int, end: int) -> bool:
    """Whether a name that may be an ordinary word is meant as a place; see gewone_woorden.csv."""
    caution = gazetteer().cautions.get(key)
    # Articles are often left in lower case ("de Wijk"); the last word carries the capital.
    last = said[end - 1]
    if caution is None:
        return True
    before = said[start - 1].key if start else ""
    if _is_whole_answer(said, start, end):
        is_clear = last.is_capitalised or before == "gemeente"
        return is_clear or caution is not Caution.FUNCTIEWOORD
    if caution is Caution.WOORD:
        is_expected = before in {"in", "uit", "bij", "gemeente"}
        return is_expected or (last.is_name and before not in SURNAME_MARKS)
    if caution in {Caution.STRENG, Caution.FUNCTIEWOORD}:
        return last.is_name and before in {"in", "uit", "te", "gemeente"}
    if caution is Caution.VOORNAAM:
        return before in {"in", "uit", "te", "gemeente"}
    return before == "gemeente"


def _is_whole_answer(said: Sequence[Word], start: int, end: int) -> bool:
    others = {word.key for word in (*said[:start], *said[end:])}
    return others <= FILLERS | gazetteer().province_words
