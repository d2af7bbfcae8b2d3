"""What is done before the first visitor comes."""

from __future__ import annotations

import pytest

from bot.cli.commands import _wake
from bot.services.ports import Talk, Understanding
from tests.fake_storage import FakeStorage
from tests.fakes import FakeBrain, FakeClock, fake_outside, fake_services


class AskedBrain(FakeBrain):
    asked: int = 0

    async def understand(self, talk: Talk, text: str) -> Understanding:
        self.asked += 1
        return await super().understand(talk, text)


async def test_the_model_is_used_once_and_nothing_of_it_is_stored() -> None:
    storage, brain = FakeStorage(), AskedBrain()

    await _wake(fake_services(fake_outside(storage, brain, FakeClock())))

    assert brain.asked == 1
    assert not storage.rows.conversations


async def test_a_model_that_fails_does_not_keep_the_pages_from_being_served(
    capsys: pytest.CaptureFixture[str],
) -> None:
    brain = AskedBrain(broken=True)

    await _wake(fake_services(fake_outside(FakeStorage(), brain, FakeClock())))

    assert brain.asked == 1
