"""The danger table tests itself: every row brings sentences that must and must not match."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.danger import Action, SignalsNotUsable, assess, signals
from bot.danger.normalise import normalise
from bot.danger.signals import SIGNALS_FILE, VOCABULARY_FILE, Signal, read_signals

ROWS = signals().rows
MATCH = [(row, sentence) for row in ROWS for sentence in row.match]
NO_MATCH = [(row, sentence) for row in ROWS for sentence in row.no_match]
ALLOWED = {
    **{f"D{number:02}": "R" for number in range(1, 18)},
    "D01": "RO",
    "D03": "RO",
    "D04": "RO",
    "D09": "SR",
    "D10": "SR",
    "D11": "CR",
    "D12": "RO",
    "D15": "RO",
    "D17": "E",
}


def _name(value: object) -> str:
    return value.name if isinstance(value, Signal) else str(value)[:40]


def _heard(text: str) -> set[str]:
    return {one.name for one in assess(text).signals}


@pytest.mark.parametrize(("row", "sentence"), MATCH, ids=_name)
def test_a_sentence_under_match_gives_the_signal_of_its_row(row: Signal, sentence: str) -> None:
    assert row.name in _heard(sentence)


@pytest.mark.parametrize(("row", "sentence"), NO_MATCH, ids=_name)
def test_a_sentence_under_no_match_does_not_give_it(row: Signal, sentence: str) -> None:
    assert row.name not in _heard(sentence)


def test_every_code_of_the_danger_table_has_a_row() -> None:
    assert {row.code for row in ROWS} == {f"D{number:02}" for number in range(1, 18)}


@pytest.mark.parametrize("row", ROWS, ids=_name)
def test_a_row_asks_only_for_what_the_table_allows(row: Signal) -> None:
    assert row.action.value in ALLOWED[row.code]


@pytest.mark.parametrize(("row", "sentence"), [*MATCH, *NO_MATCH], ids=_name)
def test_looking_up_words_first_never_hides_what_a_pattern_finds(
    row: Signal, sentence: str
) -> None:
    plain = normalise(sentence)
    words = frozenset(plain.split())

    for pattern in (*row.patterns, *row.unless, *row.also):
        assert pattern.is_in(plain, words) == bool(pattern.regex.search(plain))


def _entry(**changed: object) -> dict[str, object]:
    entry: dict[str, object] = {
        "code": "D02",
        "name": "wapen",
        "action": "R",
        "source": "gevaartabel D02",
        "patterns": ["{wapen}"],
        "match": ["een mes", "een pistool", "een bijl"],
        "no_match": ["een lepel", "een vork"],
    }
    return {key: value for key, value in {**entry, **changed}.items() if value is not None}


def _read(folder: Path, *entries: dict[str, object]) -> tuple[Signal, ...]:
    rows_file = folder / "rows.yml"
    YAML().dump(list(entries), rows_file)
    return read_signals(rows_file, VOCABULARY_FILE).rows


def test_a_complete_row_is_read(tmp_path: Path) -> None:
    (row,) = _read(tmp_path, _entry())

    assert (row.code, row.name, row.action) == ("D02", "wapen", Action.R)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"source": None}, "source"),
        ({"colour": "red"}, "colour"),
        ({"name": "Wapen!"}, "small letters"),
        ({"code": "D18", "source": "D18"}, "D01 to D17"),
        ({"action": "X"}, "R O S C E"),
        ({"source": "gevaartabel D03"}, "D02"),
        ({"patterns": []}, "pattern"),
        ({"match": ["een mes"]}, "under match"),
        ({"no_match": []}, "under no_match"),
        ({"despite": ["altijd"]}, "despite"),
        ({"patterns": ["{geen_lijst}"]}, "geen_lijst"),
        ({"patterns": ["(mes"]}, "mend the regular expression"),
    ],
)
def test_a_wrong_row_stops_the_program_and_says_what_to_do(
    tmp_path: Path, changed: dict[str, object], told: str
) -> None:
    with pytest.raises(SignalsNotUsable, match=told):
        _read(tmp_path, _entry(**changed))


def test_two_rows_cannot_have_the_same_name(tmp_path: Path) -> None:
    with pytest.raises(SignalsNotUsable, match="wapen"):
        _read(tmp_path, _entry(), _entry())


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SignalsNotUsable, match=r"none\.yml"):
        read_signals(tmp_path / "none.yml", VOCABULARY_FILE)


def test_the_file_of_the_table_stands_next_to_its_module() -> None:
    assert SIGNALS_FILE.exists()
