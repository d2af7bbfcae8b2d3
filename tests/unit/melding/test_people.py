"""People of a melding: dates of birth and sex only where the words give them, the rest is asked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.melding.fields import fields_by_name
from bot.melding.kind import Unclear
from bot.melding.kinds import read, show
from bot.melding.people import NEWEST_YEAR
from bot.melding.render import json_schema, without_own_words
from bot.melding.route import Progress, given, remaining
from bot.melding.schema import UNKNOWN

F = fields_by_name()
MELDING = {"rol": "omstander", "wens": "melding", "meer_vertellen": "ja"}


@pytest.mark.parametrize(
    ("text", "date", "said"),
    [
        ("3-4-2015", "20150403", "3 april 2015"),
        ("op 12/11/1988", "19881112", "12 november 1988"),
        ("30 augustus 2009", "20090830", "30 augustus 2009"),
        ("ergens in mei 2012", "20120500", "mei 2012"),
        ("ik denk 1974", "19740000", "1974"),
        ("12-03-85", "19850312", "12 maart 1985"),
        ("12/3/'04", "20040312", "12 maart 2004"),
        ("geboren 7.10.'48.", "19481007", "7 oktober 1948"),
        ("30 augustus 09", "20090830", "30 augustus 2009"),
        ("mei '12", "20120500", "mei 2012"),
        ("uit ’99", "19990000", "1999"),
    ],
)
def test_a_date_of_birth_is_kept_as_far_as_it_is_known(text: str, date: str, said: str) -> None:
    assert read(F["geboortedatum"], text) == date
    assert show(F["geboortedatum"], date) == said


@pytest.mark.parametrize("text", ["12-03-18", "3/4/'25", "5 mei 30", "'21"])
def test_a_year_in_two_digits_that_can_be_two_centuries_is_asked_in_full(text: str) -> None:
    with pytest.raises(Unclear) as unclear:
        read(F["geboortedatum"], text)

    assert unclear.value.reason == "jaar_in_twee_cijfers"


@pytest.mark.parametrize(
    "text", ["06-12-34-56-78", "5 mei 12 jaar geleden", "85", "12-13-85", "3 mei 14.30 uur"]
)
def test_what_looks_like_a_short_year_and_is_none_is_refused(text: str) -> None:
    with pytest.raises(Unclear):
        read(F["geboortedatum"], text)


def test_the_centuries_are_sure_for_as_long_as_this_runs() -> None:
    """Next year somebody can be born whose year in two digits was that of an old person before."""
    assert datetime.now(UTC).year <= NEWEST_YEAR


@pytest.mark.parametrize("text", ["12", "3 april", "in de zomer", "45-13-2015", "40-02-2001", "2"])
def test_a_date_without_a_sure_year_is_refused(text: str) -> None:
    with pytest.raises(Unclear):
        read(F["geboortedatum"], text)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Ahmed, geb. 3-4-2015", {"geboortedatum": "20150403"}),
        ("Ahmed, geb. 3-4-'85", {"geboortedatum": "19850403"}),
        ("Ahmed, geb. 3-4-18", {}),
        ("Ahmed van 7, geb. 3-4-18", {"leeftijd": 7}),
        ("mevrouw Visser van 81", {"leeftijd": 81, "geslacht": "vrouw"}),
        ("de vriend van mijn dochter", {}),
        ("Robin uit groep 4", {}),
        ("haar stiefvader Wim", {"geslacht": "man"}),
    ],
)
def test_what_the_words_say_of_a_person_is_not_asked(text: str, person: dict[str, Any]) -> None:
    assert read(F["betrokkenen"], text) == [{"wie": text, **person}]


def test_a_question_about_each_is_open_until_everybody_has_an_answer() -> None:
    asked = F["rol_in_situatie"]
    answers = {**MELDING, "betrokkenen": [{"wie": "Jip"}, {"wie": "Loes"}]}

    answers |= given(asked, "kind_gezin", answers)
    assert asked.applies(answers)
    answers |= given(asked, UNKNOWN, answers)

    assert not asked.applies(answers)
    assert answers["betrokkenen"] == [
        {"wie": "Jip", "rol_in_situatie": "kind_gezin"},
        {"wie": "Loes", "rol_in_situatie": UNKNOWN},
    ]


def test_it_counts_once_for_each_person_in_how_many_questions_are_left() -> None:
    one = Progress({**MELDING, "betrokkenen": [{"wie": "Jip"}]})
    two = Progress({**MELDING, "betrokkenen": [{"wie": "Jip"}, {"wie": "Loes"}]})

    assert remaining(two) - remaining(one) == sum(f.of_each == "betrokkenen" for f in F.values())


def test_what_was_asked_of_somebody_is_read_back_unless_the_words_say_it_already() -> None:
    people = [
        {"wie": "mijn nichtje Jip", "geslacht": "vrouw", "rol_in_situatie": "kind_gezin"},
        {"wie": "Loes", "geslacht": "vrouw", "geboortedatum": "19800200"},
        {"wie": "Mo", "rol_in_situatie": UNKNOWN},
        {"wie": "Ahmed, geb. 3-4-85", "geboortedatum": "19850403"},
        {"wie": "Sem, geb. 3-4-2015", "geboortedatum": "20150403"},
    ]

    assert show(F["betrokkenen"], people) == (
        "mijn nichtje Jip (kind in dit gezin); Loes (vrouw of meisje, geboren februari 1980); Mo; "
        "Ahmed, geb. 3-4-85 (geboren 3 april 1985); Sem, geb. 3-4-2015"
    )


def test_the_name_in_a_question_about_somebody_goes_with_the_melding() -> None:
    asked = "Wie is ‘Jip van Dijk’ in dit verhaal? Kies wat het beste past."

    assert "Jip" not in without_own_words(asked)
    assert without_own_words(asked).startswith("Wie is ‘…’")


def test_what_is_asked_of_each_is_in_the_schema_of_the_list() -> None:
    people = json_schema()["properties"]["betrokkenen"]["anyOf"][0]

    asked = {name for name, field in F.items() if field.of_each == "betrokkenen"}
    assert asked <= set(people["items"]["properties"])
    assert not asked & set(json_schema()["properties"])
