"""fields.yml is checked when it is loaded; mistakes are named."""

from __future__ import annotations

import pytest

from bot.melding.fields import FieldsInvalid, fields, read_fields
from bot.melding.schema import Stage
from bot.reference.helplines import fill_numbers

FIELD = """
- name: {name}
  step: {step}
  kind: {kind}
  stage: advies
  label: Iets
  question: Wat is er?
  why: Daarom.
  source: test
{more}
"""
ROL = FIELD.format(
    name="rol",
    step="kennismaking",
    kind="keuze",
    more="  choices:\n    zelf: {label: Zelf}\n    kind: {label: Kind}",
)


def one(name: str = "iets", step: str = "situatie", kind: str = "tekst", more: str = "") -> str:
    return ROL + FIELD.format(name=name, step=step, kind=kind, more=more)


def test_a_good_file_gives_its_fields_in_order() -> None:
    assert [field.name for field in read_fields(one())] == ["rol", "iets"]


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        (one(kind="raadsel"), "kind 'raadsel' is unknown"),
        (one(step="nergens"), "nergens"),
        (one(name="rol"), "defined twice"),
        (one(more="  colour: red"), "colour"),
        (one(kind="keuze"), "choices belong to"),
        (one(more="  only_if: {later: [ja]}"), "'later', which is not asked earlier"),
        (one(more="  only_if: {rol: [koning]}"), "rol can never be 'koning'"),
        (one(more="  asked_of: [koning]"), "'koning' is not a rol"),
        ("- name: half\n  step: situatie\n", "half"),
    ],
)
def test_a_mistake_is_refused_and_named(text: str, mistake: str) -> None:
    with pytest.raises(FieldsInvalid, match=mistake):
        read_fields(text)


def test_every_question_fits_in_25_words() -> None:
    for field in fields():
        for wording in (field.question, *field.question_for.values(), field.simpler):
            assert len(wording.split()) <= 25, (field.name, wording)


def test_every_question_says_why_it_is_asked_and_has_a_simpler_wording_and_a_source() -> None:
    for field in fields():
        assert field.why, field.name
        assert field.simpler, field.name
        assert field.source, field.name


def test_a_question_asks_one_thing() -> None:
    for field in fields():
        for wording in (field.question, *field.question_for.values()):
            assert wording.count("?") <= 2, (field.name, wording)


def test_whatever_names_a_person_is_only_stored_in_a_melding_or_with_consent() -> None:
    for field in fields():
        assert not field.personal or field.stage in (Stage.MELDING, Stage.CONTACT), field.name


def test_every_helpline_in_a_text_exists() -> None:
    for field in fields():
        fill_numbers(field.before + field.question + field.after)
