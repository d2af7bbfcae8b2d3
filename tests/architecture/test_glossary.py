"""A new term of the trade cannot enter unnoticed: it must stand in docs/glossary.md."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path

import pytest

from bot.casework.audit import Act, ReadingReason
from bot.casework.informing import HowInformed, InformStepKind
from bot.casework.notes import NoteKind
from bot.casework.outcome import Uitkomst
from bot.casework.queue import Reason
from bot.casework.staff import Right, Role
from bot.casework.terms import Termijn
from bot.casework.weging import Besluit
from bot.conversation.conversation import MessageKind, Modus, Speaker, Status
from bot.danger.assess import Level
from bot.danger.signals import Action
from bot.melding.fields import fields
from bot.melding.route import Request
from bot.melding.schema import Stage, Step
from bot.privacy.mask import Label
from bot.reference.holidays import LiberationDay
from bot.store.tables import metadata

GLOSSARY = (Path(__file__).parents[2] / "docs/glossary.md").read_text(encoding="utf-8")
WORDS = set(re.findall(r"\w+", GLOSSARY))


@pytest.mark.parametrize(
    "codes",
    [
        Act, Action, Besluit, HowInformed, InformStepKind, Label, Level, LiberationDay,
        MessageKind, Modus, NoteKind, ReadingReason, Reason,
        Request, Right, Role, Speaker, Stage, Status, Step, Termijn, Uitkomst,
    ],
    ids=lambda codes: codes.__name__,
)  # fmt: skip
def test_every_stored_code_is_in_the_glossary(codes: type[Enum]) -> None:
    assert {member.value for member in codes} <= WORDS


def test_every_table_is_in_the_glossary() -> None:
    assert set(metadata.tables) <= WORDS


def test_every_field_is_in_the_glossary() -> None:
    assert {field.name for field in fields()} <= WORDS
