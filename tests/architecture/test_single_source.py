"""Questions, numbers and texts stand in one place each."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from bot.advice.select import points
from bot.cli.privacy import privacy_page
from bot.danger.steps import BLOCKS
from bot.melding.export import example_export
from bot.melding.fields import fields, fields_by_name, fields_of
from bot.melding.needs import NEEDS
from bot.melding.render import json_schema, reference_page
from bot.melding.schema import Step
from bot.reference.helplines import fill_numbers, numbers_in
from bot.settings import reference_page as settings_page
from bot.texts.texts import written

PROJECT = Path(__file__).parents[2]


def yaml_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (PROJECT / folder).rglob("*.yml"))


def load(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def test_nothing_in_the_domain_defines_a_field_by_hand() -> None:
    names = set(fields_by_name())
    for path in yaml_files("domain"):
        written_here = load(path)
        assert not names & set(written_here.get("slots", {})), path
        assert "forms" not in written_here, path
        asked = {f"utter_ask_{name}" for name in names}
        assert not asked & set(written_here.get("responses", {})), path


def test_every_field_has_a_slot_a_form_and_a_question_in_the_model(brain: Any) -> None:
    domain = brain._agent.domain.as_dict()

    for field in fields():
        form = f"{field.step.value}_form"
        assert field.name in domain["slots"]
        assert field.name in domain["forms"][form]["required_slots"]
        assert domain["responses"][f"utter_ask_{field.name}"]


def test_every_part_with_questions_has_a_rule_to_enter_and_to_leave_it() -> None:
    rules = load(PROJECT / "data/rules/gesprek.yml")["rules"]
    text = str(rules)
    for step in Step:
        if fields_of(step):
            assert f"'active_loop': '{step.value}_form'" in text, step
            assert f"'action': '{step.value}_form'" in text, step


def test_no_telephone_number_stands_outside_the_table() -> None:
    """Texts name a helpline as [[id]]; a number written by hand would not follow the table."""
    for path in [
        *yaml_files("domain", "data/rules", "bot/texts", "bot/advice"),
        PROJECT / "bot/melding/fields.yml",
        PROJECT / "bot/casework/standard_answers.yml",
        *(PROJECT / "bot/web/templates").rglob("*.html"),
    ]:
        named = r"\[\[.*?\]\]|\{\{.*?\}\}|\b113\.nl|112NL-app"  # by id, or a name with digits
        text = re.sub(named, "", path.read_text(encoding="utf-8"))
        text = re.sub(r"^\s*#.*$|^.*\b(?:source|reviewed_on|example)\b.*$", "", text, flags=re.M)
        assert numbers_in(text) == [], path


def test_every_helpline_named_in_a_text_has_a_number() -> None:
    for path in yaml_files("domain", "bot/texts", "bot/advice"):
        fill_numbers(re.sub(r"^\s*#.*$", "", path.read_text(encoding="utf-8"), flags=re.M))


def test_every_safety_block_has_its_text() -> None:
    for _, block in BLOCKS:
        assert block in written()


def test_every_response_that_code_names_exists() -> None:
    responses = {name for path in yaml_files("domain") for name in load(path).get("responses", {})}
    for path in [*(PROJECT / "actions").glob("*.py"), PROJECT / "bot/melding/route.py"]:
        for name in re.findall(r'"(utter_\w+)"', path.read_text(encoding="utf-8")):
            assert name in responses or name.removeprefix("utter_ask_") in fields_by_name(), name


def test_every_reason_to_ask_again_has_a_text() -> None:
    responses = load(PROJECT / "domain/algemeen.yml")["responses"]
    source = "".join(
        (PROJECT / f"bot/melding/{name}.py").read_text() for name in ("kinds", "hearing", "people")
    )
    for reason in re.findall(r'Unclear\("(\w+)"', source):
        assert f"utter_onduidelijk_{reason}" in responses, reason


def test_every_intent_belongs_to_a_need() -> None:
    known = {intent for intents in NEEDS.values() for intent in intents}
    for path in yaml_files("domain"):
        for intent in load(path).get("intents", []):
            assert intent in known or intent.startswith("vraag_"), intent


def test_every_intent_has_at_least_15_examples() -> None:
    counts: dict[str, int] = {}
    for path in yaml_files("data/nlu"):
        for block in load(path)["nlu"]:
            lines = block["examples"].strip().splitlines()
            counts[block["intent"]] = counts.get(block["intent"], 0) + len(lines)
    intents = {i for path in yaml_files("domain") for i in load(path).get("intents", [])}

    assert set(counts) == intents
    assert len(intents) >= 25
    assert min(counts.values()) >= 15, min(counts, key=lambda intent: counts[intent])


def test_advice_speaks_of_fields_and_answers_that_exist() -> None:
    for point in points():
        roles = {choice.value for choice in fields_by_name()["rol"].choices}
        assert set(point.roles) <= roles, point.id
        for name, values in point.when.items():
            assert all(fields_by_name()[name].choice(value) for value in values), point.id
        assert point.source, point.id


@pytest.mark.parametrize(("name", "made"), [("schema", json_schema), ("voorbeeld", example_export)])
def test_the_schema_and_the_example_of_a_melding_are_up_to_date(name: str, made: Any) -> None:
    written = (PROJECT / f"docs/melding.{name}.json").read_text(encoding="utf-8")

    assert json.loads(written) == made(), "run: make docs"


def test_the_example_of_a_melding_fits_the_schema() -> None:
    jsonschema.validate(example_export()["antwoorden"], json_schema())


@pytest.mark.parametrize(
    ("page", "made"),
    [
        ("fields.md", reference_page),
        ("settings.md", settings_page),
        ("privacy.md", privacy_page),
    ],
)
def test_the_reference_pages_are_up_to_date(page: str, made: Any) -> None:
    assert (PROJECT / "docs" / page).read_text(encoding="utf-8") == made(), "run: make docs"
