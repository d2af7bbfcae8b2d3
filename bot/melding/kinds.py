"""The kinds of answers a field can have: how each is read from Dutch text and shown again.

A kind is registered once, here; dialogue, desk, export and docs all go through it.
A kind refuses (`Unclear`) rather than guesses: a wrong fact in a melding is worse than a
question asked twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.melding.choices import choice_in
from bot.melding.kind import LONGEST_TEXT, Kind, Tekst, Unclear
from bot.melding.people import Geboortedatum, Personen
from bot.melding.schema import DECLINED, UNKNOWN, Field
from bot.melding.several import NO_MORE, Erbij, Keuzes, Lijst
from bot.melding.words import plain
from bot.reference.abroad import abroad
from bot.reference.places import PlaceAmbiguous, PlaceUnknown, find_gemeente, gemeente


def read(field: Field, text: str) -> Any:
    return KINDS[field.kind].read(field, text)


def of_button(field: Field, value: str) -> Any:
    """The answer that pressing the button of a choice gives: of a list, a list of one."""
    if value in (NO_MORE, UNKNOWN, DECLINED):
        return value
    return [value] if isinstance(KINDS[field.kind], Keuzes | Erbij) else value


def show(field: Field, value: Any) -> str:
    """The value in Dutch; also for "weet ik niet" and "zeg ik liever niet"."""
    if value == UNKNOWN and field.choice(UNKNOWN) is None:
        return "Weet ik niet"
    if value == DECLINED:
        return "Zeg ik liever niet"
    return KINDS[field.kind].show(field, value)


class Keuze:
    """Exactly one of the field's choices (choices.py)."""

    def read(self, field: Field, text: str) -> str:
        chosen = choice_in(field, text)
        if chosen is None:
            raise Unclear("kies")
        return chosen.value

    def show(self, field: Field, value: Any) -> str:
        choice = field.choice(value)
        return choice.label if choice else str(value)

    def json_schema(self, field: Field) -> dict[str, Any]:
        return {"enum": [choice.value for choice in field.choices]}


NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien "
        "vijftien zestien zeventien achttien negentien twintig".split()
    )
}
CHILDREN = r"(?:kinderen|kids|kindjes|kleinkinderen|jongens|meisjes|dochters|zoons|zonen)"


class Leeftijden:
    """The ages of the children in whole years, in the order named; a baby or "7 maanden" is 0.

    A number of children ("twee kinderen van 4 en 7") is not an age.
    """

    OLDEST = 25  # years: above it the number means something else

    def read(self, field: Field, text: str) -> list[int]:
        ages = list(self._ages(plain(self._whole_years(text))))
        if not ages or any(age > self.OLDEST for age in ages):
            raise Unclear("geen_leeftijd")
        return ages

    @staticmethod
    def _whole_years(text: str) -> str:
        """ "2,5 jaar" is 2, "anderhalf" is 1, "een jaar of zes" is zes."""
        text = re.sub(r"(\d+)[.,]5\b", r"\1", text)
        text = re.sub(r"\banderhalf\b", "1", text, flags=re.I)
        return re.sub(r"\been jaar(?:tje)? of\b", " ", text, flags=re.I)

    def _ages(self, said: str) -> Iterator[int]:
        number = r"\d+|" + "|".join(NUMBER_WORDS)
        said = re.sub(rf"\b(?:{number}) (?:\w+ )?{CHILDREN}\b", " ", said)
        said = re.sub(r"\been (?!en\b|jaar|maand|week|$)", " ", said)  # "een van 4": an article
        under_one_year = rf"({number}) ?(maand|mnd|we+k|dag)\w*"
        said = re.sub(r"\bnog geen (?:een )?jaar\b", "baby", said)
        pattern = rf"\b(?:{under_one_year}|({number})(?: ?jr| ?jaar)?|(baby|pasgeboren)\w*)\b"
        for under_one, _, years, baby in re.findall(pattern, said):
            if under_one or baby:
                yield 0
            else:
                yield NUMBER_WORDS[years] if years in NUMBER_WORDS else int(years[:4])

    def show(self, field: Field, value: Any) -> str:
        words = ["jonger dan 1" if age == 0 else str(age) for age in value]
        listed = ", ".join(words[:-1]) + " en " + words[-1] if len(words) > 1 else words[0]
        return f"{listed} jaar"

    def json_schema(self, field: Field) -> dict[str, Any]:
        age = {"type": "integer", "minimum": 0, "maximum": self.OLDEST}
        return {"type": "array", "items": age, "minItems": 1}


class Moment(Tekst):
    """When something happened, in the visitor's own words; a text without any time is unclear."""

    TIME = re.compile(
        r"\b(?:19|20)\d\d\b|\b\d{1,2} \d{1,2}\b|\b\d+ ?(?:u|min|e|dgn|wkn|mnd)\b"
        r"|\b(?:nu|net|zonet|daarnet|vandaag|gister\w*|eergister\w*|van(?:nacht|morgen|ochtend|middag|avond)"
        r"|maandag\w*|dinsdag\w*|woensdag\w*|donderdag\w*|vrijdag\w*|zaterdag\w*|zondag\w*"
        r"|week|weken|weekend|maand\w*|jaar|jaren|dag\w*|afgelopen|vorige?|verleden|\w*vakantie\w*"
        r"|uur|uren|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
        r"|geleden|laatst|pas|recent\w*|vroeger|altijd|steeds|sinds|zomer|winter|lente|herfst|vakantie|kerst\w*"
        r"|avond\w*|nacht\w*|ochtend\w*|middag\w*|morgen\w*|minuten|kwartier|toen|tijdje|lang)\b"
    )

    def read(self, field: Field, text: str) -> str:
        if not self.TIME.search(plain(text)):
            raise Unclear("geen_moment")
        return text.strip()[:LONGEST_TEXT]


class Plaats:
    """A Dutch municipality; the value is its CBS code ("GM0479")."""

    def read(self, field: Field, text: str) -> str:
        try:
            return find_gemeente(text).code
        except PlaceAmbiguous as several:
            options = tuple((found.code, found.name) for found in several.candidates)
            raise Unclear("plaats_dubbel", options) from None
        except PlaceUnknown:
            raise Unclear(f"plaats_{abroad(plain(text).split()) or 'onbekend'}") from None

    def show(self, field: Field, value: Any) -> str:
        return gemeente(value).name

    def json_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "pattern": "^GM[0-9]{4}$"}


class Telefoon:
    """A Dutch or Belgian telephone number; the value is its digits, "+32..." kept for Belgium."""

    def read(self, field: Field, text: str) -> str:
        for said in re.findall(r"\+?\d[\d\s().-]{7,}\d", text):
            digits = re.sub(r"[^\d+]", "", said)
            digits = re.sub(r"^(?:\+31|0031)0?", "0", digits)
            digits = re.sub(r"^0032", "+32", digits)
            if re.fullmatch(r"0[1-9]\d{8}|\+32\d{8,9}", digits):
                return digits
        raise Unclear("geen_telefoon")

    def show(self, field: Field, value: Any) -> str:
        return str(value)

    def json_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^(0[1-9]\d{8}|\+32\d{8,9})$"}


class Naam(Tekst):
    """A person's name, without the words around it ("ik heet ...")."""

    AROUND = re.compile(
        r"^\W*(?:(?:ik heet|(?:mijn|mn|m'n) naam is|ik ben|naam)\W+)?(.+?)\W*$", re.I
    )

    def read(self, field: Field, text: str) -> str:
        found = self.AROUND.match(text.strip())
        name = found.group(1) if found else ""
        letters = sum(letter.isalpha() for letter in name)
        if letters < 2 or "?" in text or re.search(r"\d", name) or len(name.split()) > 7:
            raise Unclear("geen_naam")
        return name[:120]


KINDS: dict[str, Kind] = {
    "tekst": Tekst(),
    "keuze": Keuze(),
    "leeftijden": Leeftijden(),
    "moment": Moment(),
    "plaats": Plaats(),
    "telefoon": Telefoon(),
    "naam": Naam(),
    "keuzes": Keuzes(),
    "lijst": Lijst(),
    "personen": Personen(),
    "geboortedatum": Geboortedatum(),
    "keuze_erbij": Erbij(Keuzes()),
    "lijst_erbij": Erbij(Lijst()),
    "persoon_erbij": Erbij(Personen()),
    "tekst_erbij": Erbij(Tekst()),
}
MAY_HAVE_CHOICES = frozenset({"lijst"})  # such as that there are none
WITH_CHOICES = frozenset({"keuze", "keuzes"}) | {name for name in KINDS if name.endswith("_erbij")}
