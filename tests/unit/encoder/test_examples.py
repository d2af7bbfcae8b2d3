"""What the encoder may learn from, and what is kept apart to choose by."""

from __future__ import annotations

from pathlib import Path

from tools.encoder.examples import DEVELOPMENT, read_development, read_examples

DATA = Path(__file__).parents[3] / "data"


def test_no_development_message_is_learnt_from() -> None:
    learnt = {example.text.lower() for example in read_examples(DATA)}
    kept_back = {example.text.lower() for example in read_development(DATA)}

    assert len(kept_back) > 1500
    assert not learnt & kept_back


def test_a_message_of_both_folders_is_only_chosen_by(tmp_path: Path) -> None:
    line = '{"text": "%s", "gevaar": "geen", "behoefte": "sociaal"}\n'
    (tmp_path / "nlu").mkdir()
    (tmp_path / "taal" / DEVELOPMENT).mkdir(parents=True)
    (tmp_path / "taal" / "een.jsonl").write_text(line % "Tot kijk" + line % "dag buur")
    (tmp_path / "taal" / DEVELOPMENT / "een.jsonl").write_text(line % "tot kijk")

    assert [example.text for example in read_examples(tmp_path)] == ["dag buur"]
