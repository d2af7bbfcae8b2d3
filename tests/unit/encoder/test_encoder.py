"""The committed encoder itself: what it reads, and what is said when its files are not right."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from bot.encoder.encoder import (
    CHECKSUMS,
    FOLDER,
    LONGEST,
    MODEL,
    Encoder,
    EncoderDamaged,
    check_encoder,
    head_and_tail,
    load_encoder,
)
from bot.encoder.labels import GEVAAR, HEADS
from bot.encoder.words import STATE, WEIGHTS

STRANGE = [
    "", " ", "😀😀", "\u202e omgekeerd", "<b>hallo</b>", "؟؟", "…", "a" * 10_000, "nee " * 3_000,
    "ΑΒΓ раиsе", "\x00\x01",
]  # fmt: skip


# More word pieces than are read at once.
CALM = (
    "Wij wonen hier al elf jaar, aan de rand van het dorp. De tuin staat er mooi bij. In het "
    "weekend komt mijn zus vaak eten met haar twee jongens. Die spelen dan met de hond. Ik "
    "werk drie dagen in de bibliotheek en mijn man is postbode. Vorige zomer zijn we met de "
    "trein naar Praag geweest. Dat was een mooie reis. Nu sparen we voor een nieuwe keuken, "
    "want de oude kraan lekt. Op dinsdag zing ik in een koor. De buurvrouw rijdt met mij mee "
    "en praat de hele weg over haar kleinkinderen. Ik vroeg mij af of jullie ook voorlichting "
    "geven op een school, want daar zoekt mijn dochter iemand voor. Zij geeft les in groep "
    "acht. "
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    loaded = load_encoder()
    assert loaded is not None
    return loaded


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "encoder"))


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_any_text_gets_a_chance_for_every_label(encoder: Encoder, text: str) -> None:
    reading = encoder.read(text)

    assert reading.vector.shape == (384,)
    for head, labels in HEADS.items():
        chances = reading.chances[head]
        assert len(chances) == len(labels)
        assert np.all((chances >= 0) & (chances <= 1))
        if head != "vormen":
            assert chances.sum() == pytest.approx(1, abs=1e-3)


def test_danger_in_the_middle_of_a_long_story_is_read(encoder: Encoder) -> None:
    danger = "Hij staat nu met een mes voor mijn deur en ik kan niet weg, help mij. "

    def chance_of_none(text: str) -> float:
        return float(encoder.read(text).chances["gevaar"][GEVAAR.index("geen")])

    assert chance_of_none(CALM + CALM) > 0.5
    assert chance_of_none(CALM + danger * 2 + CALM) < 0.5


def test_reading_many_is_reading_each(encoder: Encoder) -> None:
    texts = ["kan ik anoniem blijven?", "mijn buurvrouw heeft weer een blauw oog", "doei"]

    for text, reading in zip(texts, encoder.read_all(texts), strict=True):
        assert np.array_equal(reading.vector, encoder.read(text).vector)


def test_of_a_long_text_both_ends_are_kept() -> None:
    assert head_and_tail([1, 2, 3]) == [1, 2, 3]
    shortened = head_and_tail(list(range(300)))
    assert (len(shortened), shortened[0], shortened[-1]) == (LONGEST, 0, 299)


def test_without_a_model_there_is_no_encoder(tmp_path: Path) -> None:
    check_encoder(tmp_path)

    assert load_encoder(tmp_path) is None


@pytest.mark.parametrize("name", [MODEL, WEIGHTS, STATE])
def test_a_changed_file_is_refused_by_name(copy: Path, name: str) -> None:
    with (copy / name).open("ab") as file:
        file.write(b"x")

    with pytest.raises(EncoderDamaged, match=f"{name} is damaged; run: git checkout"):
        load_encoder(copy)


@pytest.mark.parametrize("name", [CHECKSUMS, WEIGHTS])
def test_a_missing_file_is_named_as_incomplete(copy: Path, name: str) -> None:
    (copy / name).unlink()

    with pytest.raises(EncoderDamaged, match="incomplete; run: git checkout"):
        load_encoder(copy)
