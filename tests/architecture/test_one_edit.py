"""CONTRIBUTING.md says that a new question is one entry in fields.yml. Here it is added, and it is
everywhere: asked, read, stored, in the domain of Rasa, the schema, the page and the export."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.dialogue.importer import fields_domain
from bot.melding import fields as module
from bot.melding.export import example_export
from bot.melding.kinds import read
from bot.melding.melding import may_store
from bot.melding.render import json_schema, reference_page, rows
from bot.melding.route import open_fields
from bot.melding.schema import Step

PROJECT = Path(__file__).parents[2]


def entry() -> str:
    """The example of CONTRIBUTING.md itself."""
    page = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return page.partition("```yaml\n")[2].partition("```")[0]


@pytest.fixture
def _one_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    changed = tmp_path / "fields.yml"
    changed.write_text(module.FIELDS_FILE.read_text(encoding="utf-8") + "\n" + entry(), "utf-8")
    monkeypatch.setattr(module, "FIELDS_FILE", changed)
    for cached in (module.fields, module.fields_by_name):
        cached.cache_clear()
    yield
    monkeypatch.undo()
    for cached in (module.fields, module.fields_by_name):
        cached.cache_clear()


@pytest.mark.usefixtures("_one_more")
def test_a_question_is_one_edit() -> None:
    new = module.fields_by_name()["huisdieren"]

    assert read(new, "ja, een hond") == "ja"
    assert may_store("huisdieren", in_melding=False)
    assert "huisdieren" in [f.name for f in open_fields(Step.SITUATIE, {"rol": "omstander"})]
    assert "huisdieren" not in [f.name for f in open_fields(Step.SITUATIE, {"rol": "kind"})]
    domain = fields_domain()
    assert "huisdieren" in domain["forms"]["situatie_form"]["required_slots"]
    assert domain["responses"]["utter_ask_huisdieren"][0]["text"] == new.question
    assert json_schema()["properties"]["huisdieren"]["title"] == new.label
    assert f"`huisdieren` | {new.question}" in reference_page()
    told = {"rol": "omstander", "huisdieren": "nee"}
    assert [label for field, label in rows(told) if field is new] == ["Nee"]


@pytest.mark.usefixtures("_one_more")
def test_what_is_asked_of_a_professional_is_in_the_export() -> None:
    assert "huisdieren" not in example_export()["antwoorden"]  # asked of citizens only


def test_without_that_edit_there_is_no_such_question() -> None:
    assert "huisdieren" not in module.fields_by_name()
