"""What a colleague may write down, how it is read, and which question is suggested next."""

from __future__ import annotations

from typing import Any

import pytest

from bot.melding.by_colleague import (
    as_typed,
    besides,
    is_chosen,
    may_be_written,
    next_questions,
    read_typed,
    settles,
    writable,
)
from bot.melding.fields import fields, fields_by_name
from bot.melding.kind import Unclear
from bot.melding.schema import DECLINED, UNKNOWN, Field, Stage
from bot.texts.texts import written
from tests.unit.melding.test_route import KNOWN, TOLD, WHOLE

FIELDS = fields_by_name()
ADVICE = {**KNOWN, "wens": "advies"}
TYPED = [f for f in fields() if may_be_written(f) and f.example and not is_chosen(f)]
MELDING = {**TOLD, "wens": "melding", "uitleg_gelezen": "ja"}


def asked(answers: dict[str, Any], in_melding: bool = False, **more: Any) -> list[str]:
    return [field.name for field, _ in next_questions(answers, in_melding, **more)]


@pytest.mark.parametrize(
    "name",
    ["direct_gevaar", "wens", "uitleg_gelezen", "samenvatting_akkoord", "openheid", "stop_zeker",
     "informatie_niet_delen", "contact_toestemming", "contact_naam", "nog_iemand", "geslacht"],
)  # fmt: skip
def test_what_the_visitor_says_about_safety_or_agrees_to_is_never_written_down(name: str) -> None:
    assert not may_be_written(FIELDS[name])


def test_in_the_advice_stage_nothing_that_only_a_melding_may_hold_is_offered() -> None:
    offered = writable(ADVICE, in_melding=False)

    assert "om_wie" in [field.name for field in offered]
    assert {field.stage for field in offered} == {Stage.ADVIES}
    assert "betrokkenen" in [field.name for field in writable(MELDING, in_melding=True)]


@pytest.mark.parametrize(
    ("name", "said", "value"),
    [
        ("leeftijden", ["4 en 7"], [4, 7]),
        ("gemeente", ["Zeist"], "GM0355"),
        ("wanneer", ["vorige week"], "vorige week"),
        ("kinderen", ["ja"], "ja"),
        ("aard", ["lichamelijk", "geestelijk"], None),
        ("wanneer", [UNKNOWN], UNKNOWN),
        ("om_wie", [DECLINED], DECLINED),
    ],
)
def test_what_was_typed_is_read_by_the_kind_of_the_field(
    name: str, said: list[str], value: Any
) -> None:
    if value is None:  # several choices, in their own order
        said = [choice.value for choice in FIELDS[name].choices[:2]]
        assert read_typed(FIELDS[name], said[::-1], ADVICE) == said
    else:
        assert read_typed(FIELDS[name], said, ADVICE) == value


@pytest.mark.parametrize(
    ("name", "said", "reason"),
    [
        ("leeftijden", ["oud"], "geen_leeftijd"),
        ("gemeente", ["Nergenshuizen"], "plaats_onbekend"),
        ("gemeente", ["Bergen"], "plaats_dubbel"),
        ("wanneer", ["tja"], "geen_moment"),
        ("kinderen", ["misschien"], "kies"),
        ("kinderen", [""], "kies"),
        ("kinderen", [], "kies"),
        ("om_wie", [""], "leeg"),
    ],
)
def test_what_is_no_answer_is_refused_with_a_reason(
    name: str, said: list[str], reason: str
) -> None:
    with pytest.raises(Unclear) as refused:
        read_typed(FIELDS[name], said, ADVICE)

    assert refused.value.reason == reason
    assert f"veld_{reason}" in written()


def test_what_a_melding_cannot_do_without_is_not_unknown() -> None:
    with pytest.raises(Unclear, match="nodig"):
        read_typed(FIELDS["melder_naam"], [UNKNOWN], MELDING)


def test_people_keep_what_was_asked_about_each_of_them() -> None:
    before = [{"wie": "mijn zus", "geslacht": "vrouw", "rol_in_situatie": "slachtoffer"}]

    people = read_typed(FIELDS["betrokkenen"], ["mijn zus\nhaar man"], {"betrokkenen": before})

    assert people[0]["rol_in_situatie"] == "slachtoffer"
    assert people[1] == {"wie": "haar man", "geslacht": "man"}


@pytest.mark.parametrize("field", TYPED, ids=lambda f: f.name)
def test_a_value_is_typed_as_it_is_read(field: Field) -> None:
    typed = as_typed(field, field.example)

    assert read_typed(field, [typed], {field.name: field.example}) == field.example


@pytest.mark.parametrize("value", [None, UNKNOWN, DECLINED])
def test_no_answer_is_typed_as_nothing(value: Any) -> None:
    assert as_typed(FIELDS["wanneer"], value) == ""


def test_who_names_several_is_asked_for_no_more() -> None:
    assert besides(FIELDS["betrokkenen"], [{"wie": "a"}, {"wie": "b"}]) == {"nog_iemand": "nee"}
    assert besides(FIELDS["betrokkenen"], [{"wie": "a"}]) == {}


def test_a_question_is_settled_when_it_gets_an_answer_or_does_not_apply_any_more() -> None:
    ages, before = FIELDS["leeftijden"], {**ADVICE, "kinderen": "ja"}

    assert settles(ages, before, {**before, "leeftijden": [3]})
    assert settles(ages, before, {**before, "kinderen": "nee"})
    assert not settles(ages, before, {**before, "wanneer": "gisteren"})


def test_the_suggestions_are_in_the_order_of_the_dialogue() -> None:
    assert asked({})[0] == "direct_gevaar"
    assert asked(ADVICE)[:3] == ["wat_gebeurd", "om_wie", "kinderen"]


@pytest.mark.parametrize("value", ["mijn zus", UNKNOWN, DECLINED])
def test_what_has_an_answer_also_that_there_is_none_is_not_suggested(value: str) -> None:
    assert "om_wie" not in asked({**ADVICE, "om_wie": value})


def test_what_is_needed_and_not_known_is_not_suggested_again() -> None:
    assert "melder_naam" not in asked({**MELDING, "melder_naam": UNKNOWN}, in_melding=True)


def test_what_was_skipped_is_not_suggested() -> None:
    assert asked(ADVICE, skipped={"wat_gebeurd"})[0] == "om_wie"


def test_nothing_of_a_melding_is_suggested_before_the_visitor_chose_one() -> None:
    before = asked({**TOLD, "wens": "melding"}, in_melding=False)

    assert {FIELDS[name].stage for name in before} <= {Stage.ADVIES}
    assert "betrokkenen" in asked(MELDING, in_melding=True)


def test_no_suggestion_is_about_agreeing_or_about_what_to_decide() -> None:
    for answers in (ADVICE, MELDING, WHOLE):
        for name in asked(answers, in_melding=True):
            assert not FIELDS[name].strict
            assert FIELDS[name].stage is not Stage.GESPREK


def test_a_question_about_each_of_a_list_names_the_first_who_has_no_answer() -> None:
    people = [{"wie": "Ria", "rol_in_situatie": "slachtoffer"}, {"wie": "Bob"}]
    answers = {**WHOLE, "betrokkenen": people, "nog_iemand": "nee", "meer_vertellen": "ja"}

    words = [text for f, text in next_questions(answers, True) if f.name == "rol_in_situatie"]

    assert words == ["Wie is ‘Bob’ in dit verhaal? Kies wat het beste past."]
