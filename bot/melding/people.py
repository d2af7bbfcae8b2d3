"""People of a melding, and their dates of birth: as much as the words give, nothing guessed."""

from __future__ import annotations

import re
from typing import Any

from bot.melding.kind import LONGEST_TEXT, Tekst, Unclear
from bot.melding.schema import DECLINED, UNKNOWN, Field
from bot.melding.several import MOST, lines_of
from bot.melding.words import plain

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
# A year in two digits is sure when only one century is possible: nobody lives who was born before
# 1916, and nobody was born yet after NEWEST_YEAR. Between them it is asked in full.
OLDEST_YEAR, NEWEST_YEAR = 1916, 2035
_YEAR = r"(?P<year>19\d\d|20\d\d)"
_SHORT = r"(?P<short>\d\d)(?![\d:]|[.,]\d|[-/]| ?(?:\d|jaar|jr|maand|week|weken|dagen|uur|keer))"
_DAY = r"(?<![\d/.-])(?P<day>\d{1,2})"
_MONTH = rf"(?P<name>{'|'.join(MONTHS)})"
_DATES = (
    re.compile(rf"{_DAY}(?:-|/|\.| )(?P<month>\d{{1,2}})(?:-|/|\.| ){_YEAR}\b"),
    re.compile(rf"{_DAY}(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep)['’]?{_SHORT}"),
    re.compile(rf"(?:{_DAY} |\b){_MONTH} {_YEAR}\b"),
    re.compile(rf"(?:{_DAY} |\b){_MONTH} ['’]?{_SHORT}"),
    re.compile(rf"\b{_YEAR}\b"),
    re.compile(rf"(?<!\w)['’]{_SHORT}"),
)
_OF_A_WOMAN = re.compile(
    r"\b(?:\w*moeder|mama|mam|\w*dochter(?:tje)?|\w*zus(?:je)?|\w*meisje|\w*vrouw|oma|tante|"
    r"nicht(?:je)?|vriendin)\b"
)
_OF_A_MAN = re.compile(
    r"\b(?:\w*vader|papa|pap|\w*zoon(?:tje)?|\w*broer(?:tje)?|\w*jongen(?:tje)?|man|\w+man|"
    r"meneer|opa|oom|neef(?:je)?|vriend)\b"
)


class CenturyUnsure(ValueError):
    """A year in two digits can be of two centuries; `said` are the words of the date."""

    def __init__(self, said: str) -> None:
        super().__init__("a year in two digits")
        self.said = said


def partial_date(text: str) -> tuple[str, str] | None:
    """(a date as JJJJMMDD with 00 for a month or day that is not said, the words that say it) as in
    the Informatieprotocol; None when there is no date with a year. Raises CenturyUnsure."""
    said = text.lower()
    for form in _DATES:
        if found := form.search(said):
            parts = found.groupdict()
            month = MONTHS.index(parts["name"]) + 1 if parts.get("name") else parts.get("month")
            day, number = int(parts.get("day") or 0), int(month or 0)
            if day > 31 or number > 12:
                return None
            year = parts.get("year") or _in_full(int(parts["short"]))
            if year is None:
                raise CenturyUnsure(found.group())
            return f"{year}{number:02}{day:02}", found.group()
    return None


def _in_full(short: int) -> int | None:
    possible = [year for year in (1900 + short, 2000 + short) if OLDEST_YEAR <= year <= NEWEST_YEAR]
    return possible[0] if len(possible) == 1 else None


class Geboortedatum:
    """A date of birth as JJJJMMDD, with 00 for what is not known; a year alone is enough."""

    def read(self, field: Field, text: str) -> str:
        try:
            found = partial_date(text)
        except CenturyUnsure:
            raise Unclear("jaar_in_twee_cijfers") from None
        if found is None:
            raise Unclear("geen_geboortedatum")
        return found[0]

    def show(self, field: Field, value: Any) -> str:
        year, month, day = value[:4], int(value[4:6]), int(value[6:])
        return " ".join([str(day)] * bool(day) + [MONTHS[month - 1]] * bool(month) + [year])

    def json_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "pattern": "^(19|20)[0-9]{2}(0[0-9]|1[0-2])([0-2][0-9]|3[01])$"}


class Personen:
    """People, each as {"wie": in the visitor's words, "leeftijd": years, "geslacht": ...,
    "geboortedatum": ...}; but for `wie` only what the words give, and only when they give just one.
    What the questions about each person (`field.each`) add is kept under their names."""

    NEXT = re.compile(
        r",? en (?=(?:mijn|me|mn|haar|zijn|hun|onze|de|het|een)\b)"
        r"|, (?=(?:mijn|haar|zijn|hun|en)\b)|(?<=\)),? en |(?<=\)), "
    )
    # Behind a word that leads to an age, or before "jaar": "Beekpoort 3" is no age.
    AGE = re.compile(
        r"(?:\b(?:van|is|was|bijna|ongeveer|circa|ca\.?)|[(,:=])\s*(1[01]\d|\d{1,2})(?![\d-])"
        r"(?! ?(?:maand|mnd|week|weken|wk|dag))|\b(1[01]\d|\d{1,2}) ?(?:jaar|jr)\b"
    )
    UNDER_ONE = re.compile(r"\b(?:baby|pasgeboren|\d+ ?(?:maand|mnd|week|weken|wk|dag)\w*)", re.I)

    def read(self, field: Field, text: str) -> list[dict[str, Any]]:
        written = Tekst().read(field, text)
        parts = [p for line in lines_of(written) for p in self.NEXT.split(line)]
        parts = [part.strip(" .,") for part in parts]
        return [self._person(part) for part in parts if any(map(str.isalpha, part))][:MOST]

    def _person(self, said: str) -> dict[str, Any]:
        said = re.sub(r"^en\s+", "", said)
        person: dict[str, Any] = {"wie": said}
        try:
            born = partial_date(said)
            rest = said.lower().replace(born[1], "") if born else said
        except CenturyUnsure as date:
            born, rest = None, said.lower().replace(date.said, "")
        ages = ["".join(found) for found in self.AGE.findall(rest)]
        under_one = self.UNDER_ONE.search(rest) is not None
        if len(ages) + under_one == 1 and len(re.findall(r"\d+", rest)) <= 1:
            person["leeftijd"] = 0 if under_one else int(ages[0])
        if born:
            person["geboortedatum"] = born[0]
        woman, man = _OF_A_WOMAN.search(plain(said)), _OF_A_MAN.search(plain(said))
        if bool(woman) != bool(man):
            person["geslacht"] = "vrouw" if woman else "man"
        return person

    def show(self, field: Field, value: Any) -> str:
        if isinstance(value, str):  # as it was written before version 2 of the melding
            return value
        return "; ".join(self._in_words(field, person) for person in value)

    def _in_words(self, field: Field, person: dict[str, Any]) -> str:
        """With what was asked about this person behind it, unless the words say it already."""
        known = self._person(person["wie"])
        if known.get("geboortedatum", "")[:4] not in person["wie"]:
            known.pop("geboortedatum")  # a year in two digits is read back in full
        none = (None, UNKNOWN, DECLINED)
        asked = [
            one for one in field.each if person.get(one.name) not in (*none, known.get(one.name))
        ]
        told = [_told(one, person[one.name]) for one in asked]
        return f"{person['wie']} ({', '.join(told)})" if told else str(person["wie"])

    def json_schema(self, field: Field) -> dict[str, Any]:
        person = {
            "type": "object",
            "properties": {
                "wie": {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT},
                "leeftijd": {"type": "integer", "minimum": 0, "maximum": 119},
                **{one.name: _schema_of(one) for one in field.each},
            },
            "required": ["wie"],
            "additionalProperties": False,
        }
        return {"type": "array", "items": person, "minItems": 1, "maxItems": MOST}


def _told(asked: Field, value: Any) -> str:
    choice = asked.choice(value)
    return choice.label.lower() if choice else f"geboren {Geboortedatum().show(asked, value)}"


def _schema_of(asked: Field) -> dict[str, Any]:
    none = {"enum": [UNKNOWN, DECLINED]}
    if asked.choices:
        values = [choice.value for choice in asked.choices if choice.value != UNKNOWN]
        return {"enum": [*values, UNKNOWN, DECLINED]}
    return {"anyOf": [Geboortedatum().json_schema(asked), none]}
