"""The files of the test set fit one another and the labels of the product."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from bot.encoder.labels import HEADS
from bot.privacy.spans import Label
from tests.nlu.messages import FOLDER, TestSetBroken, read_marked, read_messages

STYLES = set("neutraal typfouten straattaal formeel vlaams nt2 lang telegram".split())


def test_every_label_is_one_of_the_product() -> None:
    for message in read_messages():
        for labels in (message.labels, message.first, message.second):
            assert labels.gevaar in HEADS["gevaar"], message.id
            assert labels.behoefte in HEADS["behoefte"], message.id
            assert labels.rol in HEADS["rol"], message.id
            assert labels.vormen <= set(HEADS["vormen"]), message.id
            asks = labels.behoefte == "informatie"
            assert labels.onderwerp in (HEADS["onderwerp"] if asks else [None]), message.id
        assert message.stijl in STYLES, message.id


def test_an_id_is_the_file_and_the_line() -> None:
    messages = read_messages()

    assert [messages[0].id, messages[220].id] == ["hand_1:1", "hand_2:1"]
    assert len({m.id for m in messages}) == len(messages) == 880


def test_a_decision_goes_before_the_labellers() -> None:
    decided = {row["id"]: row for row in _rows(FOLDER / "beslist.jsonl")}
    differing = [m for m in read_messages() if m.first.gevaar != m.second.gevaar]

    assert {m.id for m in differing} == set(decided)
    for message in differing:
        assert message.labels.gevaar == decided[message.id]["gevaar"]
        assert decided[message.id]["reden"]


def test_a_difference_about_danger_that_nobody_decided_is_an_error(tmp_path: Path) -> None:
    shutil.copytree(FOLDER / "berichten", tmp_path / "berichten")
    (tmp_path / "beslist.jsonl").write_text("")

    with pytest.raises(TestSetBroken, match="decide it"):
        read_messages(tmp_path)


def test_personal_data_stand_inside_their_text() -> None:
    for message in read_marked():
        for start, end, kind in message.spans:
            assert 0 <= start < end <= len(message.text), message.id
            assert message.text[start:end].strip() == message.text[start:end], message.id
            assert kind in Label.__members__, message.id


def _rows(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
